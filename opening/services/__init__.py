"""Everything that the opening chapter does."""

from .answering import object_to, publish_answer, stamp_notices
from .counting import count, flush
from .demanding import (
    decline_demand,
    file_demand,
    fulfill_demand,
    hand_back_demand,
    merge_demand,
    promise_demand,
    receive_demand,
    route_demand,
    support_demand,
)
from .publishing import refresh_after_load, refresh_after_unmount, refresh_dataset
from .suspending import follow_hold, restore_dataset, suspend_dataset

__all__ = [
    "count",
    "decline_demand",
    "file_demand",
    "flush",
    "follow_hold",
    "fulfill_demand",
    "hand_back_demand",
    "merge_demand",
    "object_to",
    "promise_demand",
    "publish_answer",
    "receive_demand",
    "refresh_after_load",
    "refresh_after_unmount",
    "refresh_dataset",
    "restore_dataset",
    "route_demand",
    "stamp_notices",
    "support_demand",
    "suspend_dataset",
]
