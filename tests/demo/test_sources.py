from __future__ import annotations

import datetime

import chinese_calendar
import polars as pl
import pytest

from portal.demo.content.areas import DISTRICTS, GUIAN_JURISDICTION
from portal.demo.sources import SOURCES, Ground, Table

from .conftest import Frames

#: Real tables and their rows; the last four need the extra folder.
ROWS = {
    "villages": 657_807,
    "townships_china": 43_104,
    "townships_guiyang": 177,
    "divisions": 34 + 350 + 3_192,
    "division_changes": 120,
    "phone_ranges": 117_339,
    "code_validity": 7_141,
    "code_timeline": 8_110,
    "holidays": 771,
    "air_quality_guizhou": 107,
    "beijing_air": 420_768,
    "covid_guizhou": 3_456,
    "shenzhen_metro": 216,
    "guiyang_codes": 157,
}


def test_every_real_table_has_its_count_here() -> None:
    assert set(ROWS) == set(SOURCES)


@pytest.mark.parametrize("key", ROWS)
def test_a_real_table_has_all_its_rows(key: str, frames: Frames) -> None:
    assert frames[key].height == ROWS[key]


def test_provinces_cities_and_counties_are_told_apart(frames: Frames) -> None:
    levels = dict(frames["divisions"]["级别"].value_counts().iter_rows())
    assert levels == {"省级": 34, "地级": 350, "县级": 3_192}


def test_only_the_counties_of_taiwan_have_no_code(frames: Frames) -> None:
    without = frames["divisions"].filter(pl.col("区划代码") == "")
    assert (without.height, without["所属省份"].unique().to_list()) == (149, ["台湾省"])


def test_villages_are_numbered_in_the_order_of_the_source(frames: Frames) -> None:
    numbers = frames["villages"]["序号"].cast(pl.Int64)
    assert numbers.to_list() == list(range(1, 657_808))


def test_guiyang_has_ten_counties_175_townships_and_1593_villages(frames: Frames) -> None:
    villages = frames["villages"].filter(pl.col("城市") == "贵阳市")
    townships = frames["townships_guiyang"].filter(pl.col("城市") == "贵阳市")
    assert set(villages["区县代码"]) == {area.code for area in DISTRICTS}
    assert (villages.height, townships.height) == (1_593, 175)


def test_guian_finds_its_four_townships_by_list_and_nobody_elses(frames: Frames) -> None:
    mine = frames["villages"].filter(pl.col("辖区代码").is_in(GUIAN_JURISDICTION))
    places = mine.select("区县", "乡镇街道").unique().sort("乡镇街道").rows()
    expected = [
        ("花溪区", "党武镇"),
        ("花溪区", "湖潮苗族布依族乡"),
        ("平坝区", "高峰镇"),
        ("平坝区", "马场镇"),
    ]
    assert sorted(places) == sorted(expected)


def test_a_code_for_jurisdictions_begins_with_its_county(frames: Frames) -> None:
    villages = frames["villages"]
    assert villages.filter(pl.col("辖区代码").str.slice(0, 6) != pl.col("区县代码")).is_empty()


def test_the_calendar_agrees_with_the_library_day_by_day(frames: Frames) -> None:
    """The library is installed for working days; the table is read out of its archive."""
    arranged = dict(frames["holidays"].select("日期", "安排").iter_rows())
    first = datetime.date(2020, 1, 1)
    for day in (first + datetime.timedelta(days=offset) for offset in range(7 * 365)):
        kind = arranged.get(day.isoformat())
        off = kind in {"放假", "调休放假"} or (kind is None and day.weekday() >= 5)
        assert chinese_calendar.is_holiday(day) == off, day


def test_xiaohe_district_was_valid_until_2012(frames: Frames) -> None:
    row = frames["code_validity"].filter(pl.col("区划代码") == "520114").row(0, named=True)
    assert (row["名称"], row["起始年份"], row["终止年份"]) == ("小河区", "2000", "2012")


def test_number_ranges_of_guiyang_carry_its_dialling_code(frames: Frames) -> None:
    mine = frames["phone_ranges"].filter(pl.col("城市") == "贵阳")
    assert mine.height == 438
    assert set(mine["区号"]) == {"0851"}


def test_every_air_quality_figure_names_its_page(frames: Frames) -> None:
    pages = frames["air_quality_guizhou"]["来源网址"]
    assert pages.str.contains(r"^https?://(sthj\.guizhou|www\.qxn)\.gov\.cn/").all()


def test_missing_measurements_are_empty(frames: Frames) -> None:
    assert frames["beijing_air"].filter(pl.any_horizontal(pl.all() == "NA")).is_empty()


def test_a_name_outside_gbk_survives(frames: Frames) -> None:
    assert "青㭎村" in frames["villages"].filter(pl.col("乡镇街道") == "金鱼镇")["村居"].to_list()
    with pytest.raises(UnicodeEncodeError):
        "青㭎村".encode("gbk")


def test_a_finished_table_is_not_written_again(ground: Ground) -> None:
    table = SOURCES["division_changes"]
    stamp = table.write(ground).stat().st_mtime_ns
    assert table.write(ground).stat().st_mtime_ns == stamp


def test_an_interrupted_write_leaves_no_table(ground: Ground) -> None:
    def broken(_: Ground) -> list[tuple[str]]:
        raise OSError("disk full")

    table = Table("broken", ("列",), broken)
    with pytest.raises(OSError, match="disk full"):
        table.write(ground)
    assert not (ground.tables / "broken.csv").exists()


def test_a_table_of_the_extra_folder_says_that_it_is_not_there(ground: Ground) -> None:
    bare = Ground(ground.tables, ground.archives)
    assert not SOURCES["covid_guizhou"].is_available(bare)
    with pytest.raises(FileNotFoundError, match="DEMO_EXTRA_DATA"):
        SOURCES["covid_guizhou"].extra_path(bare)
