"""Check digits over whole columns: GB 32100-2015 (social credit code), GB 11643-1999 (resident ID)."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import polars as pl
import pyarrow as pa

from portal.store.choices import CheckKind

USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
USCC_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
ID_ALPHABET = "0123456789X"
#: More than any sum of valid signs.
OUTSIDE = 1_000_000
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
    return _unless(text, _is_uscc)


def _is_uscc(codes: pl.Series) -> pl.Series:
    """Authority and kind, six digits of a division code, nine signs, a check sign: weighted, 0 modulo 31."""
    has_division = codes.str.slice(2, 6).cast(pl.UInt32, strict=False).is_not_null()
    total = _weighted(codes, USCC_ALPHABET, USCC_WEIGHTS)
    return (total < OUTSIDE) & (total % 31 == 0) & has_division & ~codes.str.starts_with("0")


def _id_fails(text: pl.Series) -> pl.Series:
    return _unless(text.str.to_uppercase(), _is_resident_id)


def _is_resident_id(numbers: pl.Series) -> pl.Series:
    """Seventeen digits, among them a day of birth, and a check sign: weighted, 1 modulo 11."""
    are_digits = numbers.str.slice(0, 17).cast(pl.UInt64, strict=False).is_not_null()
    born = numbers.str.slice(6, 8).str.to_date("%Y%m%d", strict=False).is_not_null()
    total = _weighted(numbers, ID_ALPHABET, ID_WEIGHTS)
    known = numbers.str.slice(0, 2).is_in(PROVINCES)
    return (total < OUTSIDE) & (total % 11 == 1) & are_digits & born & known


def _area_fails(text: pl.Series) -> pl.Series:
    good = text.str.contains(r"^\d{6}(?:\d{3}(?:\d{3})?)?$") & text.str.slice(0, 2).is_in(PROVINCES)
    return (~good).fill_null(value=False)


def _unless(text: pl.Series, passes: Callable[[pl.Series], pl.Series]) -> pl.Series:
    """Fails where there are not eighteen ASCII signs, or where there are and they do not pass."""
    shaped = (text.str.len_bytes() == 18) & (text.str.len_chars() == 18)
    if shaped.all() and not text.null_count():
        return ~passes(text)
    at = shaped.fill_null(value=False).arg_true()
    failed = (~shaped).fill_null(value=False)
    return failed.scatter(at, ~passes(text.gather(at))) if len(at) else failed


def _weighted(codes: pl.Series, alphabet: str, weights: tuple[int, ...]) -> pl.Series:
    """The weighted sum of the places of eighteen ASCII signs; at least ``OUTSIDE`` when one is not a sign."""
    letters = "".join(codes.str.join("").to_list()).encode("ascii")
    raw = pa.Array.from_buffers(pa.uint8(), len(letters), [None, pa.py_buffer(letters)])
    places = _places(alphabet).gather(pl.Series(raw))
    tiled = _tiled(weights, len(codes).bit_length()).head(len(places))
    return (places * tiled).reshape((len(codes), 18)).arr.sum()


@lru_cache
def _places(alphabet: str) -> pl.Series:
    found = [alphabet.find(chr(byte)) for byte in range(256)]
    return pl.Series([place if place >= 0 else OUTSIDE for place in found], dtype=pl.Int32)


@lru_cache(maxsize=8)
def _tiled(weights: tuple[int, ...], bits: int) -> pl.Series:
    """The weights ``2 ** bits`` times over, remembered for slices of about that size."""
    return pl.Series([*weights, 1] * 2**bits, dtype=pl.Int32)


_FAILS = {
    CheckKind.USCC: _uscc_fails,
    CheckKind.RESIDENT_ID: _id_fails,
    CheckKind.AREA_CODE: _area_fails,
}
