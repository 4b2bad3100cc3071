"""Reads across the catalog: what was published, what is still missing, what waits for whom."""

from .checks import EntryCheck, checks_of, open_checks
from .content import FROZEN_ENTRY, FROZEN_ITEM, content_for, content_of, published_content, version_on
from .desk import may_work_on, waiting_for, whose_turn
from .differences import Difference, ItemDifference, compared, in_words
from .figures import count_published
from .matching import entries_matching
from .seen import as_seen, as_seen_all, has_open_changes, items_of, items_seen, reads_working_copy
from .tree import categories_by_class, search_entries

__all__ = [
    "FROZEN_ENTRY",
    "FROZEN_ITEM",
    "Difference",
    "EntryCheck",
    "ItemDifference",
    "as_seen",
    "as_seen_all",
    "categories_by_class",
    "checks_of",
    "compared",
    "content_for",
    "content_of",
    "count_published",
    "entries_matching",
    "has_open_changes",
    "in_words",
    "items_of",
    "items_seen",
    "may_work_on",
    "open_checks",
    "published_content",
    "reads_working_copy",
    "search_entries",
    "version_on",
    "waiting_for",
    "whose_turn",
]
