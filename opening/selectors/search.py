"""Find datasets: by words, narrowed by facets, ranked, with what each further facet would leave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import and_

from django.contrib.postgres.search import SearchQuery
from django.db.models import (
    Case,
    Count,
    F,
    FloatField,
    Func,
    IntegerField,
    Max,
    Q,
    TextField,
    Value,
    When,
)
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from catalog.choices import Provenance, Theme, UpdateCycle
from portal.kernel.errors import Message

from ..choices import Sort
from ..models import PublicDataset
from ..querysets import DatasetQuerySet
from . import words

#: How much a word counts in abstract (C), items and keywords (B), title (A).
WEIGHTS = "{0.05, 0.15, 0.4, 1.0}"


@dataclass(frozen=True, slots=True)
class Facet:
    """A property by which the list can be narrowed, with the words for its values."""

    name: str
    label: Message
    column: str
    choices: Mapping[str, Message] = field(default_factory=dict)
    several: bool = False


FACETS: tuple[Facet, ...] = (
    Facet("theme", _("Theme"), "themes", dict(Theme.choices), several=True),
    Facet("provider", _("Provider"), "provider_key"),
    Facet("cycle", _("Update cycle"), "update_cycle", dict(UpdateCycle.choices)),
    Facet("format", _("File format"), "format_type"),
    Facet("provenance", _("Provenance"), "provenance", dict(Provenance.choices)),
)


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody looks for."""

    question: str = ""
    facets: Mapping[str, Sequence[str]] = field(default_factory=dict)
    sort: str = ""

    def without(self, facet: str) -> Wish:
        """The same wish, not narrowed by one facet."""
        return replace(self, facets={name: found for name, found in self.facets.items() if name != facet})


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet: how many datasets it would leave, and whether it is chosen."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class FacetCounts:
    """A facet with its values, the most frequent first."""

    name: str
    label: Message
    values: list[FacetValue]


class AsTokens(SearchQuery):
    """Text of ``words.condition`` as a ``tsquery``, taken as it is: no parser, no dictionary."""

    template = "(%(expressions)s)::tsquery"


class Rank(Func):
    """How well a document answers a ``tsquery``."""

    function = "ts_rank"
    output_field = FloatField()


def found(wish: Wish) -> DatasetQuerySet:
    """The open datasets that answer the wish, in its order."""
    return _ordered(_narrowed(_answering(wish.question), wish), wish)


def facet_counts(wish: Wish, facets: Sequence[Facet] = FACETS) -> list[FacetCounts]:
    """For each facet how many datasets each of its values would leave, the other facets being kept."""
    answering = _answering(wish.question)
    return [_counted(facet, answering, wish) for facet in facets]


def similar(question: str, limit: int = 5) -> list[PublicDataset]:
    """When nothing has all the words: what has some of them, else what most people use."""
    parts = [part for term in words.terms(question) if (part := words.condition(term, every=False))]
    datasets = PublicDataset.objects.open()
    if parts:
        tokens = AsTokens(Value(" | ".join(parts)))
        near = list(
            datasets.filter(document__vector=tokens).annotate(rank=_rank(tokens)).order_by("-rank")[:limit]
        )
        if near:
            return near
    return list(datasets.most_used()[:limit])


def suggestions(question: str, limit: int = 8) -> list[str]:
    """Titles to offer while somebody types."""
    if not words.terms(question):
        return []
    return [dataset.name for dataset in found(Wish(question))[:limit]]


def _answering(question: str) -> DatasetQuerySet:
    """Every term by its tokens; when that leaves nothing, every term by its tokens or as a substring."""
    datasets: DatasetQuerySet = PublicDataset.objects.open()
    asked = words.terms(question)
    if not asked:
        return datasets
    parts = [words.condition(term) for term in asked]
    if all(parts):
        by_tokens: DatasetQuerySet = datasets.filter(document__vector=AsTokens(Value(" & ".join(parts))))
        if by_tokens.exists():
            return by_tokens
    anywhere = (_anywhere(term, part) for term, part in zip(asked, parts, strict=True))
    by_substring: DatasetQuerySet = datasets.filter(reduce(and_, anywhere))
    return by_substring


def _anywhere(term: str, part: str) -> Q:
    substring = Q(document__text__contains=term)
    return substring | Q(document__vector=AsTokens(Value(part))) if part else substring


def _ordered(datasets: DatasetQuerySet, wish: Wish) -> DatasetQuerySet:
    asked = words.terms(wish.question)
    parts = [part for term in asked if (part := words.condition(term))]
    if wish.sort == Sort.USED:
        return datasets.most_used()
    if wish.sort == Sort.NEWEST or not parts:
        return datasets.newest()
    whole = " ".join(asked)
    in_title = When(Q(title__icontains=whole) | Q(title_en__icontains=whole), then=1)
    ranked: DatasetQuerySet = datasets.annotate(
        rank=_rank(AsTokens(Value(" | ".join(parts)))),
        whole=Case(in_title, default=0, output_field=IntegerField()),
    )
    return ranked.order_by("-whole", "-rank", "-last_updated", "code")


def _rank(tokens: AsTokens) -> Rank:
    return Rank(Value(WEIGHTS, output_field=TextField()), F("document__vector"), tokens)


def _narrowed(datasets: DatasetQuerySet, wish: Wish) -> DatasetQuerySet:
    for facet in FACETS:
        if chosen := list(wish.facets.get(facet.name, ())):
            lookup = "overlap" if facet.several else "in"
            datasets = datasets.filter(**{f"{facet.column}__{lookup}": chosen})
    return datasets


def _counted(facet: Facet, answering: DatasetQuerySet, wish: Wish) -> FacetCounts:
    datasets = _narrowed(answering, wish.without(facet.name)).order_by()
    key = Func(F(facet.column), function="unnest") if facet.several else F(facet.column)
    named = {"name": Max("provider"), "name_en": Max("provider_en")} if facet.name == "provider" else {}
    rows = datasets.values(value=key).annotate(count=Count("pk"), **named).order_by("-count", "value")
    chosen = wish.facets.get(facet.name, ())
    values = [
        FacetValue(row["value"], _label(facet, row), row["count"], row["value"] in chosen) for row in rows
    ]
    known = {value.value for value in values}
    values += [FacetValue(value, value, 0, chosen=True) for value in chosen if value not in known]
    return FacetCounts(facet.name, facet.label, values)


def _label(facet: Facet, row: Mapping[str, str]) -> str:
    if facet.name == "provider":
        return row["name_en"] if row["name_en"] and get_language() == "en" else row["name"]
    if facet.name == "format":
        return row["value"].upper()
    return str(facet.choices.get(row["value"], row["value"]))
