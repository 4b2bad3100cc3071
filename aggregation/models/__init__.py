"""The tables of aggregation: what an entry is mounted with, its batches, objections to it, holds on it."""

from .batch import Batch
from .hold import ResourceHold
from .mount import MountedResource
from .objection import Objection

__all__ = ["Batch", "MountedResource", "Objection", "ResourceHold"]
