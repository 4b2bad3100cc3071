"""Everything that the opening chapter does."""

from .answering import object_to, publish_answer, stamp_notices
from .counting import count, flush
from .publishing import refresh_after_load, refresh_after_unmount, refresh_dataset
from .suspending import restore_dataset, suspend_dataset

__all__ = [
    "count",
    "flush",
    "object_to",
    "publish_answer",
    "refresh_after_load",
    "refresh_after_unmount",
    "refresh_dataset",
    "restore_dataset",
    "stamp_notices",
    "suspend_dataset",
]
