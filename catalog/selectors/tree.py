"""The classification tree and the search over entries."""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.db.models import QuerySet

from portal.kernel.actor import Actor
from portal.web.narrowing import holds

from ..models import CatalogEntry, Category
from .faces import found_in_text, with_faces

#: Where a word is looked for, besides abstract, keywords and items.
SEARCHED = ("shown_name", "shown_name_en", "resource_code", "provider__name", "provider__name_en")
MOST_WORDS = 8


def search_entries(actor: Actor, entries: QuerySet[CatalogEntry], words: str) -> QuerySet[CatalogEntry]:
    """Those in which every word is found, as the actor sees them: names, provider, code, text, items."""
    entries = with_faces(actor, entries)
    for word in words.replace("\x00", "").split()[:MOST_WORDS]:
        named = reduce(or_, (holds(field, word) for field in SEARCHED))
        entries = entries.filter(named | found_in_text(word))
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
