"""Check digits over whole columns: GB 32100-2015 (social credit code), GB 11643-1999 (resident ID)."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
import pyarrow as pa

from portal.store.choices import CheckKind

USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
USCC_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
ID_CHECKS = "10X98765432"
#: First two digits of a division code: the provincial-level units of GB/T 2260.
PROVINCES = [
    "11",
    "12",
    "13",
    "14",
    "15",
    "21",
    "22",
    "23",
    "31",
    "32",
    "33",
    "34",
    "35",
    "36",
    "37",
    "41",
    "42",
    "43",
    "44",
    "45",
    "46",
    "50",
    "51",
    "52",
    "53",
    "54",
    "61",
    "62",
    "63",
    "64",
    "65",
    "71",
    "81",
    "82",
    "91",
]


def fails(kind: str, text: pl.Series) -> pl.Series:
    """True where a text that is there does not satisfy the check."""
    return _FAILS[CheckKind(kind)](text)


def _uscc_fails(text: pl.Series) -> pl.Series:
    shaped = text.str.contains(rf"^[1-9A-HJ-NP-RTUWXY]\w\d{{6}}[{USCC_ALPHABET}]{{10}}$") & (
        text.str.contains(rf"^[{USCC_ALPHABET}]{{18}}$")
    )
    return _where(text, shaped, _uscc_passes)


def _uscc_passes(codes: pl.Series) -> pl.Series:
    digits = _digits(codes, USCC_ALPHABET)
    expected = (31 - _weighted(digits, USCC_WEIGHTS) % 31) % 31
    return expected == digits.arr.get(17).cast(pl.Int64)


def _id_fails(text: pl.Series) -> pl.Series:
    upper = text.str.to_uppercase()
    return _where(upper, upper.str.contains(r"^[1-9]\d{16}[\dX]$"), _id_passes)


def _id_passes(numbers: pl.Series) -> pl.Series:
    digits = _digits(numbers, "0123456789X")
    remainder = _weighted(digits, ID_WEIGHTS) % 11
    wanted = pl.Series([ID_CHECKS.index(c) for c in "0123456789X"]).gather(digits.arr.get(17))
    born = numbers.str.slice(6, 8).str.to_date("%Y%m%d", strict=False)
    return (remainder == wanted) & born.is_not_null() & numbers.str.slice(0, 2).is_in(PROVINCES)


def _area_fails(text: pl.Series) -> pl.Series:
    good = text.str.contains(r"^\d{6}(?:\d{3}(?:\d{3})?)?$") & text.str.slice(0, 2).is_in(PROVINCES)
    return (~good).fill_null(value=False)


def _where(text: pl.Series, shaped: pl.Series, passes: object) -> pl.Series:
    """Fails where the shape is wrong, or where it is right and the digits are not."""
    failed = (~shaped).fill_null(value=False)
    at = shaped.fill_null(value=False).arg_true()
    if len(at) and callable(passes):
        failed = failed.scatter(at, ~passes(text.gather(at)))
    return failed


def _digits(codes: pl.Series, alphabet: str) -> pl.Series:
    """Eighteen ASCII characters each → an array of eighteen values, their places in the alphabet."""
    letters = "".join(codes.str.join("").to_list()).encode("ascii")
    raw = pa.Array.from_buffers(pa.uint8(), len(letters), [None, pa.py_buffer(letters)])
    places = pl.Series([max(alphabet.find(chr(byte)), 0) for byte in range(128)], dtype=pl.UInt8)
    values = places.gather(pl.Series(raw))
    return values.reshape((len(codes), 18))


def _weighted(digits: pl.Series, weights: Sequence[int]) -> pl.Series:
    total = pl.zeros(len(digits), dtype=pl.Int64, eager=True)
    for position, weight in enumerate(weights):
        total += digits.arr.get(position).cast(pl.Int64) * weight
    return total


_FAILS = {
    CheckKind.USCC: _uscc_fails,
    CheckKind.RESIDENT_ID: _id_fails,
    CheckKind.AREA_CODE: _area_fails,
}
