"""A small set of icons, drawn for this portal on a grid of 20 × 20 with a pen of 1.6."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString

SHAPES = {
    "search": "M9 3.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 0 0 0-11zM13 13l4 4",
    "download": "M10 3v9M6.5 8.8L10 12.3l3.5-3.5M3.5 14.5V17h13v-2.5",
    "upload": "M10 12.5v-9M6.5 6.8L10 3.3l3.5 3.5M3.5 14.5V17h13v-2.5",
    "check": "M4 10.5l4 4l8-9",
    "cross": "M5 5l10 10M15 5L5 15",
    "clock": "M10 3a7 7 0 1 0 0 14a7 7 0 0 0 0-14zM10 6.2V10l2.6 1.8",
    "arrow": "M4 10h12M11.5 5.5L16 10l-4.5 4.5",
    "back": "M16 10H4M8.5 5.5L4 10l4.5 4.5",
    "file": "M5 2.5h6.5L15 6v11.5H5zM11.5 2.5V6H15",
    "table": "M3 4h14v12H3zM3 8h14M3 12h14M8 8v8",
    "chart": "M3 3v14h14M7 14v-4M11 14V6M15 14V9",
    "user": "M10 3.5a3.2 3.2 0 1 0 0 6.4a3.2 3.2 0 0 0 0-6.4zM3.8 17c.5-3.6 2.9-5.2 6.2-5.2s5.7 1.6 6.2 5.2",
    "building": "M4.5 17.5v-14h7v14M11.5 8h4v9.5M2.5 17.5h15M7 7h2M7 10h2M7 13h2",
    "lock": "M5 9h10v8H5zM7 9V6.5a3 3 0 0 1 6 0V9",
    "globe": "M10 3a7 7 0 1 0 0 14a7 7 0 0 0 0-14zM3 10h14M10 3c2.6 2 2.6 12 0 14M10 3c-2.6 2-2.6 12 0 14",
    "menu": "M3 5.5h14M3 10h14M3 14.5h14",
    "plus": "M10 4v12M4 10h12",
    "info": "M10 3a7 7 0 1 0 0 14a7 7 0 0 0 0-14zM10 9v4.5M10 6.4v.2",
    "warning": "M10 3l7.5 13.5h-15zM10 8v4M10 14.2v.2",
    "print": "M6 7V3h8v4M6 14H3V7h14v7h-3M6 11.5h8V17H6z",
    "copy": "M7 7h9.5v10H7zM4 13.5H3.5v-10h9V4",
    "list": "M7 5h10M7 10h10M7 15h10M3.4 5h.2M3.4 10h.2M3.4 15h.2",
    "bell": "M5 14V9a5 5 0 0 1 10 0v5l1.5 1.5h-13zM8.5 17.5h3",
    "large-type": "M2.5 16L7 4l4.5 12M4 12h6M12.5 16l2.6-7l2.6 7M13.4 13.6h3.5",
    "trash": "M4 5.5h12M8 5.5V3h4v2.5M5.5 5.5l.8 12h7.4l.8-12",
    "filter": "M3 4h14l-5.5 6.5V16l-3 1.5v-7z",
}


def icon(name: str, label: str = "") -> SafeString:
    """An inline SVG; hidden from screen readers unless it has a label of its own."""
    shape = format_html('<path d="{}"/>', SHAPES[name])
    if label:
        template = '<svg class="icon" viewBox="0 0 20 20" role="img" aria-label="{}">{}</svg>'
        return format_html(template, label, shape)
    return format_html('<svg class="icon" viewBox="0 0 20 20" aria-hidden="true">{}</svg>', shape)
