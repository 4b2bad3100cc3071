"""Columns of lists and facts of records: one declaration for the page, the phone's card and the exports."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Model
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from portal.kernel.errors import Message
from portal.web import formats, tones

FORMATS: dict[str, Callable[[Any], str]] = {
    "number": formats.grouped,
    "percent": formats.percent,
    "date": formats.day,
    "moment": formats.moment,
    "size": formats.file_size,
    "duration": formats.duration,
    "yes_no": formats.yes_no,
}
CLASSES = {
    "number": "table__number",
    "percent": "table__number",
    "size": "table__number",
    "duration": "table__number",
    "date": "table__time",
    "moment": "table__time",
    "due": "table__time",
    "code": "table__code",
}


@dataclass(frozen=True)
class Column:
    """One fact about a record: where it is, what it is called, how it is shown."""

    name: str
    label: Message
    kind: str = "text"
    sort: str = ""
    link: bool = False
    card: str = ""
    value: Callable[[Any], Any] | None = None

    def raw(self, record: Any) -> Any:
        """The value itself: dots are followed, what can be called is; ``None`` where a step is missing."""
        if self.value is not None:
            return self.value(record)
        found = record
        for step in self.name.split("."):
            found = getattr(found, step, None)
            found = found() if callable(found) and not isinstance(found, type) else found
        return found

    def label_of(self, record: Any) -> str:
        """The value in words: a choice by its label."""
        display = getattr(record, f"get_{self.name}_display", None)
        return str(display() if display else self.raw(record))

    def html(self, record: Any) -> SafeString | str:
        """The value as a page shows it, escaped."""
        raw = self.raw(record)
        if self.kind == "badge":
            return badge(self.label_of(record), tones.tone_of(raw, _model_label(record)))
        if self.kind == "due":
            return due_html(raw)
        if raw is None or raw == "":
            return formats.NOTHING
        text = FORMATS[self.kind](raw) if self.kind in FORMATS else self._text(record, raw)
        if self.link and (url := _url_of(record)):
            return format_html('<a href="{}">{}</a>', url, text)
        return text

    def export(self, record: Any) -> Any:
        """The value for a file: numbers, dates and times stay what they are."""
        raw = self.raw(record)
        if self.kind == "badge" or hasattr(record, f"get_{self.name}_display"):
            return self.label_of(record)
        if isinstance(raw, datetime):
            return timezone.localtime(raw).replace(tzinfo=None) if timezone.is_aware(raw) else raw
        return raw if raw is None or isinstance(raw, (int, float, Decimal, date)) else str(raw)

    @property
    def cell_class(self) -> str:
        """The classes of the column's cells."""
        card = f"table__card--{self.card}" if self.card else ""
        main = "table__main" if self.link else ""
        return " ".join(filter(None, (CLASSES.get(self.kind, ""), main, card)))

    def _text(self, record: Any, raw: Any) -> str:
        if isinstance(raw, bool):
            return formats.yes_no(raw)
        return self.label_of(record) if "." not in self.name and not self.value else str(raw)


#: A line of a record's summary is declared like a column of a list.
Fact = Column


@dataclass(frozen=True)
class FactGroup:
    """Facts under one heading."""

    title: Message
    facts: Sequence[Column]

    def rows(self, record: Any) -> list[tuple[Message, SafeString | str, str]]:
        """Label, value and kind of each fact."""
        return [(fact.label, fact.html(record), fact.kind) for fact in self.facts]


def filled_groups(groups: Iterable[FactGroup], record: Any) -> list[dict[str, Any]]:
    """The groups with those facts that say something, for the summary list."""
    shown = [
        {"title": g.title, "rows": [row for row in g.rows(record) if row[1] != formats.NOTHING]}
        for g in groups
    ]
    return [group for group in shown if group["rows"]]


def badge(label: Message, tone: str = "quiet") -> SafeString:
    """A state in one word."""
    return format_html('<span class="badge badge--{}">{}</span>', tone, label)


def due_html(value: date | None) -> SafeString:
    """A deadline with the working days that are left."""
    due = formats.due(value)
    words = format_html('<span class="due__words">（{}）</span>', due.words) if due.words else ""
    return format_html(
        '<span class="due due--{}"><span class="due__day">{}</span>{}</span>', due.tone, due.day, words
    )


def _model_label(record: Any) -> str:
    return record._meta.label_lower if isinstance(record, Model) else ""


def _url_of(record: Any) -> str:
    return record.get_absolute_url() if hasattr(record, "get_absolute_url") else ""
