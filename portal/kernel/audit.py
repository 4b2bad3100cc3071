"""The only door through which a business row reaches its table.

``write`` validates, saves and records in one step; ``write_many`` does it for a set of new rows.
``Workflow.fire`` calls ``write`` for moves, ``edit`` for ordinary changes, services for the consequences of
either. A constraint that a race reaches before validation still answers with its own sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from copy import deepcopy
from datetime import date
from functools import partial
from typing import Any, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ObjectDoesNotExist
from django.db import connection, models, transaction
from django.db.models.fields.files import FieldFile
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from psycopg2.extras import Range

from . import clock
from .actor import Actor
from .checks import constraints_speak, validate
from .errors import Conflict, NotPermitted
from .models import AuditEvent

M = TypeVar("M", bound=models.Model)
Snapshot = dict[str, Any]

_months_ready: set[date] = set()


def snapshot(record: models.Model) -> Snapshot:
    """The record's column values by name: empty before it is stored, without its ``unaudited`` columns."""
    if record._state.adding:
        return {}
    hidden = getattr(record, "unaudited", ())
    return {
        f.attname: _plain(f.value_from_object(record))
        for f in record._meta.concrete_fields
        if f.attname not in hidden
    }


def locked(record: M) -> M:
    """The row as the database holds it, locked until the transaction ends; ``Conflict`` when it is gone."""
    try:
        return type(record)._base_manager.select_for_update().get(pk=record.pk)
    except ObjectDoesNotExist:
        raise Conflict(_("This record was removed in the meantime.")) from None


def write(
    action: str,
    record: models.Model,
    *,
    actor: Actor,
    before: Snapshot | None = None,
    provision: str = "",
    note: str = "",
) -> AuditEvent:
    """Validate and save ``record``, and append one event holding what changed since ``before``.

    Without ``before`` the stored row is locked and compared. Raises ``ValidationError`` for a broken
    constraint, ``NotPermitted`` for a visitor.
    """
    _refuse_visitors(action, actor)
    with transaction.atomic():
        earlier = _stored(record) if before is None else before
        validate(record)
        with constraints_speak(type(record)):
            record.save()
        changes = _difference(earlier, snapshot(record))
        return record_act(action, record, actor=actor, changes=changes, provision=provision, note=note)


def write_many(
    action: str, records: Sequence[M], *, actor: Actor, provision: str = "", note: str = ""
) -> list[M]:
    """Validate, insert and record a set of new rows: two statements for the set, not several a row."""
    _refuse_visitors(action, actor)
    if not records:
        return []
    model = type(records[0])
    foreign = {f.name for f in model._meta.concrete_fields if f.is_relation}
    for record in records:
        record.clean_fields(exclude=foreign)
        record.clean()
    with transaction.atomic():
        with constraints_speak(model):
            stored = model._base_manager.bulk_create(records)
        events = [_event(action, r, actor, _difference({}, snapshot(r)), provision, note) for r in stored]
        _ensure_months(events)
        AuditEvent.objects.bulk_create(events)
    return stored


@contextmanager
def edit(
    action: str, record: M, *, actor: Actor, permission: str, provision: str = "", note: str = ""
) -> Iterator[M]:
    """Create or change a record outside its workflow: lock, right (403), yield, validate (422), save, record.

    Yields the locked row, fresh from the database; change that one, not the record that was passed.
    """
    with transaction.atomic():
        if not record._state.adding:
            record = locked(record)
        if not actor.can(permission, record):
            raise NotPermitted(permission)
        before = snapshot(record)
        yield record
        write(action, record, actor=actor, before=before, provision=provision, note=note)


def record_act(
    action: str,
    record: models.Model,
    *,
    actor: Actor,
    changes: Snapshot | None = None,
    provision: str = "",
    note: str = "",
) -> AuditEvent:
    """Append one event without touching the record: for an act that changes no column."""
    _refuse_visitors(action, actor)
    event = _event(action, record, actor, changes or {}, provision, note)
    _ensure_months([event])
    event.save(force_insert=True)
    return event


def remove(action: str, record: models.Model, *, actor: Actor, provision: str = "", note: str = "") -> None:
    """Delete a part of a whole and record what it held. Business rows themselves are never deleted."""
    _refuse_visitors(action, actor)
    with transaction.atomic():
        changes = {name: [value, None] for name, value in _stored(record).items()}
        record_act(action, record, actor=actor, changes=changes, provision=provision, note=note)
        try:
            record.delete()
        except (models.ProtectedError, models.RestrictedError) as error:
            raise Conflict(_("Other records still refer to this one.")) from error


def _stored(record: models.Model) -> Snapshot:
    """What the database holds now, locked until the transaction ends; nothing for a new record."""
    if record._state.adding:
        return {}
    return snapshot(locked(record))


def _plain(value: Any) -> Any:
    """A value that later changes of the record leave alone, and that JSON can hold."""
    if isinstance(value, FieldFile):
        return value.name
    if isinstance(value, Range):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    return deepcopy(value)


def _difference(before: Snapshot, after: Snapshot) -> Snapshot:
    return {name: [before.get(name), value] for name, value in after.items() if before.get(name) != value}


def _event(
    action: str, record: models.Model, actor: Actor, changes: Snapshot, provision: str, note: str
) -> AuditEvent:
    return AuditEvent(
        at=clock.now(),
        user=actor.user,
        actor=str(actor),
        via=actor.via,
        request_id=actor.request_id,
        action=action,
        provision=provision,
        target_type=ContentType.objects.get_for_model(record),
        target_id=str(record.pk),
        target_label=str(record)[:200],
        changes=changes,
        note=note,
        simulated=clock.is_simulated(),
    )


def _refuse_visitors(action: str, actor: Actor) -> None:
    if actor.is_visitor:
        raise NotPermitted(action)


def _ensure_months(events: Sequence[AuditEvent]) -> None:
    """See to it that the trail has the partitions of these events, by the months of Guiyang."""
    for month in {timezone.localdate(event.at).replace(day=1) for event in events} - _months_ready:
        with connection.cursor() as cursor:
            cursor.execute("SELECT audit_ensure_month(%s)", [month])
        transaction.on_commit(partial(_months_ready.add, month))
