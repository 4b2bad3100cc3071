"""Loads and readers at the same time, on connections of their own."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, transaction

from portal.kernel.errors import Conflict
from portal.store import load, query, schema, versions
from portal.store.load import LoadResult
from portal.store.models import StoreTable
from portal.store.query import Query
from portal.store.readers import Source
from portal.store.schema import ColumnSpec

Publish = Callable[..., LoadResult]
Write = Callable[..., Source]


@pytest.fixture
def table(transactional_db: None, write: Write, publish: Publish) -> Iterator[StoreTable]:
    made = schema.create_table([ColumnSpec(name="k", key=True), ColumnSpec(name="t")])
    publish(made, write("1,a", header=["k", "t"]))
    yield made
    schema.drop_table(made)


@contextmanager
def somebody_reads(table: StoreTable) -> Iterator[None]:
    """A reader whose transaction stays open as long as the block."""
    reading, over = threading.Event(), threading.Event()

    def read() -> None:
        with transaction.atomic():
            query.page(Query(table))
            reading.set()
            over.wait(20)
        connection.close()

    thread = threading.Thread(target=read)
    thread.start()
    reading.wait(10)
    try:
        yield
    finally:
        over.set()
        thread.join()


def test_a_long_reader_neither_holds_up_a_publish_nor_is_held_up(
    table: StoreTable, write: Write, publish: Publish
) -> None:
    started = time.monotonic()
    with somebody_reads(table):
        publish(table, write("2,b", header=["k", "t"]))
        assert query.page(Query(table)).rows == [["2", "b"]]
    assert time.monotonic() - started < 10


def test_a_generation_that_is_read_is_dropped_the_next_time(
    table: StoreTable, write: Write, publish: Publish
) -> None:
    with somebody_reads(table):
        for code in "23":
            publish(table, write(f"{code},b", header=["k", "t"]))
        assert table.oldest_generation == 1
    versions.drop_old_generations(table)
    table.refresh_from_db()
    assert (table.oldest_generation, table.current_generation) == (2, 3)


def test_of_two_loads_at_once_one_is_refused(table: StoreTable) -> None:
    barrier, told = threading.Barrier(2), []

    def open_one() -> None:
        barrier.wait()
        try:
            told.append(load.open_version(table, mode="replace"))
        except Conflict as conflict:
            told.append(conflict)
        connection.close()

    threads = [threading.Thread(target=open_one) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(type(one).__name__ for one in told) == ["Conflict", "TableVersion"]


def test_a_load_runs_in_transactions_of_its_own(table: StoreTable, write: Write) -> None:
    """Each slice is committed: another connection sees how far it came, and nobody sees rows."""
    seen: list[tuple[int, int]] = []

    def look() -> None:
        version = table.versions.get(state="open")
        seen.append((version.last_slice, len(query.page(Query(table)).rows)))
        connection.close()

    def progress(done: int, total: int | None, unit: str) -> None:
        thread = threading.Thread(target=look)
        thread.start()
        thread.join()

    result = load.load(
        table,
        write(*[f"{n},x" for n in range(70_000)], header=["k", "t"]),
        mode="upsert",
        progress=progress,
    )
    assert seen == [(1, 1), (2, 1), (3, 1), (3, 1)]
    load.abort(result.version)
