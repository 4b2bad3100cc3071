"""``make bench``: the store beside plain PostgreSQL, the web beside a bare view, each against its limit."""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench import data, doors, report, server, web
from bench.server import Place


def main() -> None:
    """Measure everything in one run and print the table; non-zero when a limit is missed."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000, help="rows of the table (default 1,000,000)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds, of which the best counts (default 3)")
    parser.add_argument("--write", action="store_true", help="write docs/performance.md")
    asked = parser.parse_args()
    with server.started() as place:
        measured = measure(place, asked.rows, asked.rounds)
    lines = report.judged(measured)
    report.show(lines)
    report.keep(lines, measured, write=asked.write)
    sys.exit(any(not line.met for line in lines))


def measure(place: Place, rows: int, rounds: int) -> dict[str, Any]:
    """All measurements, each against its counterpart in the same minutes."""
    say(f"making {rows:,} rows")
    files = data.make(place.folder, rows)
    files.clean.chmod(0o644)
    place.step("-m", "manage", "migrate", "-v0", "--skip-checks")
    raw, ours = [], []
    for number in range(rounds):
        say(f"load, round {number + 1} of {rounds}")
        raw.append(plain_copy(place.url, files.clean))
        server.settle(place.url)
        ours.append(place.step("-m", "bench.work", "load", str(files.dirty)))
        server.settle(place.url)
    last = ours[-1]
    table = str(last["table"])
    return {
        "rows": rows,
        "rounds": rounds,
        "bytes": files.dirty.stat().st_size,
        "planted": files.bad,
        "copy_seconds": min(raw),
        "load_seconds": min(one["seconds"] for one in ours),
        "load_megabytes": max(one["megabytes"] for one in ours),
        "load": last,
        **stored(place, table, rounds),
        **served(place, table, rounds),
    }


def stored(place: Place, table: str, rounds: int) -> dict[str, Any]:
    """What the store does by itself: a page, a file, a cut."""
    say("page")
    place.step("-m", "bench.work", "searchable", table)
    page = place.step("-m", "bench.work", "page", table)
    exports = []
    for number in range(rounds):
        say(f"export, round {number + 1} of {rounds}")
        exports.append((plain_export(place.url), place.step("-m", "bench.work", "export", table)))
    slices = slicing(place, table, rounds)
    return {
        "page": page,
        "copy_out_seconds": min(theirs for theirs, _ours in exports),
        "export_seconds": min(one["seconds"] for _theirs, one in exports),
        "export": exports[-1][1],
        "raw_slices_seconds": min(theirs for theirs, _ours in slices),
        "slice_seconds": min(one["seconds"] for _theirs, one in slices),
        "slice": slices[-1][1],
    }


def served(place: Place, table: str, rounds: int) -> dict[str, Any]:
    """What the running web answers."""
    say("publishing, opening and granting the table")
    found = place.step("-m", "bench.work", "found", table)
    place.statement.write_text(found["statement"], encoding="utf-8")
    with web.running(place) as running:
        say("pages for 16 clients")
        rates = doors.rates(running, found, rounds)
        say("the file over HTTP")
        csv = doors.csv(running, found, rounds, lambda: plain_export(place.url))
        say(f"{doors.EVENTS:,} events and {doors.ENTRIES:,} entries")
        many = place.step("-m", "bench.work", "many", str(doors.EVENTS), str(doors.ENTRIES))
        server.settle(place.url)
        say("lists")
        return {"rates": rates, "csv": csv, "many": many, "lists": doors.lists(place, running, found)}


def slicing(place: Place, table: str, rounds: int) -> list[tuple[float, dict[str, Any]]]:
    """Eleven raw ``COPY (SELECT … WHERE …)`` by psql into files, and the cut of the same table, in turns."""
    names = place.step("-m", "bench.work", "names", table)
    found = []
    for number in range(rounds):
        say(f"slice, round {number + 1} of {rounds}")
        raw = seconds(lambda: plain_slices(place.url, place.folder, names))
        found.append((raw, place.step("-m", "bench.work", "slice", table)))
    return found


def plain_slices(url: str, folder: Path, names: dict[str, str]) -> None:
    """One file for each district."""
    for number, district in enumerate(data.DISTRICTS):
        rows = f"SELECT {names['items']} FROM {names['table']} WHERE {names['code']} LIKE '{district}%'"
        with (folder / f"slice{number}.csv").open("wb") as file:
            server.psql(url, f"COPY ({rows}) TO STDOUT (FORMAT csv)", out=file.fileno())


def plain_copy(url: str, path: Path) -> float:
    """``\\copy`` of the clean file into a typed table with its key."""
    columns = ", ".join(f'"{name}" {pg}' for name, _kind, pg, _more in data.ITEMS)
    server.run(
        url,
        "DROP TABLE IF EXISTS plain",
        f'CREATE TABLE plain ({columns}, PRIMARY KEY ("{data.ITEMS[0][0]}"))',
    )
    return seconds(lambda: server.psql(url, f"\\copy plain FROM '{path}' (FORMAT csv, HEADER)"))


def plain_export(url: str) -> float:
    """``COPY … TO STDOUT`` of that table by psql."""
    return seconds(
        lambda: server.psql(url, "COPY plain TO STDOUT (FORMAT csv, HEADER)", out=subprocess.DEVNULL)
    )


def seconds(action: Callable[[], None]) -> float:
    """Wall time of an action."""
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


def say(what: str) -> None:
    """What is going on, on the terminal."""
    print(f"bench: {what} …", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
