"""The classification tree and the search over entries."""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from ..models import CatalogEntry, Category

#: Where a word is looked for.
SEARCHED = (
    "name",
    "name_en",
    "abstract",
    "abstract_en",
    "resource_code",
    "provider__name",
    "provider__name_en",
)
MOST_WORDS = 8


def search_entries(entries: QuerySet[CatalogEntry], words: str) -> QuerySet[CatalogEntry]:
    """Those in which every word is found: in name, abstract, provider, code, or as a keyword or item."""
    for word in words.replace("\x00", "").split()[:MOST_WORDS]:
        text = reduce(or_, (Q(**{f"{field}__icontains": word}) for field in SEARCHED))
        with_item = CatalogEntry.objects.filter(items__name__icontains=word).values("pk")
        entries = entries.filter(text | Q(keywords__contains=[word]) | Q(pk__in=with_item))
    return entries


def categories_by_class() -> list[tuple[str, list[Category]]]:
    """The nodes that resources are filed under, grouped by the class on top; a class itself holds none."""
    nodes = list(Category.objects.order_by("code"))
    tops = {node.code: node.title for node in nodes if len(node.code) == 1}
    groups: dict[str, list[Category]] = {}
    for node in nodes:
        if len(node.code) > 1:
            groups.setdefault(tops.get(node.code[0], node.code[0]), []).append(node)
    return list(groups.items())
