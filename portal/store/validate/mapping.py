"""A file's header set against the table's items."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.store.models import StoreColumn
from portal.store.readers.records import tidy


@dataclass(frozen=True, slots=True)
class Mapping:
    """Which item of the file (``f3``) goes into which item of the table (``c2``)."""

    names: dict[str, str]
    absent: tuple[str, ...]

    def apply(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The records with the table's names; items that the file does not have are empty."""
        missing = [pl.lit(None, dtype=pl.String).alias(name) for name in self.absent]
        return frame.rename(self.names).with_columns(missing)


def map_header(
    titles: Sequence[str], columns: Sequence[StoreColumn], *, by_position: bool = False
) -> Mapping:
    """Match titles exactly, blanks aside. ``ValidationError`` names what is unknown and what is missing."""
    if by_position:
        titles = _titles_by_position(titles, columns)
    physical = {tidy(column.name): column.physical for column in columns}
    unknown = [title for title in titles if title not in physical]
    given = set(titles)
    missing = [c.name for c in columns if c.required and tidy(c.name) not in given]
    if unknown or missing:
        raise ValidationError(_sentences(unknown, missing))
    names = {f"f{position}": physical[title] for position, title in enumerate(titles)}
    absent = tuple(column.physical for column in columns if tidy(column.name) not in given)
    return Mapping(names, absent)


def _titles_by_position(titles: Sequence[str], columns: Sequence[StoreColumn]) -> list[str]:
    if len(titles) != len(columns):
        raise ValidationError(
            _("Without a header the file must have %(wanted)d items; it has %(found)d.")
            % {"wanted": len(columns), "found": len(titles)}
        )
    return [tidy(column.name) for column in columns]


def _sentences(unknown: Sequence[str], missing: Sequence[str]) -> list[str]:
    sentences = []
    if unknown:
        sentences.append(_("The table has no such item: %(names)s.") % {"names": _listed(unknown)})
    if missing:
        sentences.append(_("The file lacks a required item: %(names)s.") % {"names": _listed(missing)})
    return sentences


def _listed(names: Sequence[str]) -> str:
    shown = [f"“{name[:80]}”" for name in names[:10]]
    return ", ".join([*shown, "…"] if len(names) > 10 else shown)
