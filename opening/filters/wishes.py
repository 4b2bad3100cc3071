"""A search and its facets as an address writes them."""

from __future__ import annotations

from django.http import QueryDict

from ..choices import Sort
from ..selectors import FACETS, Wish

LONGEST = 100
MOST_VALUES = 20


def wish_of(query: QueryDict) -> Wish:
    """``?q=…&theme=…&theme=…&sort=…``; what is not understood is left out."""
    facets = {facet.name: found for facet in FACETS if (found := listed(query, facet.name))}
    sort = query.get("sort", "")
    return Wish(_clean(query.get("q", "")), facets, sort if sort in Sort.values else "")


def listed(query: QueryDict, name: str) -> list[str]:
    """The values of a parameter that may be repeated, each once."""
    found = filter(None, map(_clean, query.getlist(name)))
    return list(dict.fromkeys(found))[:MOST_VALUES]


def _clean(value: str) -> str:
    return value.replace("\x00", "").strip()[:LONGEST]
