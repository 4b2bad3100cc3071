"""Reads of sharing: what can be asked for, what waits, what a grant shows."""

from .grants import asked_of, count_grants, grants_of, newest_uses, refuse_beyond, restriction_of
from .requests import (
    area_item_of,
    count_overdue,
    count_waiting,
    entry_of_code,
    is_at_the_desk,
    is_shareable,
    items_to_ask,
    waiting_for,
)

__all__ = [
    "area_item_of",
    "asked_of",
    "count_grants",
    "count_overdue",
    "count_waiting",
    "entry_of_code",
    "grants_of",
    "is_at_the_desk",
    "is_shareable",
    "items_to_ask",
    "newest_uses",
    "refuse_beyond",
    "restriction_of",
    "waiting_for",
]
