"""The audit events of one record, told as a story."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field, Model
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from portal.kernel.errors import Message
from portal.kernel.models import AuditEvent

from . import formats
from .contributions import registry

#: Columns that say nothing to a reader: numbers of rows, and the state, which the action's name tells.
HIDDEN = {"id", "public_id", "state"}


@dataclass(frozen=True)
class Change:
    """One value before and after."""

    name: str
    old: str
    new: str


@dataclass(frozen=True)
class StoryEvent:
    """One audit event with its names in words."""

    event: AuditEvent
    action: Message
    changes: list[Change]

    @property
    def who(self) -> str:
        """The person, or that the portal itself did it: which job it was is for the audit trail."""
        return _("Portal") if self.event.actor.startswith("job:") else self.event.actor


def timeline_of(record: Model, limit: int = 50) -> list[StoryEvent]:
    """The last ``limit`` events of ``record``, newest first."""
    kind = ContentType.objects.get_for_model(record)
    events = AuditEvent.objects.filter(target_type=kind, target_id=str(record.pk)).order_by("-at", "-pk")
    return [StoryEvent(e, action_name(e.action), _changes(type(record), e.changes)) for e in events[:limit]]


def actor_name(event: AuditEvent) -> str:
    """The person's name; for a job, that the portal did it, and which job it was."""
    _job, is_job, name = event.actor.partition("job:")
    return _("Portal (%(job)s)") % {"job": name} if is_job else event.actor


def action_name(action: str) -> Message:
    """What an action is called: by its registration, or by its last word."""
    if action in registry.actions:
        return registry.actions[action]
    common = {
        "create": _("Created"),
        "edit": _("Changed"),
        "update": _("Changed"),
        "remove": _("Removed"),
        "delete": _("Removed"),
    }
    return common.get(action.rpartition(".")[2], action)


def _changes(model: type[Model], changes: dict[str, list[Any]]) -> list[Change]:
    shown = []
    for name, (old, new) in changes.items():
        field = _field(model, name)
        if field is None or field.primary_key or name in HIDDEN or old == new:
            continue
        shown.append(Change(str(field.verbose_name), _words(field, old), _words(field, new)))
    return [change for change in shown if change.old != change.new]


def _field(model: type[Model], name: str) -> Field[Any, Any] | None:
    try:
        found = model._meta.get_field(name)
    except FieldDoesNotExist:
        return next((f for f in model._meta.concrete_fields if f.attname == name), None)
    return found if isinstance(found, Field) else None


def _words(field: Field[Any, Any], value: Any) -> str:
    if value is None or value in ("", [], {}):
        return formats.NOTHING
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return formats.yes_no(value)
    if field.is_relation:
        related = field.remote_field.model._base_manager.filter(pk=value).first()
        return str(related) if related else str(value)
    if field.get_internal_type() == "DateTimeField" and isinstance(value, str):
        moment = parse_datetime(value)
        return formats.moment(moment) if moment else value
    return str(value)[:500]
