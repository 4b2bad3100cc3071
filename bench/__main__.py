"""``make bench``: load, page, export and slice beside plain PostgreSQL, each against its limit."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench import data, report, server


def main() -> None:
    """Measure everything in one run and print the table; non-zero when a limit is missed."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000, help="rows of the table (default 1,000,000)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds, of which the best counts (default 3)")
    parser.add_argument("--write", action="store_true", help="write docs/performance.md")
    asked = parser.parse_args()
    with server.started() as (url, folder):
        measured = measure(url, folder, asked.rows, asked.rounds)
    lines = report.judged(measured)
    report.show(lines)
    report.keep(lines, measured, write=asked.write)
    sys.exit(any(not line.met for line in lines))


def measure(url: str, folder: Path, rows: int, rounds: int) -> dict[str, Any]:
    """All measurements, each against its counterpart in the same minutes."""
    say(f"making {rows:,} rows")
    files = data.make(folder, rows)
    files.clean.chmod(0o644)
    work(url, "-m", "manage", "migrate", "-v0", "--skip-checks")
    raw, ours = [], []
    for number in range(rounds):
        say(f"load, round {number + 1} of {rounds}")
        raw.append(plain_copy(url, files.clean))
        server.settle(url)
        ours.append(work(url, "-m", "bench.work", "load", str(files.dirty)))
        server.settle(url)
    last = ours[-1]
    say("page")
    work(url, "-m", "bench.work", "searchable", str(last["table"]))
    page = work(url, "-m", "bench.work", "page", str(last["table"]))
    exports = []
    for number in range(rounds):
        say(f"export, round {number + 1} of {rounds}")
        exports.append((plain_export(url), work(url, "-m", "bench.work", "export", str(last["table"]))))
    slices = slicing(url, folder, str(last["table"]), rounds)
    return {
        "rows": rows,
        "bytes": files.dirty.stat().st_size,
        "planted": files.bad,
        "copy_seconds": min(raw),
        "load_seconds": min(one["seconds"] for one in ours),
        "load_megabytes": max(one["megabytes"] for one in ours),
        "load": last,
        "page": page,
        "copy_out_seconds": min(theirs for theirs, _ours in exports),
        "export_seconds": min(one["seconds"] for _theirs, one in exports),
        "export": exports[-1][1],
        "raw_slices_seconds": min(theirs for theirs, _ours in slices),
        "slice_seconds": min(one["seconds"] for _theirs, one in slices),
        "slice": slices[-1][1],
    }


def slicing(url: str, folder: Path, table: str, rounds: int) -> list[tuple[float, dict[str, Any]]]:
    """Eleven raw ``COPY (SELECT … WHERE …)`` by psql into files, and the cut of the same table, in turns."""
    names = work(url, "-m", "bench.work", "names", table)
    found = []
    for number in range(rounds):
        say(f"slice, round {number + 1} of {rounds}")
        raw = seconds(lambda: plain_slices(url, folder, names))
        found.append((raw, work(url, "-m", "bench.work", "slice", table)))
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


def work(url: str, *words: str) -> dict[str, Any]:
    """One step in a process of its own."""
    environment = os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "portal.settings.dev"}
    done = subprocess.run(
        [sys.executable, *words], env=environment, stdout=subprocess.PIPE, text=True, check=True
    )
    return json.loads(done.stdout) if done.stdout.strip() else {}


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
