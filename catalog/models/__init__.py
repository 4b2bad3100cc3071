"""The catalog's tables: classification, entries, their items, their published versions."""

from .category import Category
from .entry import CatalogEntry
from .item import DataItem, item_key, rules_in_words
from .responsibility import ResponsibilityLine, ResponsibilityList
from .version import EntryVersion

__all__ = [
    "CatalogEntry",
    "Category",
    "DataItem",
    "EntryVersion",
    "ResponsibilityLine",
    "ResponsibilityList",
    "item_key",
    "rules_in_words",
]
