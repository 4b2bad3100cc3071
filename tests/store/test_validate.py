"""Values and check digits, a whole column at once."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import polars as pl
import pytest
from stdnum.cn import ric, uscc

from portal.store import hashing
from portal.store.choices import CheckKind
from portal.store.models import StoreColumn
from portal.store.validate.check_digits import fails
from portal.store.validate.values import typed

moment = datetime.fromisoformat


@pytest.mark.parametrize(
    ("data_type", "text", "value"),
    [
        ("integer", "12", 12),
        ("integer", "1,200", None),
        ("integer", "1.5", None),
        ("decimal", "+01.50", Decimal("1.50")),
        ("decimal", "1.500", Decimal("1.50")),
        ("decimal", "1.505", None),
        ("decimal", "12345678.00", None),
        ("decimal", "1e3", None),
        ("double", "1e3", 1000.0),
        ("double", "nan", None),
        ("double", "inf", None),
        ("date", "2024-01-31", date(2024, 1, 31)),
        ("date", "2024/1/31", date(2024, 1, 31)),
        ("date", "2024.1.31", date(2024, 1, 31)),
        ("date", "2024年1月31日", date(2024, 1, 31)),
        ("date", "20240131", date(2024, 1, 31)),
        ("date", "2024-01-31 00:00:00", date(2024, 1, 31)),
        ("date", "2024-01-31 10:00:00", None),
        ("date", "2023-02-29", None),
        ("datetime", "2024-01-31 08:30:00", moment("2024-01-31T08:30:00")),
        ("datetime", "2024-01-31T08:30", moment("2024-01-31T08:30:00")),
        ("datetime", "2024/1/31 8:30:05.5", moment("2024-01-31T08:30:05.500000")),
        ("datetime", "2024-01-31", moment("2024-01-31T00:00:00")),
        ("datetime", "2024-01-31T00:30:00Z", moment("2024-01-31T08:30:00")),
        ("datetime", "2024-01-31T00:30:00+01:00", moment("2024-01-31T07:30:00")),
        ("datetime", "2024-01-31 25:00:00", None),
        ("boolean", "是", True),
        ("boolean", "0", False),
        ("boolean", "maybe", None),
    ],
)
def test_text_becomes_a_value_or_nothing(data_type: str, text: str, value: object) -> None:
    column = StoreColumn(data_type=data_type, precision=9, scale=2)
    assert typed(pl.Series([text, None]), column).to_list() == [value, None]


def _variants(number: str) -> list[str]:
    """A good number and every other last sign."""
    return [number[:-1] + sign for sign in "0123456789ABCDEFGHJKLMNPQRTUWXY"]


@pytest.mark.parametrize("stem", ["91520100MA6DJ5XY0", "12520100429500123", "9152011530889A1BC"])
def test_credit_codes_are_judged_as_stdnum_does(stem: str) -> None:
    variants = _variants(stem + "0")
    assert fails(CheckKind.USCC, pl.Series(variants)).to_list() == [not uscc.is_valid(v) for v in variants]
    assert sum(map(uscc.is_valid, variants)) == 1


@pytest.mark.parametrize("stem", ["52010219900101123", "52010320001231001"])
def test_resident_numbers_are_judged_as_stdnum_does(stem: str) -> None:
    variants = [stem + sign for sign in "0123456789X"]
    assert fails(CheckKind.RESIDENT_ID, pl.Series(variants)).to_list() == [
        not ric.is_valid(v) for v in variants
    ]
    assert sum(map(ric.is_valid, variants)) == 1


@pytest.mark.parametrize("kind", CheckKind)
@pytest.mark.parametrize("text", ["", "1", "贵" * 18, "52010219900231123X", "9" * 18, "520102-19900101-12"])
def test_nonsense_fails_every_check(kind: CheckKind, text: str) -> None:
    assert fails(kind, pl.Series([text, None])).to_list() == [True, False]


def test_the_row_hash_is_the_one_that_is_written_down() -> None:
    import hashlib

    rows = pl.DataFrame({"c2": ["甲", None], "c10": [None, "x"], "c1": ["001", "002"]})
    expected = [hashlib.sha256(text.encode()).digest()[:16] for text in ("001\x1f甲", "002\x1f\x1fx")]
    found = hashing.hashes(rows, ["c10", "c2", "c1"])
    assert found.to_list() == expected
    total = hashing.plus(hashing.digest(found[:1]), hashing.digest(found[1:]))
    assert hashing.digest(found) == total
    assert hashing.minus(total, hashing.digest(found[1:])) == hashing.digest(found[:1])
