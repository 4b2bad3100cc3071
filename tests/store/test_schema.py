"""Items: declared, altered, and kept apart from the names that the database knows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from portal.kernel.errors import Conflict
from portal.store import load, profile, query, schema
from portal.store.load import LoadResult
from portal.store.models import StoreTable
from portal.store.query import Filter, Query
from portal.store.readers import Source
from portal.store.schema import ColumnSpec

from .conftest import HEADER, SPECS, line, visible

Publish = Callable[..., LoadResult]
Write = Callable[..., Source]


@pytest.mark.parametrize(
    "spec",
    [
        ColumnSpec(name=""),
        ColumnSpec(name=" a"),
        ColumnSpec(name="a", data_type="money"),
        ColumnSpec(name="a", data_type="decimal"),
        ColumnSpec(name="a", data_type="decimal", precision=2, scale=3),
        ColumnSpec(name="a", length=0),
        ColumnSpec(name="a", rules={"patern": "x"}),
        ColumnSpec(name="a", rules={"pattern": "("}),
        ColumnSpec(name="a", rules={"pattern": "(?=x)"}),
        ColumnSpec(name="a", rules={"check": "luhn"}),
        ColumnSpec(name="a", rules={"allowed": "x"}),
        ColumnSpec(name="b"),
    ],
)
@pytest.mark.django_db
def test_an_impossible_item_is_refused(spec: ColumnSpec) -> None:
    with pytest.raises(ValidationError):
        schema.create_table([ColumnSpec(name="b"), spec])
    assert not StoreTable.objects.exists()


def test_items_come_back_as_they_were_declared(firms: StoreTable) -> None:
    declared = [replace(SPECS[0], required=True), *SPECS[1:]]  # a key is always required
    assert schema.specs(firms) == declared


def test_no_title_becomes_an_identifier(firms: StoreTable) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name FROM information_schema.columns"
            " WHERE table_schema = 'store' AND table_name = %s AND column_name LIKE 'c%%'"
            " ORDER BY ordinal_position",
            [f"t{firms.pk}"],
        )
        assert [name for (name,) in cursor.fetchall()] == [f"c{n}" for n in range(1, len(SPECS) + 1)]


def test_a_new_item_is_there_at_once_and_changes_no_row(
    firms: StoreTable, write: Write, publish: Publish
) -> None:
    publish(firms, write(line("1"), line("2")))
    firms = schema.alter_table(firms, [*SPECS, ColumnSpec(name="行业", searchable=True)])
    assert firms.current_generation == 1
    assert query.page(Query(firms, columns=["编码", "行业"])).rows == [["1", None], ["2", None]]
    header = [*HEADER, "行业"]
    result = publish(firms, write(line("1") + ",", line("2") + ",批发", header=header), mode="upsert")
    assert (result.unchanged, result.changed) == (1, 1)
    assert query.page(Query(firms, columns=["编码"], filters=[Filter("行业", "eq", "批发")])).rows == [["2"]]


def test_another_type_makes_a_new_generation_of_the_same_rows(
    firms: StoreTable, write: Write, publish: Publish
) -> None:
    publish(firms, write(line("1"), line("2")))
    specs = [
        replace(spec, data_type="decimal", precision=9, scale=1) if spec.name == "人数" else spec
        for spec in SPECS
    ]
    altered = schema.alter_table(firms, specs)
    assert (altered.current_generation, altered.current_version) == (2, 2)
    assert visible(altered, "编码", "人数") == [("1", Decimal("3.0")), ("2", Decimal("3.0"))]


def test_a_type_that_does_not_fit_changes_nothing(firms: StoreTable, write: Write, publish: Publish) -> None:
    publish(firms, write(line("1"), line("2")))
    specs = [
        replace(spec, data_type="date", length=None) if spec.name == "企业名称" else spec for spec in SPECS
    ]
    with pytest.raises(ValidationError, match="企业名称"):
        schema.alter_table(firms, specs)
    firms.refresh_from_db()
    assert visible(firms) == [("1",), ("2",)]
    assert schema.specs(firms)[1].data_type == "text"
    assert publish(firms, write(line("3")), mode="upsert").added == 1


def test_another_key_is_taken_when_rows_allow_it(firms: StoreTable, write: Write, publish: Publish) -> None:
    publish(firms, write(line("1", "甲"), line("2", "乙"), line("3", "乙")))
    by_name = [replace(SPECS[0], key=False), replace(SPECS[1], key=True), *SPECS[2:]]
    with pytest.raises(ValidationError):
        schema.alter_table(firms, by_name)
    publish(firms, write(line("3", "丙")), mode="upsert")
    altered = schema.alter_table(firms, by_name)
    assert publish(altered, write(line("9", "丙")), mode="upsert").changed == 1


def test_items_do_not_change_during_a_load(firms: StoreTable) -> None:
    load.open_version(firms, mode="replace")
    with pytest.raises(Conflict):
        schema.alter_table(firms, [*SPECS, ColumnSpec(name="行业")])


def test_a_dropped_table_leaves_nothing(firms: StoreTable, write: Write, publish: Publish) -> None:
    publish(firms, write(line("1")))
    load.open_version(firms, mode="replace")
    name = f"t{firms.pk}"
    schema.drop_table(firms)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_class WHERE relname ~ %s", [f"^{name}(_|$)"])
        assert cursor.fetchone()[0] == 0


def test_only_the_last_generations_are_kept(
    firms: StoreTable, write: Write, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    for code in "abc":
        with django_capture_on_commit_callbacks(execute=True):
            load.publish(load.load(firms, write(line(code)), mode="replace").version)
    firms.refresh_from_db()
    assert (firms.current_generation, firms.oldest_generation) == (3, 2)
    assert query.page(Query(firms, columns=["编码"], version=2)).rows == [["b"]]
    with pytest.raises(ValidationError):
        query.page(Query(firms, version=1))


def test_a_profile_counts_what_is_there(firms: StoreTable, write: Write, publish: Publish) -> None:
    result = publish(firms, write(line("1", 人数=""), line("2"), line("3", 人数="9")))
    measured = profile.measure(result.version)
    assert measured["人数"] == {"nulls": 1, "distinct": 2, "minimum": 3, "maximum": 9}
    assert measured["成立日期"]["minimum"] == "2024-01-31"
    result.version.refresh_from_db()
    assert result.version.profile["注册资本"]["maximum"] == "1.50"
