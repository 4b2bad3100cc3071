"""How rules are shown."""

from __future__ import annotations

from typing import Any

from django import template

from portal.duties import selectors
from portal.web import formats

register = template.Library()

register.filter("rule_source", selectors.source_in_words)


@register.filter
def rule_amount(value: Any, unit: str) -> str:
    """A value with its unit: a share as per cent, bytes in the unit that fits."""
    if unit == "share":
        return formats.percent(value, 0)
    if unit == "bytes":
        return formats.file_size(value)
    return f"{selectors.value_in_words(value)} {selectors.unit_in_words(unit)}"
