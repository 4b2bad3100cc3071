"""The tables of aggregation: what an entry is mounted with, the batches that fill it, objections to it."""

from .batch import Batch
from .mount import MountedResource
from .objection import Objection

__all__ = ["Batch", "MountedResource", "Objection"]
