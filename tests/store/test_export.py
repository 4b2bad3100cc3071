"""Export: every row, in constant memory, harmless in a spreadsheet, and stopped when nobody reads."""

from __future__ import annotations

import csv
import io
import threading
import time
from collections.abc import Callable, Iterable

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from portal.store import export, schema
from portal.store.load import LoadResult
from portal.store.models import StoreTable
from portal.store.query import Filter, Query, Restriction
from portal.store.readers import Source
from portal.store.schema import ColumnSpec

from .conftest import SPECS, line

Publish = Callable[..., LoadResult]
Write = Callable[..., Source]


def rows(pieces: Iterable[bytes]) -> list[list[str]]:
    text = b"".join(pieces).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


@pytest.fixture
def filled(firms: StoreTable, write: Write, publish: Publish) -> StoreTable:
    publish(firms, write(line("001", "甲"), line("002", '"乙,""丙"""', 区县="南明区", 人数="")))
    return firms


def test_rows_come_with_titles_and_a_mark_for_excel(filled: StoreTable) -> None:
    pieces = b"".join(export.stream_csv(Query(filled)))
    assert pieces.startswith(b"\xef\xbb\xbf")
    assert rows([pieces]) == [
        [spec.name for spec in SPECS],
        ["001", "甲", "云岩区", "1.50", "3", "2024-01-31", ""],
        ["002", '乙,"丙"', "南明区", "1.50", "", "2024-01-31", ""],
    ]


def test_items_filters_order_and_restriction_hold_for_exports_too(filled: StoreTable) -> None:
    asked = Query(filled, columns=["企业名称"], order=["-编码"])
    assert rows(export.stream_csv(asked, header=False, bom=False)) == [['乙,"丙"'], ["甲"]]
    limits = Restriction(frozenset({"编码"}), (Filter("区县", "eq", "南明区"),))
    assert rows(export.stream_csv(Query(filled, restriction=limits), header=["Code"])) == [["Code"], ["002"]]
    with pytest.raises(ValidationError):
        export.stream_csv(Query(filled, columns=["企业名称"], restriction=limits))


@pytest.mark.django_db
def test_formulas_are_neutralised_and_values_are_not(write: Write, publish: Publish) -> None:
    table = schema.create_table([ColumnSpec(name="t"), ColumnSpec(name="n", data_type="integer")])
    given = ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3", "-", "-5.5", "+8613812345678", "a=b", "100%"]
    publish(table, write(*[f'"{text}",-7' for text in given], header=["t", "n"]))
    found = rows(export.stream_csv(Query(table), header=False))
    expected = [f"'{text}" for text in given[:4]] + given[4:]
    assert found == [[text, "-7"] for text in expected]


@pytest.mark.django_db
def test_formulas_that_came_with_an_earlier_version_are_neutralized_too(
    write: Write, publish: Publish
) -> None:
    specs = [ColumnSpec(name="k", key=True), ColumnSpec(name="=t")]
    table = schema.create_table(specs)
    publish(table, write("1,=1+1", "2,x", header=["k", "=t"]))
    assert publish(table, write("2,y", header=["k", "=t"]), mode="upsert").changed == 1
    assert rows(export.stream_csv(Query(table))) == [["k", "'=t"], ["1", "'=1+1"], ["2", "y"]]


@pytest.fixture
def large(transactional_db: None, write: Write, publish: Publish) -> StoreTable:
    """Rows enough that an export does not fit into the pieces that wait."""
    table = schema.create_table([ColumnSpec(name="n", data_type="integer"), ColumnSpec(name="t")])
    publish(table, write(*[f"{n},{'文' * 40}" for n in range(60_000)], header=["n", "t"]))
    return table


def test_a_stream_outside_a_transaction_is_the_same_rows(large: StoreTable) -> None:
    found = rows(export.stream_csv(Query(large), header=False))
    assert [row[0] for row in found] == [str(n) for n in range(60_000)]


def test_closing_the_stream_cancels_the_statement_and_its_connection(large: StoreTable) -> None:
    pieces = export.stream_csv(Query(large))
    for _number in range(3):
        next(pieces)
    assert _copying() == 1
    pieces.close()
    deadline = time.monotonic() + 60
    while _copying() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert _copying() == 0
    assert not [thread for thread in threading.enumerate() if thread.name == "store-export"]


def _copying() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE query LIKE 'COPY (SELECT%' AND state = 'active' AND datname = current_database()"
        )
        return int(cursor.fetchone()[0])


def test_an_error_in_the_middle_reaches_the_reader(
    large: StoreTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "shown", lambda columns, version: export.sql.SQL("1 / (_id - 30000)"))
    with pytest.raises(Exception, match="division by zero"):
        list(export.stream_csv(Query(large)))
