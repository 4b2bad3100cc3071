"""What the front's pages draw: the course of a figure, the words that were looked for."""

from __future__ import annotations

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from opening.selectors import words
from portal.front.selectors import ShownIndicator
from portal.web.trends import trend

register = template.Library()


@register.filter
def course(indicator: ShownIndicator) -> SafeString:
    """The small columns of an indicator's last months."""
    return trend(indicator.values, indicator.top)


@register.filter
def highlight(text: str, wanted: str) -> SafeString:
    """The text with what was looked for marked, around its first place."""
    pieces = words.marked(words.excerpt(text, wanted), wanted)
    shown = (format_html("<mark>{}</mark>", piece) if hit else piece for piece, hit in pieces)
    return format_html_join("", "{}", ((piece,) for piece in shown))
