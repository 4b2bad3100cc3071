"""Rules over whole slices: which records are good, and for each bad value the rule that it breaks."""

from .checking import Checked, Checker
from .mapping import Mapping, map_header

__all__ = ["Checked", "Checker", "Mapping", "map_header"]
