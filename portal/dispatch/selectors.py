"""Reads of dispatches, and the registry through which apps above name what can be delivered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.utils import timezone

from portal.kernel import clock
from portal.kernel.actor import Actor
from portal.kernel.errors import Message
from portal.kernel.models import AuditEvent
from portal.members.jurisdiction import unit_of
from portal.members.models import Organization
from portal.members.selectors import reviewing_authority

from . import policies
from .choices import DispatchState
from .models import ANSWERED, Dispatch

HASTEN = "dispatch.dispatch.hasten"
#: How far back "in time" looks: a year of deadlines.
WINDOW_DAYS = 365
MOST = 50


class Subject(NamedTuple):
    """What was delivered, as its own chapter calls it."""

    title: str
    url: str


class Hastenings(NamedTuple):
    """How often somebody hastened the answer, and when last."""

    times: int
    last: AuditEvent


class SubjectKind(NamedTuple):
    """A kind of record that can be named as what was delivered."""

    resolve: Callable[[Actor, UUID], Subject | None]
    offer: Callable[[Actor], Iterable[tuple[UUID, str]]]


_kinds: dict[str, SubjectKind] = {}


def nothing_to_offer(actor: Actor) -> Iterable[tuple[UUID, str]]:
    """The choices of a kind that is only named by its own chapter."""
    return ()


def register_subject(
    label: str,
    resolve: Callable[[Actor, UUID], Subject | None],
    offer: Callable[[Actor], Iterable[tuple[UUID, str]]] = nothing_to_offer,
) -> None:
    """Let records of the model ``label`` (``app.model``) be named; ``offer`` lists those of the actor."""
    _kinds[label] = SubjectKind(resolve, offer)


def subject_named(actor: Actor, label: str, public_id: UUID | None) -> Subject | None:
    """The record of that kind and number, if the actor may see it."""
    kind = _kinds.get(label)
    return kind.resolve(actor, public_id) if kind and public_id else None


def subject_of(dispatch: Dispatch, actor: Actor) -> Subject | None:
    """What was delivered, if a record was named and the actor may see it."""
    return subject_named(actor, dispatch.subject_type, dispatch.subject_id)


def subjects_to_name(actor: Actor) -> list[tuple[str, str]]:
    """What the actor's unit can name as delivered: ``label:number`` and title."""
    offered = ((label, kind.offer(actor)) for label, kind in _kinds.items())
    return [(f"{label}:{number}", title) for label, found in offered for number, title in found]


def waiting_for(actor: Actor) -> list[Dispatch]:
    """What the actor has to move on, the most urgent first."""
    return _listed(Dispatch.objects.waiting_for(actor))


def count_waiting(actor: Actor) -> int:
    """How much the actor has to move on."""
    return Dispatch.objects.waiting_for(actor).count()


def waited_for(actor: Actor) -> list[Dispatch]:
    """What the actor's unit waits for from others."""
    return _listed(Dispatch.objects.waited_for_by(actor))


def overdue_dispatches(unit: Organization | None) -> list[Dispatch]:
    """What a unit, or (``None``) anybody in the city, should have assigned or answered before today."""
    late = Dispatch.objects.overdue(clock.today())
    return _listed(late if unit is None else late.owed_by(unit))


def count_delivered() -> int:
    """How many dispatches were answered with a delivery."""
    return Dispatch.objects.filter(state__in=ANSWERED).count()


def answered_in_time(unit: Organization | None, days: Sequence[date]) -> list[tuple[int, int]]:
    """Of the data needs due or delivered in the year before each day: how many in time, and how many."""
    asked = Dispatch.objects.needs().filter(answer_due_on__isnull=False)
    asked = asked.filter(responder=unit) if unit else asked
    rows = list(asked.order_by("pk").values_list("answer_due_on", "delivered_at"))
    dated = [(due, timezone.localdate(at) if at else None) for due, at in rows]
    return [_in_time(dated, day) for day in days]


def responders_for(actor: Actor, dispatch: Dispatch) -> QuerySet[Organization]:
    """The units that the actor's authority may ask to answer."""
    unit = unit_of(actor)
    if unit is None:
        return Organization.objects.none()
    reach: QuerySet[Organization] = Organization.objects.filter(policies.within_reach(unit))
    return reach.exclude(pk=dispatch.organization_id).order_by("name")


def hastenings(dispatch: Dispatch) -> Hastenings | None:
    """How often and when last the answer was hastened; ``None`` where it never was."""
    kind = ContentType.objects.get_for_model(Dispatch)
    events = AuditEvent.objects.filter(target_type=kind, target_id=str(dispatch.pk), action=HASTEN)
    found = list(events.order_by("-at"))
    return Hastenings(len(found), found[0]) if found else None


def may_state(actor: Actor, kind: str) -> bool:
    """Whether the actor may state a need, or order supervision."""
    return policies.may_state(actor, kind)


def may_hasten_now(actor: Actor, dispatch: Dispatch) -> bool:
    """Whether the actor may hasten the responder today."""
    if dispatch.state not in policies.WITH_THE_RESPONDER or not policies.may_hasten(actor, dispatch):
        return False
    return not was_hastened_on(dispatch, clock.today())


def was_hastened_on(dispatch: Dispatch, day: date) -> bool:
    """Whether somebody hastened the answer on that day already."""
    found = hastenings(dispatch)
    return found is not None and timezone.localdate(found.last.at) == day


def who_moves(dispatch: Dispatch) -> Message:
    """Who has to move the dispatch on; empty where nobody has to."""
    if dispatch.state == DispatchState.STATED:
        return str(reviewing_authority(dispatch.organization) or "")
    if dispatch.state in policies.WITH_THE_RESPONDER:
        return str(dispatch.responder)
    return str(dispatch.organization) if dispatch.state == DispatchState.DELIVERED else ""


def _listed(found: QuerySet[Dispatch]) -> list[Dispatch]:
    return list(found.select_related("organization", "responder").order_by("due_on", "pk")[:MOST])


def _in_time(rows: Sequence[tuple[date, date | None]], day: date) -> tuple[int, int]:
    done = [(due, on if on and on <= day else None) for due, on in rows if (day - due).days < WINDOW_DAYS]
    counted = [(due, on) for due, on in done if due < day or on]
    return sum(on is not None and on <= due for due, on in counted), len(counted)
