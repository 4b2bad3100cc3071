"""Every table of the demo city, real or generated, by its key."""

from __future__ import annotations

from .generators import GENERATED
from .sources import SOURCES, Ground, Table

TABLES: dict[str, Table] = SOURCES | GENERATED

__all__ = ["TABLES", "Ground", "Table"]
