"""Reads of the security chapter."""

from __future__ import annotations

from portal.kernel.models import AuditEvent
from portal.web.timelines import action_name, actor_name


def changed_columns(event: AuditEvent) -> str:
    """The names of the columns that an event changed."""
    return "、".join(sorted(event.changes))


def action_in_words(event: AuditEvent) -> str:
    """What the action is called."""
    return str(action_name(event.action))


def actor_in_words(event: AuditEvent) -> str:
    """Who did it."""
    return actor_name(event)
