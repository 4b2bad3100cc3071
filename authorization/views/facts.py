"""The facts of a record without the lines that would only say that there is nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from portal.web.doors import FactGroup


class FilledFactsMixin:
    """Leaves out facts that are empty: reasons for what did not happen, documents that nobody needs."""

    groups: Sequence[FactGroup]
    record: Any

    def get_groups(self) -> list[dict[str, Any]]:
        """The groups with what they have to say."""
        told = (
            FactGroup(group.title, [fact for fact in group.facts if fact.raw(self.record) not in (None, "")])
            for group in self.groups
        )
        return [{"title": group.title, "rows": group.rows(self.record)} for group in told if group.facts]
