"""Pages of rows: what may be asked, in what order it comes, and that nothing else gets through."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.store import load, query, schema, statements, versions
from portal.store.load import LoadResult
from portal.store.models import StoreTable
from portal.store.query import Filter, Query, Restriction
from portal.store.readers import Source
from portal.store.schema import ColumnSpec

from .conftest import line

moment = datetime.fromisoformat
Publish = Callable[..., LoadResult]
Write = Callable[..., Source]


@pytest.fixture
def filled(firms: StoreTable, write: Write, publish: Publish) -> StoreTable:
    """Nine firms; every third has no number of people."""
    lines = [
        line(f"{n:03}", f"公司{n}", 人数=str(n % 4) if n % 3 else "", 区县="云岩区" if n < 6 else "南明区")
        for n in range(9)
    ]
    publish(firms, write(*lines))
    return firms


def codes(table: StoreTable, **asked: Any) -> list[str]:
    return [row[0] for row in query.page(Query(table, columns=["编码"], **asked)).rows]


@pytest.mark.parametrize(
    ("op", "value", "expected"),
    [
        ("eq", "003", ["003"]),
        ("ne", "000", [f"{n:03}" for n in range(1, 9)]),
        ("lt", "002", ["000", "001"]),
        ("le", "001", ["000", "001"]),
        ("gt", "007", ["008"]),
        ("ge", "008", ["008"]),
        ("in", "001,005", ["001", "005"]),
        ("in", ["002"], ["002"]),
        ("contains", "05", ["005"]),
        ("startswith", "00", [f"{n:03}" for n in range(9)]),
        ("startswith", "0_", []),
        ("contains", "%", []),
        ("isnull", "true", []),
    ],
)
def test_each_comparison_finds_its_rows(
    filled: StoreTable, op: str, value: object, expected: list[str]
) -> None:
    assert codes(filled, filters=[Filter("编码", op, value)]) == expected


@pytest.mark.parametrize(
    ("column", "value", "found"), [("人数", "0", 2), ("注册资本", "1.5", 9), ("成立日期", "2024-01-31", 9)]
)
def test_text_from_a_url_is_compared_as_the_items_type(
    filled: StoreTable, column: str, value: str, found: int
) -> None:
    assert len(codes(filled, filters=[Filter(column, "eq", value)])) == found


@pytest.mark.parametrize(
    "value",
    ["2024-01-31 08:00:00", "2024-01-31T08:00+08:00", "2024-01-31T00:00:00Z", moment("2024-01-31T00:00Z")],
)
@pytest.mark.django_db
def test_a_moment_with_a_zone_is_compared_in_the_portals_own_time(
    write: Write, publish: Publish, value: object
) -> None:
    table = schema.create_table([ColumnSpec(name="时间", data_type="datetime", searchable=True)])
    publish(table, write("2024-01-31 08:00:00", "2024-01-31 16:00:00", header=["时间"]))
    found = query.page(Query(table, filters=[Filter("时间", "eq", value)])).rows
    assert found == [[moment("2024-01-31T08:00")]]


@pytest.mark.parametrize("order", [[], ["编码"], ["-编码"], ["人数"], ["-人数"], ["区县"]])
@pytest.mark.parametrize("limit", [1, 2, 3, 4, 9])
def test_paging_shows_every_row_once_in_order(filled: StoreTable, order: list[str], limit: int) -> None:
    whole = codes(filled, order=order)
    seen, after = [], ""
    while True:
        page = query.page(Query(filled, columns=["编码"], order=order, limit=limit, after=after))
        seen += [row[0] for row in page.rows]
        after = page.next
        if not after:
            break
    assert seen == whole
    assert sorted(whole) == [f"{n:03}" for n in range(9)]


def test_rows_without_a_value_come_last_in_both_directions(filled: StoreTable) -> None:
    for order in (["人数"], ["-人数"]):
        assert codes(filled, order=order)[-3:] == ["000", "003", "006"]


def test_json_is_the_same_page_with_titles(filled: StoreTable) -> None:
    asked = Query(filled, order=["-编码"], limit=2)
    found = json.loads(query.page_json(asked), parse_float=Decimal)
    assert found["version"] == 1
    assert found["rows"][0] == {
        "编码": "008",
        "企业名称": "公司8",
        "区县": "南明区",
        "注册资本": Decimal("1.50"),
        "人数": 0,
        "成立日期": "2024-01-31",
        "备注": None,
    }
    following = json.loads(query.page_json(Query(filled, order=["-编码"], limit=7, after=found["next"])))
    assert [row["编码"] for row in following["rows"]] == [f"{n:03}" for n in range(6, -1, -1)]
    assert following["next"] is None


def test_an_empty_table_answers_with_version_zero(firms: StoreTable) -> None:
    assert json.loads(query.page_json(Query(firms))) == {"version": 0, "rows": [], "next": None}
    assert query.page(Query(firms)).rows == []


@pytest.mark.django_db
def test_titles_of_any_length_and_with_any_sign_are_answered(write: Write, publish: Publish) -> None:
    long = "贵阳市贵安新区公共数据资源目录编制与汇聚共享开放情况统计甲"
    titles = [f"{long}一", f"{long}二", "占比%", "100%s", 'a"b', "x'; DROP TABLE y; --", "{}", "a\\b"]
    table = schema.create_table([ColumnSpec(name=title, searchable=True) for title in titles])
    header = [f'"{title.replace(chr(34), chr(34) * 2)}"' for title in titles]
    publish(table, write("1,2,3,4,5,6,7,8", header=header))
    assert json.loads(query.page_json(Query(table)))["rows"] == [dict(zip(titles, "12345678", strict=True))]
    assert (
        len(query.page(Query(table, filters=[Filter(t, "ne", "%s") for t in titles], order=["占比%"])).rows)
        == 1
    )


@pytest.mark.parametrize(
    "value",
    ["' OR 1=1 --", "'; DROP TABLE store_storetable; --", "\\' OR ''='", "%s", "%(x)s", "{}", "\\", "$1"],
)
def test_a_value_is_never_part_of_the_statement(filled: StoreTable, value: str) -> None:
    for op in ("eq", "in", "contains", "startswith"):
        assert codes(filled, filters=[Filter("编码", op, value)]) == []
    assert len(codes(filled)) == 9


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        ({"filters": [Filter("没有", "eq", "1")]}, "没有"),
        ({"filters": [Filter("备注", "eq", "1")]}, "备注"),
        ({"filters": [Filter("编码", "= 1 OR", "1")]}, "编码"),
        ({"filters": [Filter("人数", "eq", "1 OR 1=1")]}, "人数"),
        ({"filters": [Filter("人数", "eq", "99999999999999999999")]}, "人数"),
        ({"filters": [Filter("人数", "contains", "1")]}, "人数"),
        ({"filters": [Filter("注册资本", "eq", "NaN")]}, "注册资本"),
        ({"filters": [Filter("成立日期", "ge", "yesterday")]}, "成立日期"),
        ({"filters": [Filter("编码", "eq", "a\0b")]}, "编码"),
        ({"order": ["备注"]}, "备注"),
        ({"order": ["c1; DROP TABLE x"]}, "c1"),
        ({"columns": ["_hash"]}, "_hash"),
        ({"order": ["编码", "区县"]}, ""),
        ({"limit": 0}, ""),
        ({"limit": 1001}, ""),
        ({"version": 7}, ""),
        ({"after": "not a cursor"}, ""),
    ],
)
def test_what_cannot_be_asked_is_refused_by_name(
    filled: StoreTable, asked: dict[str, Any], named: str
) -> None:
    with pytest.raises(ValidationError) as refusal:
        query.page(Query(filled, **asked))
    assert named in refusal.value.messages[0]


def test_a_cursor_cannot_be_changed_or_carried_to_another_query(filled: StoreTable) -> None:
    cursor = query.page(Query(filled, limit=2)).next
    for stolen in (
        Query(filled, after=cursor[:-1] + ("A" if cursor[-1] != "A" else "B")),
        Query(filled, after="x" + cursor),
        Query(filled, after=cursor, order=["编码"]),
        Query(filled, after=cursor, filters=[Filter("区县", "eq", "南明区")]),
        Query(filled, after=cursor, restriction=Restriction(filters=(Filter("区县", "eq", "南明区"),))),
    ):
        with pytest.raises(ValidationError):
            query.page(stolen)


def test_a_restriction_hides_items_and_rows(filled: StoreTable) -> None:
    limits = Restriction(frozenset({"编码", "备注"}), (Filter("区县", "eq", "南明区"),))
    page = query.page(Query(filled, restriction=limits))
    assert [column.name for column in page.columns] == ["编码", "备注"]
    assert [row[0] for row in page.rows] == ["006", "007", "008"]
    assert query.count(Query(filled, restriction=limits)).value == 3
    for hidden in (
        Query(filled, columns=["区县"], restriction=limits),
        Query(filled, order=["区县"], restriction=limits),
    ):
        with pytest.raises(ValidationError):
            query.page(hidden)


def test_paging_stays_in_the_version_in_which_it_began(
    filled: StoreTable, write: Write, publish: Publish
) -> None:
    first = query.page(Query(filled, columns=["编码"], limit=5))
    publish(filled, write(line("000", "改名"), line("zzz")), mode="upsert")
    rest = query.page(Query(filled, columns=["编码"], limit=50, after=first.next))
    assert [row[0] for row in rest.rows] == ["005", "006", "007", "008"]
    assert rest.version == 1
    assert query.page(Query(filled)).version == 2
    assert len(codes(filled, version=1)) == 9


@pytest.mark.parametrize("ask", [query.page, query.page_json])
def test_a_generation_dropped_between_two_pages_is_no_end_of_the_list(
    filled: StoreTable, write: Write, publish: Publish, ask: Callable[[Query], object]
) -> None:
    asked = StoreTable.objects.get()  # as a request has read it before the drop
    first = query.page(Query(asked, limit=5))
    for number in range(2):
        publish(filled, write(*[line(f"{number}{n}") for n in range(9)]))
    versions.drop_old_generations(filled)
    with pytest.raises(ValidationError, match="不再保留"):
        ask(Query(asked, limit=5, after=first.next))


def test_a_page_is_one_statement(filled: StoreTable) -> None:
    query.page_json(Query(filled))
    with CaptureQueriesContext(
        connection,
    ) as captured:
        query.page_json(Query(filled, filters=[Filter("区县", "eq", "南明区")], order=["编码"]))
    statements_run = [q["sql"] for q in captured if "SAVEPOINT" not in q["sql"] and "DEFAULT" not in q["sql"]]
    assert len(statements_run) == 1


def test_counts_are_exact_up_to_the_bound_and_estimated_beyond(
    filled: StoreTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = Query(filled, filters=[Filter("区县", "eq", "云岩区")])
    assert query.count(Query(filled)) == query.Count(9, exact=True)
    assert query.count(asked) == query.Count(6, exact=True)
    monkeypatch.setattr(query, "bound", lambda key: 3)
    assert query.count(asked) == query.Count(6, exact=True)  # remembered
    other = query.count(Query(filled, filters=[Filter("区县", "ne", "南明区")]))
    assert other.value >= 4
    assert not other.exact


def test_a_count_is_forgotten_with_its_version(filled: StoreTable, write: Write, publish: Publish) -> None:
    filters = [Filter("区县", "eq", "云岩区")]
    assert query.count(Query(filled, filters=filters)).value == 6
    publish(filled, write(line("new")), mode="upsert")
    assert query.count(Query(filled, filters=filters)).value == 7


def test_looking_inside_text_is_refused_on_large_tables(filled: StoreTable) -> None:
    filled.row_count = 10**9
    with pytest.raises(ValidationError, match="企业名称"):
        query.page(Query(filled, filters=[Filter("企业名称", "contains", "公司")]))


def test_a_statement_that_takes_too_long_is_told_so(filled: StoreTable) -> None:
    with pytest.raises(query.TooSlow):
        statements.run(statements.sql.SQL("SELECT pg_sleep(5)"), (), 0.05)
    assert len(codes(filled)) == 9


def test_groups_sums_and_means(filled: StoreTable) -> None:
    assert query.group_by(filled, "区县") == [query.Group("云岩区", 6), query.Group("南明区", 3)]
    sums = query.group_by(filled, "区县", measure="注册资本", agg="sum", limit=1)
    assert sums == [query.Group("云岩区", Decimal("9.00"))]
    with pytest.raises(ValidationError, match="备注"):
        query.group_by(filled, "区县", measure="备注", agg="avg")


@pytest.mark.parametrize("name", ["注册资本", "人数", "成立日期", "企业名称"])
def test_a_summary_accounts_for_every_row(filled: StoreTable, name: str) -> None:
    found = query.summary(filled, name)
    assert found.rows == 9
    if name != "企业名称":
        assert sum(bucket.number for bucket in found.buckets) == 9 - found.nulls
    assert found.nulls == (3 if name == "人数" else 0)


def test_a_new_load_does_not_show_through_before_publish(filled: StoreTable, write: Write) -> None:
    load.load(filled, write(line("zzz")), mode="upsert")
    assert len(codes(filled)) == 9
