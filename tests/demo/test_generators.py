from __future__ import annotations

from itertools import pairwise

import polars as pl
import pytest
from stdnum.cn import ric, uscc

from portal.demo.generators import GENERATED
from portal.demo.generators.codes import with_wrong_check_digit
from portal.demo.generators.enterprises import FAULTY_ROWS, MALFORMED_DATES
from portal.demo.tables import Ground

from .conftest import Frames

CREDIT_CODES = {
    "enterprises": "统一社会信用代码",
    "food_licenses": "统一社会信用代码",
    "discharge_permits": "统一社会信用代码",
    "fuel_stations": "统一社会信用代码",
    "insurance": "参保单位代码",
}
RESIDENT_TABLES = ("residents", "insurance", "assistance")


@pytest.mark.parametrize("key", GENERATED)
def test_a_generated_file_says_so_in_its_name_and_stays_small(
    key: str, frames: Frames, ground: Ground
) -> None:
    assert 100 <= frames[key].height <= 20_000
    assert GENERATED[key].write(ground).name.endswith(".generated.csv")


@pytest.mark.parametrize("key", ["enterprises", "residents", "prices", "bus_stops"])
def test_the_same_seed_gives_the_same_rows(key: str, ground: Ground) -> None:
    assert list(GENERATED[key].rows(ground)) == list(GENERATED[key].rows(ground))


@pytest.mark.parametrize(("key", "item"), CREDIT_CODES.items())
def test_credit_codes_pass_their_check(key: str, item: str, frames: Frames) -> None:
    assert [code for code in frames[key][item].unique() if code and not uscc.is_valid(code)] == []


@pytest.mark.parametrize("key", RESIDENT_TABLES)
def test_resident_ids_pass_their_check_but_were_never_issued(key: str, frames: Frames) -> None:
    numbers = frames[key]["公民身份号码"]
    assert [number for number in numbers if not ric.is_valid(number)] == []
    assert numbers.str.starts_with("520000").all()


def test_a_resident_id_agrees_with_birth_date_and_sex(frames: Frames) -> None:
    for number, sex, born in frames["residents"].select("公民身份号码", "性别", "出生日期").iter_rows():
        assert number[6:14] == born.replace("-", "")
        assert (int(number[16]) % 2 == 1) == (sex == "男")


def test_no_generated_telephone_number_lies_in_a_range_in_use(frames: Frames) -> None:
    used = set(frames["phone_ranges"]["起始号段"].str.slice(0, 3))
    phones = pl.concat([frames["residents"]["联系电话"], frames["water_meters"]["联系电话"]])
    assert phones.str.len_chars().unique().to_list() == [11]
    assert not used & set(phones.str.slice(0, 3))


def test_a_wrong_check_digit_is_wrong(frames: Frames) -> None:
    codes = frames["enterprises"]["统一社会信用代码"].head(500)
    assert not any(uscc.is_valid(with_wrong_check_digit(code)) for code in codes)


def test_the_first_delivery_has_five_kinds_of_fault_in_one_percent_of_its_rows(frames: Frames) -> None:
    first, clean = frames["enterprises_first"], frames["enterprises"]
    kinds = {
        "check digit": sum(not uscc.is_valid(code) for code in first["统一社会信用代码"]),
        "missing": (first["企业名称"] == "").sum(),
        "date": first["成立日期"].is_in(MALFORMED_DATES).sum(),
        "negative": first["注册资本"].str.starts_with("-").sum(),
        "area": (first["辖区代码"] == "529999").sum(),
    }
    assert kinds == dict.fromkeys(kinds, FAULTY_ROWS // 5)
    changed = [a != b for a, b in zip(first.iter_rows(), clean.iter_rows(), strict=True)]
    assert sum(changed) == FAULTY_ROWS == first.height // 100


@pytest.mark.parametrize("key", ["food_licenses", "discharge_permits", "fuel_stations"])
def test_a_permit_names_a_firm_of_the_register(key: str, frames: Frames) -> None:
    missing = frames[key].join(frames["enterprises"], on="统一社会信用代码", how="anti")
    assert missing.is_empty()


def test_a_meter_reading_is_the_difference_of_its_readings(frames: Frames) -> None:
    readings = frames["water_meters"].select(pl.col("上期读数", "本期读数", "用水量").cast(pl.Int64))
    assert readings.filter(pl.col("本期读数") - pl.col("上期读数") != pl.col("用水量")).is_empty()


def test_a_danger_is_mended_after_it_was_found(frames: Frames) -> None:
    mended = frames["gas_inspections"].filter(pl.col("整改日期") != "")
    assert mended.filter(pl.col("整改日期") < pl.col("检查日期")).is_empty()


def test_monthly_series_have_no_gap(frames: Frames) -> None:
    for key in ("water_usage", "electricity", "tourism", "service_matters"):
        months = sorted(frames[key]["统计月份"].str.to_date().unique())
        assert all(28 <= (after - before).days <= 31 for before, after in pairwise(months)), key
        assert months[-1].isoformat() == "2026-10-01", key
