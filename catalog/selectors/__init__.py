"""Reads across the catalog: what was published, what is still missing, what waits for whom."""

from .checks import EntryCheck, checks_of, open_checks
from .content import FROZEN_ENTRY, FROZEN_ITEM, content_for, content_of, published_content, version_on
from .desk import may_work_on, overdue_reviews, waiting_for, whose_turn
from .differences import Difference, ItemDifference, compared, in_words
from .duplicates import Held, held_elsewhere
from .faces import with_faces, with_published
from .figures import (
    count_published,
    count_refusals,
    count_versions,
    count_with_collection_basis,
    published_by,
)
from .matching import entries_matching
from .responsibility import (
    LiveLines,
    count_lists_in_force,
    lines_of,
    list_in_force,
    lists_waiting_for,
    promises_kept,
    scopes_to_draft,
)
from .seen import (
    as_seen,
    as_seen_all,
    has_open_changes,
    items_of,
    items_seen,
    published_items,
    reads_working_copy,
)
from .tree import categories_by_class, search_entries

__all__ = [
    "FROZEN_ENTRY",
    "FROZEN_ITEM",
    "Difference",
    "EntryCheck",
    "Held",
    "ItemDifference",
    "LiveLines",
    "as_seen",
    "as_seen_all",
    "categories_by_class",
    "checks_of",
    "compared",
    "content_for",
    "content_of",
    "count_lists_in_force",
    "count_published",
    "count_refusals",
    "count_versions",
    "count_with_collection_basis",
    "entries_matching",
    "has_open_changes",
    "held_elsewhere",
    "in_words",
    "items_of",
    "items_seen",
    "lines_of",
    "list_in_force",
    "lists_waiting_for",
    "may_work_on",
    "open_checks",
    "overdue_reviews",
    "promises_kept",
    "published_by",
    "published_content",
    "published_items",
    "reads_working_copy",
    "scopes_to_draft",
    "search_entries",
    "version_on",
    "waiting_for",
    "whose_turn",
    "with_faces",
    "with_published",
]
