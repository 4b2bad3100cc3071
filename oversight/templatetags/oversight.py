"""Words of oversight that templates look up."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import template

from portal.kernel.errors import Message
from portal.web import formats

from .. import selectors
from ..models import UnitScore

register = template.Library()

register.filter("check_label", selectors.label_of)
register.filter("indicator_label", selectors.name_of)


@register.filter
def in_words(facts: dict[str, Any]) -> list[tuple[Message, str]]:
    """Name and value of each fact."""
    return selectors.facts_in_words(facts)


@register.filter
def figures_named(score: UnitScore, names: Sequence[str]) -> list[dict[str, Any]]:
    """The score's figures of these indicators, in their order."""
    figures = {figure["indicator"]: figure for figure in score.figures}
    return [figures[name] for name in names if name in figures]


@register.filter
def share(value: str | None) -> str:
    """A frozen ratio as a percentage."""
    return formats.NOTHING if value is None else f"{Decimal(value) * 100:.2f}%"
