"""Active filters as removable chips and as a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Model, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from portal.web import formats

#: Parts of a list's address that are not filters; a changed filter begins on the first page.
NOT_FILTERS = ("page", "format")


class ActiveFilter(NamedTuple):
    """One condition that narrows a list, and the address of the list without it."""

    label: str
    value: str
    remove_url: str

    @property
    def sentence(self) -> str:
        """The condition in words."""
        if not self.label:
            return self.value
        return _("%(label)s is “%(value)s”") % {"label": self.label, "value": self.value}


def active_filters(filterset: Any, query: QueryDict, words: str) -> list[ActiveFilter]:
    """Every condition that holds now, the search first."""
    active = []
    if words:
        text = _("contains “%(words)s”") % {"words": words}
        active.append(ActiveFilter("", text, without(query, ["q"])))
    if filterset is None or not filterset.is_bound:
        return active
    filterset.form.is_valid()
    for name, field in filterset.form.fields.items():
        value = filterset.form.cleaned_data.get(name)
        if not is_empty(value):
            keys = _keys_of(name, query, filterset.form.fields)
            active.append(
                ActiveFilter(str(field.label or name), in_words(field, value), without(query, keys))
            )
    return active


def without(query: QueryDict, keys: Iterable[str]) -> str:
    """The list's query string without some of its parts, back on the first page."""
    rest = query.copy()
    for key in (*keys, *NOT_FILTERS):
        rest.pop(key, None)
    return f"?{rest.urlencode()}"


def _keys_of(name: str, query: QueryDict, fields: Iterable[str]) -> list[str]:
    others = set(fields) - {name}
    return [key for key in query if key == name or (key.startswith(f"{name}_") and key not in others)]


def is_empty(value: Any) -> bool:
    """Whether a cleaned value narrows or answers nothing."""
    if isinstance(value, QuerySet):
        return not value.exists()
    if isinstance(value, slice):
        return value.start is None and value.stop is None
    return value is None or value in ("", [], ())


def in_words(field: Any, value: Any) -> str:
    """A cleaned value as people read it: choices by their labels, dates and ranges spelled out."""
    if isinstance(value, slice):
        return _range_in_words(
            *(end if end is None else in_words(field, end) for end in (value.start, value.stop))
        )
    if isinstance(value, bool):
        return formats.yes_no(value)
    if isinstance(value, date):
        return formats.day(value)
    if isinstance(value, (list, tuple, set, QuerySet)):
        return _(", ").join(in_words(field, item) for item in value)
    if isinstance(value, Model):
        return str(value)
    return _label_of_choice(field, value)


def _range_in_words(start: str | None, end: str | None) -> str:
    if start is None:
        return _("at most %(value)s") % {"value": end}
    if end is None:
        return _("at least %(value)s") % {"value": start}
    return _("%(start)s to %(end)s") % {"start": start, "end": end}


def _label_of_choice(field: Any, value: Any) -> str:
    for key, label in getattr(field, "choices", ()):
        if isinstance(label, (list, tuple)):
            found = next((str(text) for k, text in label if str(k) == str(value)), None)
            if found is not None:
                return found
        elif str(key) == str(value):
            return str(label)
    return str(value)
