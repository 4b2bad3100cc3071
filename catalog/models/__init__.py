"""The catalog's tables: classification, entries, their items, their published versions."""

from .category import Category
from .entry import CatalogEntry
from .item import DataItem, rules_in_words
from .version import EntryVersion

__all__ = ["CatalogEntry", "Category", "DataItem", "EntryVersion", "rules_in_words"]
