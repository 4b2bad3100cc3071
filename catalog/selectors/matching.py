"""Entries that may satisfy a need stated in free words."""

from __future__ import annotations

from functools import reduce
from operator import add

from django.db.models import Case, IntegerField, Value, When
from django.db.models.expressions import Combinable

from portal.kernel.actor import Actor

from ..models import CatalogEntry
from .faces import found_in_text, with_faces

MOST_WORDS = 12
#: Words that say nothing about which data is meant.
EMPTY = frozenset({
    "数据", "信息", "情况", "需要", "相关", "有关", "资源", "目录", "记录", "更新", "汇总", "分布",
    "全市", "每月", "月度", "季度", "每季度", "名称", "各区", "区县",
})  # fmt: skip


def words_of(text: str) -> list[str]:
    """The words of a text that are worth looking for, each once, in their order."""
    import rjieba  # noqa: PLC0415  (its dictionary is loaded only where text is cut)

    found = (word.strip() for word in rjieba.cut(text))
    worth = [word for word in found if len(word) > 1 and word not in EMPTY]
    return list(dict.fromkeys(worth))[:MOST_WORDS]


def entries_matching(actor: Actor, text: str, limit: int = 6) -> list[CatalogEntry]:
    """Entries in force in which words of the text are found, those with the most words first."""
    words = words_of(text)
    if not words:
        return []
    visible = with_faces(actor, CatalogEntry.objects.visible_to(actor).in_force())
    scored = visible.annotate(score=reduce(add, map(_worth, words))).filter(score__gt=0)
    return list(scored.select_related("provider").order_by("-score", "-delivered_rows", "pk")[:limit])


def _worth(word: str) -> Combinable:
    """Two points for a word in the name, one for a word elsewhere."""
    return Case(
        When(shown_name__icontains=word, then=Value(2)),
        When(found_in_text(word), then=Value(1)),
        default=Value(0),
        output_field=IntegerField(),
    )
