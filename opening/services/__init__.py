"""Everything that the opening chapter does."""

from .counting import count, flush
from .publishing import refresh_after_load, refresh_after_unmount, refresh_dataset
from .suspending import restore_dataset, suspend_dataset

__all__ = [
    "count",
    "flush",
    "refresh_after_load",
    "refresh_after_unmount",
    "refresh_dataset",
    "restore_dataset",
    "suspend_dataset",
]
