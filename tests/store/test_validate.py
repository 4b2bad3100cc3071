"""Values and check digits, a whole column at once."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from decimal import Decimal

import polars as pl
import pytest
from stdnum.cn import ric, uscc

from portal.store import hashing
from portal.store.choices import CheckKind
from portal.store.models import StoreColumn
from portal.store.rendering import render
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
    rows = pl.DataFrame(
        {"_record": [1, 2], "c2": ["甲", None], "c10": [None, "x\n\\y"], "c1": ["001", "002"]}
    )
    texts = [b"001\x1f" + "甲".encode(), b"002\x1f\x1fx\n\\y"]
    expected = [hashlib.sha256(text).hexdigest()[:32] for text in texts]
    rendered = render(rows, ["c10", "c2", "c1"], first_row=40, version=7)
    assert rendered.payload.decode().split("\n") == [
        f"41\x1f7\x1f\\\\x{expected[0]}\x1f001\x1f甲\x1f",
        f"42\x1f7\x1f\\\\x{expected[1]}\x1f002\x1f\x1fx\\n\\\\y",
        "",
    ]


def test_a_digest_is_a_sum_that_can_be_taken_apart() -> None:
    row_hashes = hashing.of_texts([b"a", b"b", b"c\x1f"], strip=True)
    whole, part = hashing.digest(row_hashes), hashing.digest(row_hashes[1:])
    assert hashing.plus(part, hashing.digest(row_hashes[:1])) == whole
    assert hashing.minus(whole, part) == hashing.digest(row_hashes[:1])
    assert row_hashes[2] == hashlib.sha256(b"c").digest()[:16]
