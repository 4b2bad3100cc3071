"""What is measured in a process of its own, so that its memory is its own: ``python -m bench.work load``."""

from __future__ import annotations

import json
import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

django.setup()

# E402 below: what reads settings is imported once they are chosen.
from django.core.files.storage import default_storage  # noqa: E402
from django.db import connection  # noqa: E402

from bench import city  # noqa: E402
from bench.data import DISTRICTS, ITEMS  # noqa: E402
from portal.store import cutting, export, load, query, schema  # noqa: E402
from portal.store.models import StoreTable  # noqa: E402
from portal.store.readers import Source  # noqa: E402

SEARCHABLE = {"区县", "成立日期"}
PAGES = 400


def megabytes() -> float:
    """The most memory that this process has held (``ru_maxrss`` would remember the parent's)."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # not Linux


def load_file(path: str) -> dict[str, Any]:
    """Validate, load, index the key, publish; as measured against a plain copy into a table with its key."""
    specs = [schema.ColumnSpec(name=name, data_type=kind, **more) for name, kind, _pg, more in ITEMS]
    table = schema.create_table(specs)
    base, started = megabytes(), time.perf_counter()
    result = load.load(table, Source(Path(path)), mode="replace")
    load.publish(result.version)
    seconds = time.perf_counter() - started
    return {"seconds": seconds, "megabytes": megabytes(), "base": base, "table": table.pk, **result.as_json()}


def make_searchable(table_pk: str) -> dict[str, Any]:
    """Index what pages are filtered by."""
    table = StoreTable.objects.get(pk=table_pk)
    specs = [
        schema.ColumnSpec(name=name, data_type=kind, searchable=name in SEARCHABLE, **more)
        for name, kind, _pg, more in ITEMS
    ]
    schema.alter_table(table, specs)
    return {}


def export_table(table_pk: str) -> dict[str, Any]:
    """Drain the CSV stream."""
    table = StoreTable.objects.get(pk=table_pk)
    base, started = megabytes(), time.perf_counter()
    pieces = export.stream_csv(query.Query(table))
    size = len(next(pieces))
    first = time.perf_counter() - started
    for piece in pieces:
        size += len(piece)
    seconds = time.perf_counter() - started
    return {
        "seconds": seconds,
        "first_ms": first * 1000,
        "bytes": size,
        "megabytes": megabytes(),
        "base": base,
    }


def page_of_rows(table_pk: str) -> dict[str, Any]:
    """Pages of a hundred filtered rows against the same statement sent bare, in turns."""
    table = StoreTable.objects.get(pk=table_pk)
    asked = query.Query(table, filters=[query.Filter("区县", "eq", "花溪区")], limit=100)
    statement = city.statement_of(lambda: query.page_json(asked))

    def bare() -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)
            cursor.fetchall()

    for warm in (bare, lambda: query.page_json(asked)):
        _rate(warm, 20)
    rounds = [(_rate(lambda: query.page_json(asked), PAGES), _rate(bare, PAGES)) for _number in range(5)]
    ours, theirs = (statistics.median(side) for side in zip(*rounds, strict=True))
    return {"pages": ours, "bare": theirs, "bytes": len(query.page_json(asked))}


def slice_table(table_pk: str) -> dict[str, Any]:
    """Cut the newest version into eleven parts and keep each as a file."""
    table = StoreTable.objects.get(pk=table_pk)
    plan = cutting.Plan(table, table.current_version, "区县", {name: [name] for name in DISTRICTS})
    base, started = megabytes(), time.perf_counter()
    with cutting.cut(plan) as made:
        kept = [part.keep(f"{name}.csv") for name, part in made.parts.items()]
        rows = sum(part.rows for part in made.parts.values())
    seconds = time.perf_counter() - started
    for file in kept:  # so that the next round writes them again
        default_storage.delete(file.path)
        file.delete()
    return {"seconds": seconds, "rows": rows, "megabytes": megabytes(), "base": base}


def names_of(table_pk: str) -> dict[str, Any]:
    """The table, its district's column and its items in the database, for the raw statements."""
    table = StoreTable.objects.get(pk=table_pk)
    columns = {column.name: column.physical for column in table.columns.all()}
    return {"table": f"store.t{table.pk}", "code": columns["区县"], "items": ", ".join(columns.values())}


def _rate(action: Callable[[], object], times: int) -> float:
    started = time.perf_counter()
    for _number in range(times):
        action()
    return times / (time.perf_counter() - started)


ACTIONS = {
    "load": load_file,
    "searchable": make_searchable,
    "export": export_table,
    "page": page_of_rows,
    "slice": slice_table,
    "names": names_of,
    "found": city.found,
    "many": city.many,
    "queries": city.queries,
}

if __name__ == "__main__":
    print(json.dumps(ACTIONS[sys.argv[1]](*sys.argv[2:])))
