"""Everything that the aggregation chapter lets anyone do."""

from .loading import fail_batch, load_batch, outcome_of
from .mounting import follow_entry, mount_entry, record_problem, take_offline, take_withdrawn_offline
from .receiving import discard_batch, receive_file, retry_batch

__all__ = [
    "discard_batch",
    "fail_batch",
    "follow_entry",
    "load_batch",
    "mount_entry",
    "outcome_of",
    "receive_file",
    "record_problem",
    "retry_batch",
    "take_offline",
    "take_withdrawn_offline",
]
