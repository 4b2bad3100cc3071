"""The scan tells numbers and words that identify people from those that only look like it.

All values are made up. Each kind is planted among near misses; what the scan must find and must leave alone
is counted, so that a change of a pattern shows what it costs.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from stdnum import luhn
from stdnum.cn import ric, uscc

from portal.store import load, query, scan, schema, versions
from portal.store.models import StoreTable
from portal.store.query import Query, Restriction
from portal.store.readers import Source
from portal.store.schema import ColumnSpec

pytestmark = pytest.mark.django_db
CHANCE = random.Random("scan")
CAREFUL = Restriction(careful=True)
Look = Callable[..., dict[str, int]]


def resident_ids(count: int) -> list[str]:
    days = (date(1940, 1, 1) + timedelta(days=CHANCE.randrange(28_000)) for _ in range(count))
    bodies = [f"520102{day:%Y%m%d}{CHANCE.randrange(1000):03d}" for day in days]
    return [body + ric.calc_check_digit(body + "0") for body in bodies]


def mobiles(count: int) -> list[str]:
    return [f"1{CHANCE.choice('3578')}{CHANCE.randrange(10**9):09d}" for _ in range(count)]


def cards(count: int) -> list[str]:
    bodies = [f"6222{CHANCE.randrange(10**14):014d}" for _ in range(count)]
    return [body + luhn.calc_check_digit(body) for body in bodies]


def credit_codes(count: int) -> list[str]:
    bodies = [f"91520100{CHANCE.randrange(10**9):09d}" for _ in range(count)]
    return [body + uscc.calc_check_digit(body) for body in bodies]


def numbers(digits: int, count: int = 1000) -> list[str]:
    return [f"{CHANCE.randrange(10 ** (digits - 1), 10**digits)}" for _ in range(count)]


def wrong(ids: Sequence[str]) -> list[str]:
    """The same numbers with another check digit."""
    return [number[:-1] + ("1" if number[-1] != "1" else "2") for number in ids]


@pytest.fixture
def fill(tmp_path: Path) -> Callable[..., load.LoadResult]:
    def fill(table: StoreTable, values: Sequence[str], mode: str = "replace") -> load.LoadResult:
        path = tmp_path / "values.csv"
        title = table.columns.get().name
        path.write_text("\n".join([title, *(f'"{value}"' for value in values)]) + "\n", encoding="utf-8")
        result = load.load(table, Source(path), mode=mode)
        load.publish(result.version)
        return result

    return fill


@pytest.fixture
def look(fill: Callable[..., load.LoadResult]) -> Look:
    """Load one item with these values and say how many of which kind are seen in it."""

    def look(values: Sequence[str], title: str = "内容", data_type: str = "text") -> dict[str, int]:
        table = schema.create_table([ColumnSpec(name=title, data_type=data_type)])
        found = scan.scan(fill(table, values).version)
        return {sighting.kind: sighting.matches for sighting in found}

    return look


class TestWhatIdentifiesPeopleIsFound:
    def test_every_resident_identity_number_in_either_case(self, look):
        ids = resident_ids(1000)
        assert look([*ids[:500], *(number.lower() for number in ids[500:])]) == {"resident_id": 1000}

    def test_numbers_inside_longer_text(self, look):
        texts = [f"经办人证件{number}，已核" for number in resident_ids(50)]
        assert look([*texts, *["材料齐全"] * 950]) == {"resident_id": 50}

    def test_a_single_number_among_ten_thousand_remarks(self, look):
        assert look([*["无"] * 10_000, *resident_ids(1)]) == {"resident_id": 1}

    @pytest.mark.parametrize("form", ["{}", "+86 {}", "手机{}", "{};"])
    def test_mobile_numbers_however_they_are_written(self, look, form):
        assert look([form.format(number) for number in mobiles(200)]) == {"mobile": 200}

    def test_mobile_numbers_that_are_kept_as_numbers(self, look):
        assert look(mobiles(200), data_type="integer") == {"mobile": 200}

    def test_bank_cards_by_their_check_digit(self, look):
        assert look(cards(300)) == {"bank_card": 300}

    def test_mailboxes_of_people(self, look):
        assert look(["chen.mei@example.com", "li_98@mail.example.cn"]) == {"email": 2}

    def test_plates_of_cars_old_and_new(self, look):
        assert look(["贵A12345", "贵A·D12345", "京AD12345"]) == {"plate": 3}

    def test_names_under_a_title_that_announces_them(self, look):
        assert look(["王小明", "欧阳倩", "李雷", "陈思宇"], "申请人姓名") == {"name": 4}

    def test_homes_under_a_title_that_announces_them(self, look):
        assert look(["贵阳市云岩区中华北路8号3栋2单元501室"], "家庭住址") == {"home_address": 1}


class TestWhatOnlyLooksLikeItIsLeftAlone:
    @pytest.mark.parametrize(
        "values",
        [
            pytest.param(credit_codes(2000), id="credit codes"),
            pytest.param(wrong(resident_ids(1000)), id="identity numbers with a wrong check digit"),
            pytest.param(numbers(18, 5000), id="serial numbers of eighteen digits"),
            pytest.param(numbers(11, 5000), id="serial numbers of eleven digits"),
            pytest.param(numbers(16, 5000), id="serial numbers of sixteen digits"),
            pytest.param([f"0851-{n}" for n in numbers(8)], id="telephones of offices"),
            pytest.param([f"106.{n}" for n in numbers(11)], id="coordinates"),
            pytest.param([f"GY{n}" for n in mobiles(500)], id="file numbers with letters"),
            pytest.param(["520102********1234", "138****5678", "王*明"], id="masked values"),
            pytest.param(["info@example.com", "fgw@guiyang.gov.cn"], id="mailboxes of offices"),
        ],
    )
    def test_near_misses(self, look, values):
        assert look(values) == {}

    def test_names_of_firms_and_places_under_a_title_of_names(self, look):
        assert look(["贵阳水务集团有限公司", "云岩区卫生服务中心"], "联系人姓名") == {}

    def test_names_without_a_title_that_announces_them(self, look):
        assert look(["王小明", "李雷"], "桥梁名称") == {}

    def test_addresses_of_establishments(self, look):
        assert look(["贵阳市云岩区中华北路8号"], "营业地址") == {}


class TestTheAnswerIsKept:
    def test_as_counts_and_never_as_values(self, fill):
        ids = resident_ids(3)
        version = fill(schema.create_table([ColumnSpec(name="证件")]), ids).version
        scan.scan(version)
        version.refresh_from_db()
        assert [(s.column, s.share) for s in scan.sightings_of(version)] == [("证件", 1.0)]
        assert not any(number in str(version.scan) for number in ids)

    def test_nobody_looked_is_another_answer_than_nothing_found(self, fill):
        version = fill(schema.create_table([ColumnSpec(name="证件")]), ["无"]).version
        assert scan.sightings_of(version) is None
        scan.scan(version)
        assert scan.sightings_of(version) == []

    def test_what_was_let_pass_is_not_doubted_again(self, fill):
        table = schema.create_table([ColumnSpec(name="证件")])
        first = fill(table, resident_ids(3)).version
        scan.let_pass(table, scan.scan(first))
        second = fill(table, resident_ids(3)).version
        scan.scan(second)
        assert scan.doubtful(second) == []

    def test_of_a_large_version_a_sample_and_everything_that_was_added(self, fill, monkeypatch):
        monkeypatch.setattr(scan, "bound", lambda _key: 500)
        table = schema.create_table([ColumnSpec(name="备注")])
        fill(table, ["无"] * 20_000)
        table.refresh_from_db()
        later = fill(table, resident_ids(4), mode="append").version
        assert [sighting.matches for sighting in scan.scan(later)] == [4]
        assert later.scan["rows"] < 5_000

    def test_before_the_version_is_published(self, tmp_path):
        table = schema.create_table([ColumnSpec(name="证件")])
        path = tmp_path / "values.csv"
        path.write_text("\n".join(["证件", *resident_ids(5)]) + "\n", encoding="utf-8")
        version = load.load(table, Source(path), mode="replace").version
        assert [sighting.matches for sighting in scan.scan(version)] == [5]


class TestCarefulReadersStayWithWhatWasThere:
    @pytest.fixture
    def held(self, fill) -> StoreTable:
        """A table whose second version is held back."""
        table = schema.create_table([ColumnSpec(name="内容", searchable=True)])
        fill(table, ["旧"])
        table.refresh_from_db()
        before = versions.standing_of(table)
        fill(table, ["新", "新新"])
        versions.hold_back(table, before=before)
        table.refresh_from_db()
        return table

    def test_pages_counts_figures_and_files_show_the_version_before(self, held):
        careful = Query(held, restriction=CAREFUL)
        assert query.page(careful).rows == [["旧"]]
        assert query.count(careful).value == 1
        assert query.summary(held, "内容", restriction=CAREFUL).rows == 1
        assert [group.value for group in query.group_by(held, "内容", restriction=CAREFUL)] == ["旧"]

    def test_a_file_shows_it_too(self, held):
        from portal.store import export

        told = b"".join(export.stream_csv(Query(held, restriction=CAREFUL), bom=False)).decode()
        assert told.split() == ["内容", "旧"]

    def test_everybody_else_sees_the_newest(self, held):
        assert len(query.page(Query(held)).rows) == 2

    def test_until_it_is_let_through(self, held):
        versions.let_through(held)
        assert len(query.page(Query(held, restriction=CAREFUL)).rows) == 2

    def test_what_they_read_is_not_dropped(self, held, fill, django_capture_on_commit_callbacks):
        for text in "甲乙丙":
            with django_capture_on_commit_callbacks(execute=True):
                fill(held, [text])
        held.refresh_from_db()
        assert query.page(Query(held, restriction=CAREFUL)).rows == [["旧"]]
