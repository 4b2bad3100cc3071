"""What two states of an entry say differently, field by field and item by item, in the reader's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from portal.kernel.errors import Message

from ..choices import Theme
from ..models import CatalogEntry, Category, DataItem, rules_in_words
from .content import FROZEN_ENTRY, FROZEN_ITEM

Content = Mapping[str, Any]
NOTHING = "—"


@dataclass(frozen=True, slots=True)
class Difference:
    """One field before and after."""

    label: Message
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ItemDifference:
    """One item: ``added``, ``removed`` or ``changed``, with the fields that differ."""

    name: str
    kind: str
    fields: Sequence[Difference] = ()

    @property
    def label(self) -> str:
        """The kind in words."""
        return {"added": _("Added"), "removed": _("Removed"), "changed": _("Altered")}[self.kind]


def compared(before: Content | None, after: Content) -> tuple[list[Difference], list[ItemDifference]]:
    """Fields and items in which two contents differ; everything is new where there is no earlier one."""
    earlier: Content = before or {}
    fields = _fields(CatalogEntry, [*FROZEN_ENTRY, "category"], earlier, after) if before else []
    return fields, _items(earlier.get("items", []), after.get("items", []))


def in_words(model: type[models.Model], name: str, value: Any) -> str:
    """A frozen value as people read it: choices by their labels, lists joined, rules spelled out."""
    if value is None or value in ("", [], {}):
        return NOTHING
    if name == "rules":
        return rules_in_words(value)
    if name == "themes":
        return "、".join(str(dict(Theme.choices).get(theme, theme)) for theme in value)
    if name == "category":
        return str(Category.objects.filter(code=value).first() or value)
    if isinstance(value, list):
        return "、".join(map(str, value))
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    field = model._meta.get_field(name)
    return str(dict(getattr(field, "flatchoices", ())).get(value, value))


def _fields(model: type[models.Model], names: Sequence[str], old: Content, new: Content) -> list[Difference]:
    return [
        Difference(
            getattr(model._meta.get_field(name), "verbose_name", name),
            in_words(model, name, old.get(name)),
            in_words(model, name, new.get(name)),
        )
        for name in names
        if old.get(name) != new.get(name)
    ]


def _items(old: Sequence[Content], new: Sequence[Content]) -> list[ItemDifference]:
    before = {item["name"]: item for item in old}
    after = {item["name"]: item for item in new}
    found = [ItemDifference(name, "removed") for name in before if name not in after]
    for name, item in after.items():
        if name not in before:
            found.append(ItemDifference(name, "added"))
        elif fields := _fields(DataItem, FROZEN_ITEM, before[name], item):
            found.append(ItemDifference(name, "changed", fields))
    return found
