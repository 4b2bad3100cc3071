"""Published values in queries: lists are narrowed, searched and sorted by what their reader may see.

The working copy of a published entry may say something else while it is changed. The columns ``shown_…`` hold
the published value then, so that nobody learns a draft's values by filtering for them.
"""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Case, F, Func, JSONField, OuterRef, Q, QuerySet, Subquery, TextField, Value, When
from django.db.models.fields.json import KT, KeyTransform
from django.db.models.functions import Cast, Coalesce

from portal.kernel.actor import Actor
from portal.web.narrowing import holds

from .. import policies
from ..choices import EntryState
from ..models import CatalogEntry, DataItem, EntryVersion

TEXTS = ("name", "name_en", "abstract", "abstract_en")
CODES = ("sharing_type", "open_type", "grade", "update_cycle", "refusal_basis", "collection_basis")
WORDS = ("themes", "keywords")


class ItemNames(Func):
    """The names of the items in a frozen content, as one text."""

    template = "jsonb_path_query_array(%(expressions)s, '$.items[*].name')::text"
    output_field = TextField()


def with_faces(actor: Actor, entries: QuerySet[CatalogEntry]) -> QuerySet[Any]:
    """The entries with columns ``shown_…``: what this reader sees of them in lists."""
    return _faced(entries, policies.seen_as_published(actor))


def with_published(entries: QuerySet[CatalogEntry]) -> QuerySet[Any]:
    """The entries with columns ``shown_…``: what was published of them last, for figures."""
    return _faced(entries, policies.CHANGING)


def found_in_text(word: str) -> Q:
    """Entries with faces that hold the word elsewhere than in their names: in abstract, keywords or items."""
    working = DataItem.objects.filter(holds("name", word)).values("entry")
    items = holds("shown_items", word) | Q(shown_items=None, pk__in=working)
    abstracts = (holds(f"shown_{name}", word) for name in TEXTS[2:])
    return reduce(or_, abstracts) | Q(shown_keywords__contains=[word]) | items


def _faced(entries: QuerySet[CatalogEntry], changing: Q) -> QuerySet[Any]:
    newest = EntryVersion.objects.filter(entry=OuterRef("pk"), number=OuterRef("version_number"))
    face = Cast(Case(When(changing, then=Subquery(newest.values("content")[:1]))), JSONField())
    plain = {
        f"shown_{name}": Coalesce(KT(f"face__{name}"), F(name), output_field=TextField())
        for name in (*TEXTS, *CODES)
    }
    lists = {f"shown_{name}": Coalesce(KeyTransform(name, "face"), _as_json(name)) for name in WORDS}
    stamps = {
        "shown_state": Case(When(changing, then=Value(EntryState.PUBLISHED)), default=F("state")),
        "shown_changed_at": Case(When(changing, then=F("published_at")), default=F("changed_at")),
    }
    return entries.alias(face=face).alias(shown_items=ItemNames(F("face")), **plain, **lists, **stamps)


def _as_json(name: str) -> Func:
    return Func(F(name), function="to_jsonb", output_field=JSONField())
