"""Rows as an address asks for them: ``?区县=云岩区&监测日期__ge=2026-01-01&order=-监测日期&limit=50``.

A condition is an item's title, or the title with ``__`` and a comparison. Parameters of our own come first:
an item called ``limit`` is asked for as ``limit__eq``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.store.query import Filter, Query
from portal.store.rules import CONTAINS_BOUND, bound

from ..models import PublicDataset

OWN = frozenset({"columns", "order", "after", "limit", "format", "version"})
COMPARISONS = ("eq", "ne", "gt", "ge", "lt", "le", "in", "contains", "startswith", "isnull")
ORDERED = frozenset({"integer", "decimal", "double", "date", "datetime"})
#: Parameters of the dataset's page that are no conditions.
OF_THE_PAGE = frozenset({"item", "measure"})


def rows_query(dataset: PublicDataset, query: QueryDict, *, limit: int = 100, of_page: bool = False) -> Query:
    """The query of a dataset's rows; ``ValidationError`` (422) names what cannot be asked.

    A page's form sends every field: there, an empty one asks for nothing, and the page's own parameters are
    no conditions.
    """
    return Query(
        dataset.table,
        columns=_columns(dataset, query),
        filters=list(_filters(dataset, query, of_page=of_page)),
        order=[query["order"]] if query.get("order") else [],
        after=query.get("after", ""),
        limit=_limit(query, limit),
        restriction=dataset.restriction,
    )


def _columns(dataset: PublicDataset, query: QueryDict) -> list[str]:
    """``columns`` repeated or with commas; all published items in their order where it says nothing."""
    known = dataset.item_names
    asked = [name for value in query.getlist("columns") for name in _names(value, known)]
    return asked or known


def _names(value: str, known: list[str]) -> list[str]:
    if value in known:
        return [value]
    return [name.strip() for name in value.split(",") if name.strip()]


def _limit(query: QueryDict, default: int) -> int:
    written = query.get("limit", "")
    if not written:
        return default
    if not (written.isascii() and written.isdigit() and len(written) <= 6):
        raise ValidationError(_("“limit” must be a whole number, not “%(value)s”.") % {"value": written[:50]})
    return int(written)


def _filters(dataset: PublicDataset, query: QueryDict, *, of_page: bool) -> Iterator[Filter]:
    known = frozenset(dataset.item_names)
    for key, values in query.lists():
        if key in OWN or (of_page and key in OF_THE_PAGE):
            continue
        name, comparison = _taken_apart(key, known)
        for value in values:
            if value or not of_page:
                yield Filter(name, comparison, value)


def _taken_apart(key: str, known: frozenset[str]) -> tuple[str, str]:
    name, mark, comparison = key.rpartition("__")
    if key in known or not mark:
        return key, "eq"
    if comparison not in COMPARISONS:
        raise ValidationError(
            _("“%(comparison)s” is no comparison; there are: %(known)s.")
            % {"comparison": comparison[:50], "known": ", ".join(COMPARISONS)}
        )
    return name, comparison


@dataclass(frozen=True, slots=True)
class FilterInput:
    """One box of the preview's filter: its name in the address, its present value, values to choose from."""

    name: str
    value: str
    label: str = ""
    kind: str = "text"
    choices: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class FilterField:
    """The boxes by which one item narrows the preview."""

    label: str
    unit: str
    inputs: list[FilterInput]


def filter_fields(dataset: PublicDataset, query: QueryDict) -> list[FilterField]:
    """A choice for items with few values, two ends for numbers and dates, a word for other text."""
    return [_field(dataset, item, query) for item in dataset.items if item["searchable"]]


def _field(dataset: PublicDataset, item: dict[str, Any], query: QueryDict) -> FilterField:
    label = item["title_en"] if item["title_en"] and get_language() == "en" else item["title"]
    return FilterField(label, item["unit"], _inputs(dataset, item, query))


def _inputs(dataset: PublicDataset, item: dict[str, Any], query: QueryDict) -> list[FilterInput]:
    title = item["title"]
    exact = title if title not in OWN | OF_THE_PAGE else f"{title}__eq"
    if values := _few_values(dataset, item):
        choices = [(str(value), f"{value} ({number:,})") for value, number in values]
        return [FilterInput(exact, query.get(exact, ""), kind="choice", choices=choices)]
    if item["type"] in ORDERED:
        kind = "date" if item["type"] == "date" else "text"
        ends = ((f"{title}__ge", _("from")), (f"{title}__le", _("to")))
        return [FilterInput(name, query.get(name, ""), label, kind) for name, label in ends]
    if item["type"] == "boolean":
        choices = [("true", _("Yes")), ("false", _("No"))]
        return [FilterInput(exact, query.get(exact, ""), kind="choice", choices=choices)]
    comparison = "contains" if dataset.rows <= bound(CONTAINS_BOUND) else "startswith"
    name, label = f"{title}__{comparison}", _("contains") if comparison == "contains" else _("begins with")
    return [FilterInput(name, query.get(name, ""), label)]


def _few_values(dataset: PublicDataset, item: dict[str, Any]) -> list[list[Any]]:
    profile = dataset.profile.get(item["title"])
    if item["type"] != "text" or not profile or profile["distinct"] == dataset.rows:
        return []
    return profile["top"] if profile["distinct"] <= len(profile["top"]) else []
