"""Loads and readers at the same time, on connections of their own."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, transaction

from portal.kernel.errors import Conflict
from portal.store import load, query, schema, statements, versions
from portal.store.load import LoadResult
from portal.store.models import StoreTable, TableVersion
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
            over.wait(120)
        connection.close()

    thread = threading.Thread(target=read)
    thread.start()
    reading.wait(60)
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
    assert time.monotonic() - started < 60


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


def test_readers_see_each_version_whole_while_updates_are_written(
    table: StoreTable, write: Write, publish: Publish
) -> None:
    """Every row of version n says n; no page ever mixes two."""
    over, seen = threading.Event(), []

    def read() -> None:
        while not over.is_set():
            page = query.page(Query(table, columns=["t"], limit=1000))
            seen.append((page.version, {text for (text,) in page.rows}, len(page.rows)))
        connection.close()

    publish(table, write(*[f"{n},2" for n in range(500)], header=["k", "t"]))
    thread = threading.Thread(target=read)
    thread.start()
    try:
        for number in range(3, 9):
            publish(table, write(*[f"{n},{number}" for n in range(500)], header=["k", "t"]), mode="upsert")
    finally:
        over.set()
        thread.join()
    assert {(texts == {str(version)}, rows) for version, texts, rows in seen} == {(True, 500)}
    assert len({version for version, _texts, _rows in seen}) > 1


def test_a_page_that_began_before_an_update_ends_in_its_version(
    table: StoreTable, write: Write, publish: Publish
) -> None:
    publish(table, write(*[f"{n},old" for n in range(10)], header=["k", "t"]))
    first = query.page(Query(table, columns=["t"], limit=4))
    version = load.load(table, write("5,new", "a,new", header=["k", "t"]), mode="upsert").version
    second = query.page(Query(table, columns=["t"], limit=4, after=first.next))
    load.publish(version)
    third = query.page(Query(table, columns=["t"], limit=4, after=second.next))
    assert first.rows + second.rows + third.rows == [["old"]] * 10


@contextmanager
def a_load_that_pauses(version: TableVersion, source: Source, *, at: int) -> Iterator[list[type]]:
    """Another worker fills the version; the block begins when it holds its job for the ``at``-th time.

    It waits a moment there, before it commits. Gives the refusals that it met, once the block is over.
    """
    pausing, refused, calls = threading.Event(), [], iter(range(1, 9))

    def hold() -> None:
        if next(calls) == at:
            pausing.set()
            time.sleep(0.5)

    def fill() -> None:
        try:
            load.load(version.table, source, mode=version.mode, version=version, hold=hold)
        except Conflict as conflict:
            refused.append(type(conflict))
        connection.close()

    thread = threading.Thread(target=fill)
    thread.start()
    pausing.wait(60)
    yield refused
    thread.join()


@pytest.mark.parametrize("keyed", [True, False])
def test_an_abort_waits_for_the_slice_that_is_being_written(
    transactional_db: None, write: Write, publish: Publish, keyed: bool
) -> None:
    """Without the wait, rows of the slice would stay behind and show through the next version."""
    table = schema.create_table([ColumnSpec(name="k", key=keyed)])
    publish(table, write("1", header=["k"]))
    version = load.open_version(table, mode="append")
    with a_load_that_pauses(version, write("2", header=["k"]), at=1) as refused:
        load.abort(table.versions.get(pk=version.pk))
    assert refused == [Conflict]
    publish(table, write("3", header=["k"]), mode="append")
    assert query.page(Query(table)).rows == [["1"], ["3"]]
    schema.drop_table(table)


def test_an_abort_takes_back_what_a_finish_is_just_merging(
    table: StoreTable, write: Write, publish: Publish
) -> None:
    version = load.open_version(table, mode="upsert")
    source = write("1,changed", "2,new", header=["k", "t"])
    with a_load_that_pauses(version, source, at=2):  # first the slice, then the finish after its merge
        load.abort(table.versions.get(pk=version.pk))
    publish(table, write("3,c", header=["k", "t"]), mode="upsert")
    assert query.page(Query(table)).rows == [["1", "a"], ["3", "c"]]


def test_outside_a_transaction_a_timeout_holds_for_its_statement_alone(transactional_db: None) -> None:
    with pytest.raises(query.TooSlow):
        statements.run(statements.sql.SQL("SELECT pg_sleep(5)"), (), 0.05)
    assert statements.run(statements.sql.SQL("SELECT pg_sleep(0.2)::text"), (), None) == [("",)]
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone() == ("0",)
