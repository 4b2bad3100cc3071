"""Good rows as COPY takes them, and their hashes: both from the same line of text, which is made once."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from . import hashing
from .hashing import SEPARATOR

#: COPY's own signs in its text format.
_SPECIAL = (("\\", "\\\\"), ("\n", "\\n"), ("\r", "\\r"))
_SPECIAL_SIGNS = r"[\\\n\r]"


@dataclass(frozen=True, slots=True)
class Rendered:
    """Lines of ``_id``, ``_since``, ``_hash`` and the items in the order of their physical names.

    ``signs``: items in which some text begins with a sign, as a formula does; exports look only there.
    """

    payload: bytes
    digest: str
    signs: frozenset[str]


def render(good: pl.DataFrame, physical: Sequence[str], *, first_row: int, version: int) -> Rendered:
    """Render a slice for ``COPY … (FORMAT text, DELIMITER E'\\x1f', NULL '')``.

    ``good`` has ``_record`` and the items as canonical text, which readers keep free of U+001F.
    """
    if not len(good):
        return Rendered(b"", hashing.NOTHING, frozenset())
    ordered = hashing.in_order(physical)
    joined = pl.concat_str([pl.col(name).fill_null("") for name in ordered], separator=SEPARATOR)
    items = good.select(joined.alias("items"))
    texts = items["items"].cast(pl.Binary).to_list()
    if items["items"].str.contains(_SPECIAL_SIGNS).any():
        items = items.select(_escaped(pl.col("items")))
    row_hashes = hashing.of_texts(texts, strip=bool(good[ordered[-1]].null_count()))
    rows = items.select(
        (good["_record"] + first_row).alias("_id"),
        pl.lit(version).alias("_since"),
        (pl.lit("\\\\x") + row_hashes.bin.encode("hex")).alias("_hash"),
        "items",
    )
    return Rendered(_lines(rows), hashing.digest(row_hashes), _signs(good, ordered))


def _lines(frame: pl.DataFrame) -> bytes:
    buffer = io.BytesIO()
    frame.write_csv(buffer, include_header=False, separator=SEPARATOR, quote_style="never")
    return buffer.getvalue()


def _signs(good: pl.DataFrame, names: Sequence[str]) -> frozenset[str]:
    """Items with a value before "A" that begins with no digit: a quick look that may find too much."""
    found = good.select(((pl.col(n) < "A") & ((pl.col(n) < "0") | (pl.col(n) >= ":"))).any() for n in names)
    return frozenset(name for name, any_ in zip(names, found.row(0), strict=True) if any_)


def _escaped(items: pl.Expr) -> pl.Expr:
    for sign, escape in _SPECIAL:
        items = items.str.replace_all(sign, escape, literal=True)
    return items
