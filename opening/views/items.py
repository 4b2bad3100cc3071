"""The items of a dataset with their meaning and what their values look like."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.store.choices import DataType
from portal.web import charts, formats

from ..models import PublicDataset
from .preview import label_of

#: Frequent values named in words.
NAMED = 3


@dataclass(frozen=True)
class ItemRow:
    """One item as the page explains it; ``filled`` is a share from 0 to 1, ``None`` if not measured."""

    title: str
    name: str
    kind: str
    unit: str
    meaning: str
    searchable: bool
    filled: float | None
    values: str

    @property
    def bar(self) -> float:
        """The share as the length of a bar of 60."""
        return round(60 * (self.filled or 0), 1)


def item_rows(dataset: PublicDataset) -> list[ItemRow]:
    """All published items, in their order."""
    return [_row(dataset, item) for item in dataset.items]


def _row(dataset: PublicDataset, item: dict[str, Any]) -> ItemRow:
    profile = dataset.profile.get(item["title"])
    english = item["description_en"] if get_language() == "en" else ""
    return ItemRow(
        title=label_of(item),
        name=item["title"],
        kind=str(DataType(item["type"]).label),
        unit=item["unit"],
        meaning=english or item["description"],
        searchable=item["searchable"],
        filled=_filled(dataset, profile),
        values=_values(dataset, item, profile) if profile else "",
    )


def _filled(dataset: PublicDataset, profile: dict[str, Any] | None) -> float | None:
    return 1 - profile["nulls"] / dataset.rows if profile and dataset.rows else None


def _values(dataset: PublicDataset, item: dict[str, Any], profile: dict[str, Any]) -> str:
    """Its range for numbers and dates; its values, or how many there are, for text."""
    if item["type"] not in {"text", "boolean"}:
        ends = (profile["minimum"], profile["maximum"])
        low, high = (charts.number(end) if isinstance(end, float) else end for end in ends)
        return "" if low is None else _("%(low)s to %(high)s") % {"low": low, "high": high}
    top = [
        formats.yes_no(value) if isinstance(value, bool) else str(value) for value, _number in profile["top"]
    ]
    if profile["distinct"] <= NAMED:
        return "、".join(top)
    if profile["distinct"] == dataset.rows:
        return _("every row differs, such as %(value)s") % {"value": top[0]} if top else ""
    named = "、".join(top[:NAMED])
    return _("%(count)s values, such as %(values)s") % {"count": f"{profile['distinct']:,}", "values": named}
