"""Reads across the catalog: what was published, what is still missing, what waits for whom."""

from .checks import EntryCheck, checks_of, open_checks
from .content import FROZEN_ENTRY, FROZEN_ITEM, content_for, content_of, published_content, version_on
from .desk import chief_data_officers, may_work_on, reviewing_authority, waiting_for, waits_for
from .differences import Difference, ItemDifference, compared, in_words
from .figures import count_published, mounting_rate
from .seen import as_seen, as_seen_all, has_open_changes, reads_working_copy
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
    "chief_data_officers",
    "compared",
    "content_for",
    "content_of",
    "count_published",
    "has_open_changes",
    "in_words",
    "may_work_on",
    "mounting_rate",
    "open_checks",
    "published_content",
    "reads_working_copy",
    "reviewing_authority",
    "search_entries",
    "version_on",
    "waiting_for",
    "waits_for",
]
