"""The tables of the opening chapter: what the public sees, and what it wishes for."""

from .dataset import ObjectionAnswer, PublicDataset, SearchDocument
from .demand import DemandSupport, OpenDemand

__all__ = ["DemandSupport", "ObjectionAnswer", "OpenDemand", "PublicDataset", "SearchDocument"]
