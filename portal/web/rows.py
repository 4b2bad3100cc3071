"""Rows of a table as people read them: the form that narrows them, the cells that show them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.store import query
from portal.store.choices import DataType
from portal.web import formats

from .choosing import offer

CONDITIONS = (
    ("eq", _("is exactly")),
    ("contains", _("contains")),
    ("startswith", _("starts with")),
    ("ge", _("is at least")),
    ("le", _("is at most")),
)
CELL_CLASSES = {
    DataType.INTEGER: "table__number",
    DataType.DECIMAL: "table__number",
    DataType.DOUBLE: "table__number",
    DataType.DATE: "table__time",
    DataType.DATETIME: "table__time",
}


class RowSearchForm(forms.Form):
    """One condition on one of the ``items`` that may be searched by."""

    item = forms.ChoiceField(label=_("Item"), required=False)
    op = forms.ChoiceField(label=_("Condition"), choices=CONDITIONS, required=False)
    value = forms.CharField(label=_("Value"), required=False, max_length=200)

    def __init__(self, *args: Any, items: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "item", [("", _("Any row")), *((name, name) for name in items)])

    def condition(self) -> tuple[str, str, str] | None:
        """Item, operator and value; nothing when any row will do."""
        if not self.is_valid() or not self.cleaned_data["item"]:
            return None
        asked = self.cleaned_data
        return asked["item"], asked["op"] or CONDITIONS[0][0], asked["value"]


def shown_rows(page: query.Page, count: query.Count) -> dict[str, Any]:
    """What ``web/_rows.html`` draws: page, number of rows, heads and lines with their cells' classes."""
    kinds = [CELL_CLASSES.get(DataType(column.data_type), "") for column in page.columns]
    heads = [(column.name, kind) for column, kind in zip(page.columns, kinds, strict=True)]
    lines = [[(in_words(v), kind) for v, kind in zip(row, kinds, strict=True)] for row in page.rows]
    return {"page_of_rows": page, "count": count, "heads": heads, "lines": lines}


def in_words(value: Any) -> str:
    """One value as people read it."""
    if value is None or value == "":
        return formats.NOTHING
    if isinstance(value, datetime):
        return formats.moment(value)
    if isinstance(value, date):
        return formats.day(value)
    return formats.yes_no(value) if isinstance(value, bool) else str(value)
