"""The data items of an entry."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from portal.kernel.checks import implies, state_is_known
from portal.store import schema
from portal.store.choices import CheckKind

from ..choices import DataType
from .entry import CatalogEntry

#: What the store keeps for each of the guide's letters.
STORED_AS = {
    DataType.TEXT: "text",
    DataType.MEMO: "text",
    DataType.GENERAL: "text",
    DataType.NUMBER: "decimal",
    DataType.MONEY: "decimal",
    DataType.INTEGER: "integer",
    DataType.DOUBLE: "double",
    DataType.FLOAT: "double",
    DataType.DATE: "date",
    DataType.MOMENT: "datetime",
    DataType.LOGICAL: "boolean",
}
#: Digits before the point, and decimal places of an amount, where the owner says nothing about them.
DIGITS, CENTS = 18, 2


class DataItem(models.Model):
    """One item (信息项): its name is exactly the header in the files that are loaded."""

    entry = models.ForeignKey(CatalogEntry, models.CASCADE, related_name="items", verbose_name=_("Entry"))
    position = models.PositiveSmallIntegerField(_("Position"))
    name = models.CharField(_("Item name"), max_length=100)
    name_en = models.CharField(_("English name"), max_length=150, blank=True)
    data_type = models.CharField(_("Data type"), max_length=1, choices=DataType, default=DataType.TEXT)
    length = models.PositiveIntegerField(_("Length"), default=0)
    decimals = models.PositiveSmallIntegerField(_("Decimal places"), default=0)
    required = models.BooleanField(_("Required"), default=False)
    key = models.BooleanField(_("Part of the key"), default=False)
    searchable = models.BooleanField(_("Searchable"), default=False)
    personal = models.BooleanField(_("Personal information"), default=False)
    measure_unit = models.CharField(_("Unit of measure"), max_length=30, blank=True)
    description = models.CharField(_("Description"), max_length=300, blank=True)
    description_en = models.CharField(_("English description"), max_length=300, blank=True)
    rules = models.JSONField(_("Rules"), default=dict, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("Data item")
        ordering = ("entry_id", "position")
        default_permissions = ()
        constraints = [
            state_is_known(DataType, "data_type"),
            models.UniqueConstraint(
                fields=["entry", "name"],
                name="catalog_item_name_once",
                violation_error_message=_("Two items of one entry have the same name."),
            ),
            implies(
                "catalog_key_item_is_required",
                Q(key=True),
                Q(required=True),
                _("An item that is part of the key must be required."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The name in the reader's language."""
        return self.name_en if self.name_en and get_language() == "en" else self.name

    @property
    def kind_in_words(self) -> str:
        """Type, length and decimal places in one phrase: ``Number (N) 6,2``."""
        size = ",".join(str(n) for n in (self.length, self.decimals) if n)
        return f"{self.get_data_type_display()} {size}".strip()

    @property
    def rules_in_words(self) -> str:
        """Every rule as a phrase, one after the other."""
        return rules_in_words(self.rules)

    @property
    def localized_description(self) -> str:
        """The description in the reader's language."""
        english = self.description_en if get_language() == "en" else ""
        return english or self.description

    def as_column(self) -> schema.ColumnSpec:
        """The item as the store is told of it."""
        stored = STORED_AS[DataType(self.data_type)]
        precision, scale = self._digits() if stored == "decimal" else (None, None)
        return schema.ColumnSpec(
            name=self.name,
            data_type=stored,
            length=(self.length or None) if self.data_type == DataType.TEXT else None,
            precision=precision,
            scale=scale,
            required=self.required,
            key=self.key,
            searchable=self.searchable,
            rules=self.rules,
        )

    def _digits(self) -> tuple[int, int]:
        places = self.decimals or (CENTS if self.data_type == DataType.MONEY else 0)
        return self.length or DIGITS + places, places

    def clean(self) -> None:
        """Refuse what the store could not hold: it says so now, and not when the first file arrives."""
        if self.data_type in DataType.values:
            schema.check([self.as_column()])


def item_key(name: str, data_type: str) -> str:
    """By what two items count as the same: the name without blanks and brackets, and the kind of value."""
    plain = re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", name)).casefold()[:100]
    return f"{plain}|{STORED_AS[DataType(data_type)]}"


def rules_in_words(rules: Mapping[str, Any]) -> str:
    """Rules of an item as people read them: ``At least 0；At most 4``."""
    names = {
        "pattern": gettext("Form"),
        "minimum": gettext("At least"),
        "maximum": gettext("At most"),
        "allowed": gettext("Allowed values"),
        "check": gettext("Check digit"),
    }
    return "；".join(
        f"{label} {_rule_in_words(rules[rule])}" for rule, label in names.items() if rule in rules
    )


def _rule_in_words(value: Any) -> str:
    if isinstance(value, list):
        return "、".join(map(str, value))
    return str(dict(CheckKind.choices).get(value, value))
