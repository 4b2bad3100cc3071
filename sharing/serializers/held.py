"""That a resource is stopped, told of whatever comes from it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from rest_framework import serializers

from aggregation.selectors import held_since


class HeldMixin(serializers.Serializer[Any]):
    """Adds ``held_since``: since when the record's resource is stopped, null while it is not."""

    held_since = serializers.SerializerMethodField()

    def get_held_since(self, record: Any) -> datetime | None:
        """From the list's own statement, else asked for one record."""
        return record.held_since if hasattr(record, "held_since") else held_since(record.entry)
