"""Everything that the aggregation chapter lets anyone do."""

from .holding import lift_holds, lock_resource, lock_unheld, place_hold
from .loading import fail_batch, load_batch, outcome_of
from .mounting import follow_entry, mount_entry, record_problem, take_offline, take_withdrawn_offline
from .objecting import (
    accept_objection,
    archive_objection,
    close_objection,
    dismiss_objection,
    raise_objection,
    redirect_objection,
    uphold_objection,
    verify_objection,
)
from .receiving import discard_batch, receive_file, retry_batch

__all__ = [
    "accept_objection",
    "archive_objection",
    "close_objection",
    "discard_batch",
    "dismiss_objection",
    "fail_batch",
    "follow_entry",
    "lift_holds",
    "load_batch",
    "lock_resource",
    "lock_unheld",
    "mount_entry",
    "outcome_of",
    "place_hold",
    "raise_objection",
    "receive_file",
    "record_problem",
    "redirect_objection",
    "retry_batch",
    "take_offline",
    "take_withdrawn_offline",
    "uphold_objection",
    "verify_objection",
]
