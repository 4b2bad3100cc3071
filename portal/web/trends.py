"""A figure's course over a few months as small columns: zero-based, the last one strong, hidden from readers.

Whoever does not see them reads the same values in the table beside them.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDTH, HEIGHT, STEP = 112, 32, 16


def trend(values: Sequence[float | None], top: float | None = None) -> SafeString:
    """One column for each value, a dash on the line where there is none; ``top`` is the full height."""
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return SafeString("")
    full = top or max(*known, 0) or 1
    columns = [_column(index, value, full, index == len(values) - 1) for index, value in enumerate(values)]
    return format_html(
        '<svg class="trend" viewBox="0 0 {} {}" aria-hidden="true">{}</svg>',
        STEP * len(values),
        HEIGHT,
        format_html_join("", "{}", ((column,) for column in columns)),
    )


def _column(index: int, value: float | None, full: float, last: bool) -> SafeString:
    high = max((value or 0) / full * (HEIGHT - 2), 1)
    name = "chart-bar" if last and value is not None else "chart-bar chart-bar--rest"
    place = (index * STEP + 2, f"{HEIGHT - high:.1f}", STEP - 4, f"{high:.1f}")
    return format_html('<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="1"/>', name, *place)
