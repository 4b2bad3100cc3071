"""Words of oversight that templates look up."""

from __future__ import annotations

from typing import Any

from django import template

from portal.kernel.errors import Message
from portal.members.models import Organization
from portal.web import formats

from .. import selectors
from ..models import RectificationOrder

register = template.Library()

register.filter("check_label", selectors.label_of)
register.filter("indicator_label", selectors.name_of)


@register.filter
def in_words(facts: dict[str, Any]) -> list[tuple[Message, str]]:
    """Name and value of each fact."""
    return selectors.facts_in_words(facts)


@register.filter
def of_unit(orders: dict[int, RectificationOrder], unit: Organization) -> RectificationOrder | None:
    """The order that the unit received."""
    return orders.get(unit.pk)


@register.filter
def share(value: str | None) -> str:
    """A frozen ratio as a percentage."""
    return formats.NOTHING if value is None else f"{float(value) * 100:.2f}%"
