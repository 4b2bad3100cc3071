"""The tables of aggregation: what an entry is mounted with, and the batches that fill it."""

from .batch import Batch
from .mount import MountedResource

__all__ = ["Batch", "MountedResource"]
