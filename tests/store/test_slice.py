"""Cutting a version into parts by the beginnings of its codes: complete, exact, and incremental."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError

from portal.store import cutting, files, schema
from portal.store.load import LoadResult
from portal.store.models import StoreTable
from portal.store.readers import Source
from portal.store.schema import ColumnSpec

Publish = Callable[..., LoadResult]
Write = Callable[..., Source]
SPECS = (
    ColumnSpec(name="编号", key=True),
    ColumnSpec(name="辖区代码"),
    ColumnSpec(name="名称"),
    ColumnSpec(name="数量", data_type="integer"),
)
TITLES = [spec.name for spec in SPECS]
#: The second part lies within the first, as townships that two governments look after do.
PARTS = {"huaxi": ["520111"], "guian": ["520111012", "520403102"], "nanming": ["520102"]}
ROWS = [
    "1,520111001,甲,1",
    '2,520111012,"乙,""引号""",2',
    "3,520403102,丙,3",
    "4,520102003,=1+1,4",
    "5,520103001,戊,5",
    "6,,己,6",
]


@pytest.fixture
def places(db: None, write: Write, publish: Publish) -> StoreTable:
    table = schema.create_table(SPECS)
    publish(table, write(*ROWS, header=TITLES))
    return table


def rows_of(part: cutting.Part) -> list[list[str]]:
    with files.opened(part.keep("part.csv")) as binary_file:
        text = binary_file.read().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def test_each_part_gets_the_rows_of_its_codes(places: StoreTable) -> None:
    with cutting.cut(cutting.Plan(places, 1, "辖区代码", PARTS)) as made:
        found = {name: [row[0] for row in rows_of(part)[1:]] for name, part in made.parts.items()}
        assert rows_of(made.parts["huaxi"])[0] == TITLES
        assert rows_of(made.parts["huaxi"])[2] == ["2", "520111012", '乙,"引号"', "2"]
    assert found == {"huaxi": ["1", "2"], "guian": ["2", "3"], "nanming": ["4"]}


def test_counts_add_up_and_strays_are_shown(places: StoreTable) -> None:
    with cutting.cut(cutting.Plan(places, 1, "辖区代码", PARTS)) as made:
        assert (made.rows, made.strays, made.shared) == (6, 2, 1)
        assert sum(part.rows for part in made.parts.values()) == made.rows - made.strays + made.shared
    assert made.examples == {"520103001": 1, "": 1}


def test_a_part_that_nobody_needs_is_counted_only(places: StoreTable) -> None:
    plan = cutting.Plan(places, 1, "辖区代码", PARTS, unneeded=frozenset({"huaxi"}))
    with cutting.cut(plan) as made:
        assert (made.parts["huaxi"].rows, made.strays, made.shared) == (2, 2, 1)
        assert len(rows_of(made.parts["guian"])) == 3


def test_a_formula_stays_harmless(places: StoreTable) -> None:
    with cutting.cut(cutting.Plan(places, 1, "辖区代码", PARTS)) as made:
        assert rows_of(made.parts["nanming"])[1][2] == "'=1+1"


def test_the_same_version_gives_the_same_bytes(places: StoreTable) -> None:
    kept = []
    for _again in range(2):
        with cutting.cut(cutting.Plan(places, 1, "辖区代码", PARTS)) as made:
            kept.append(made.parts["huaxi"].keep("part.csv"))
    assert kept[0].sha256 == kept[1].sha256


def test_a_difference_tells_what_was_removed_and_what_added(
    places: StoreTable, write: Write, publish: Publish
) -> None:
    publish(places, write("1,520102009,甲,1", "7,520111777,庚,7", header=TITLES), mode="upsert")
    plan = cutting.Plan(places, 2, "辖区代码", PARTS, since=1, change_title="变更类型")
    with cutting.cut(plan) as made:
        huaxi, nanming = made.parts["huaxi"], made.parts["nanming"]
        assert rows_of(huaxi) == [
            ["变更类型", *TITLES],
            ["removed", "1", "520111001", "甲", "1"],
            ["added", "7", "520111777", "庚", "7"],
        ]
        assert (huaxi.added, huaxi.removed, nanming.added, nanming.removed) == (1, 1, 1, 0)
        assert made.parts["guian"].rows == 0


def test_a_difference_across_generations_cannot_be_told(
    places: StoreTable, write: Write, publish: Publish
) -> None:
    publish(places, write(*[f"{n},520102001,新,0" for n in range(20, 40)], header=TITLES))
    assert not cutting.has_difference(places, 1, 2)
    plan = cutting.Plan(places, 2, "辖区代码", PARTS, since=1)
    with pytest.raises(ValidationError, match=r"no longer kept|不再保留"), cutting.cut(plan):
        pytest.fail("nothing may be cut")


def test_code_and_version_must_be_there(places: StoreTable) -> None:
    for plan in (
        cutting.Plan(places, 1, "没有", PARTS),
        cutting.Plan(places, 1, "数量", PARTS),
        cutting.Plan(places, 9, "辖区代码", PARTS),
    ):
        with pytest.raises(ValidationError), cutting.cut(plan):
            pytest.fail("nothing may be cut")


def test_codes_with_commas_and_quotes_are_read_as_they_are(db: None, write: Write, publish: Publish) -> None:
    table = schema.create_table(SPECS)
    publish(table, write('1,"52""01,02",甲,1', "2,520102,乙,2", header=TITLES))
    seen: list[tuple[int, int | None]] = []
    plan = cutting.Plan(table, 1, "辖区代码", {"odd": ['52"01,'], "even": ["5201"]})
    with cutting.cut(plan, lambda done, total, unit: seen.append((done, total))) as made:
        assert rows_of(made.parts["odd"])[1] == ["1", '52"01,02', "甲", "1"]
        assert made.parts["even"].rows == 1
    assert seen[-1] == (2, 2)
