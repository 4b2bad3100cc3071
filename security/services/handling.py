"""Report an incident, contain it, find its cause, review it (provision 7.1)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from aggregation import services as aggregation
from aggregation.choices import HoldReason
from catalog.models import CatalogEntry
from opening import services as opening
from portal.kernel import audit, clock, rules
from portal.kernel.actor import Actor
from portal.kernel.errors import NotPermitted
from portal.kernel.working_days import add_working_days
from portal.members.jurisdiction import unit_of
from sharing import services as sharing
from sharing.choices import GrantState
from sharing.models import Grant

from .. import policies
from ..models import AffectedGrant, Incident
from ..rules import CONTAIN_DAYS, REPORT_HOURS, RESOLVE_DAYS, REVIEW_DAYS
from ..selectors import open_dataset_of
from ..workflows import INCIDENT

#: Nobody keeps what he noticed to himself for longer; such a year is a slip of the pen.
LONGEST_AGO = timedelta(days=3660)
#: What containing an incident may do in other chapters; the incident's own event names the person.
CONTAINER = Actor.system(
    "contain-incident", "sharing.suspend_grant", "opening.suspend_dataset", "aggregation.hold_resource"
)


def report_incident(
    *, actor: Actor, entry: CatalogEntry | None = None, grants: Iterable[Grant] = (), **fields: Any
) -> Incident:
    """Report an incident; it concerns the unit whose data is touched, or else the reporter's own."""
    if not policies.may_report(actor):
        raise NotPermitted("", _("Incidents are reported by people who work for a unit."))
    touched = list(grants)
    entry = entry or (touched[0].entry if touched else None)
    incident = Incident(entry=entry, reported_by=actor.user, **fields)
    unit = entry.provider if entry else unit_of(actor)
    if unit is not None:
        incident.organization = unit
    _time_report(incident)
    with transaction.atomic():
        _refuse_strange(incident, touched)
        _refuse_unseen(touched, actor)
        audit.write("security.incident.report", incident, actor=actor, provision="7.1")
        named = [AffectedGrant(incident=incident, grant=grant) for grant in touched]
        audit.write_many("security.affectedgrant.name", named, actor=actor, provision="7.1")
    return incident


def contain_incident(
    incident: Incident,
    *,
    actor: Actor,
    containment: str,
    grants: Iterable[Grant] = (),
    suspend_dataset: bool = False,
) -> Incident:
    """Stop the harm: the data leaves by no exit any more until the incident is resolved.

    What is named here stays suspended beyond that, until the data authority lets it go on.
    """
    with transaction.atomic():
        locked_grants = _lock(incident, grants)
        with INCIDENT.fire("contain", incident, actor=actor, note=containment) as locked:
            _refuse_strange(locked, locked_grants)
            locked.containment = containment
            locked.contained_at, locked.contained_by = clock.now(), actor.user
            locked.due_on = _due(RESOLVE_DAYS, locked)
            for grant in locked_grants:
                _suspend_grant(locked, grant, actor)
            if suspend_dataset:
                _suspend_dataset(locked)
            _stop_resource(locked)
    return locked


def resolve_incident(incident: Incident, *, actor: Actor, cause: str, measures: str) -> Incident:
    """Record what caused it and what was done against it; from now on its data may leave again."""
    with transaction.atomic():
        _lock_resource(incident)
        with INCIDENT.fire("resolve", incident, actor=actor) as locked:
            locked.cause, locked.measures = cause, measures
            locked.resolved_at, locked.resolved_by = clock.now(), actor.user
            locked.due_on = _due(REVIEW_DAYS, locked)
            _let_resource_go(locked)
    return locked


def review_incident(incident: Incident, *, actor: Actor, conclusion: str) -> Incident:
    """The data authority looks at cause and measures, and closes the incident."""
    with INCIDENT.fire("review", incident, actor=actor, note=conclusion) as locked:
        locked.conclusion, locked.due_on = conclusion, None
        locked.reviewed_at, locked.reviewed_by = clock.now(), actor.user
    return locked


def _time_report(incident: Incident) -> None:
    """Whether it comes in time, and by when it has to be contained, by its severity."""
    now, today = clock.now(), clock.today()
    if incident.noticed_at < now - LONGEST_AGO:
        raise ValidationError({"noticed_at": _("Tell when it was noticed, not when it happened.")})
    hours = rules.in_force(REPORT_HOURS, on=today).value.get(incident.severity, 0)
    days = rules.in_force(CONTAIN_DAYS, on=today).value.get(incident.severity, 0)
    incident.reported_at, incident.report_late = now, now - incident.noticed_at > timedelta(hours=hours)
    incident.due_on = add_working_days(today, days).day


def _due(key: str, incident: Incident) -> date:
    """Deadlines follow the rule in force on the day of the report."""
    days = rules.in_force(key, on=timezone.localdate(incident.reported_at)).value
    return add_working_days(clock.today(), days).day


def _refuse_strange(incident: Incident, grants: list[Grant]) -> None:
    """An incident names grants of the data that it concerns."""
    if any(grant.entry_id != incident.entry_id for grant in grants):
        raise ValidationError({"grants": _("This grant is not of the data that the incident concerns.")})


def _refuse_unseen(grants: list[Grant], actor: Actor) -> None:
    """Nobody names a grant that he may not know of."""
    seen = Grant.objects.visible_to(actor).filter(pk__in=[grant.pk for grant in grants])
    if seen.count() != len(grants):
        raise ValidationError({"grants": _("This grant is not of the data that the incident concerns.")})


def _suspend_grant(incident: Incident, grant: Grant, actor: Actor) -> None:
    """A grant that gives no access already is named only: whoever stopped it lets it go on."""
    known = AffectedGrant.objects.filter(incident=incident, grant=grant).first()
    affected, act = known or AffectedGrant(incident=incident, grant=grant), "name"
    if grant.state == GrantState.ACTIVE:
        sharing.suspend_grant(grant, actor=CONTAINER, reason=_reason(incident))
        affected.suspended_at, act = clock.now(), "suspend"
    if known is None or act == "suspend":
        audit.write(f"security.affectedgrant.{act}", affected, actor=actor, provision="7.1")


def _suspend_dataset(incident: Incident) -> None:
    dataset = open_dataset_of(incident.entry)
    if dataset is None:
        raise ValidationError({"suspend_dataset": _("There is no open dataset of this data.")})
    opening.suspend_dataset(dataset, actor=CONTAINER, reason=_reason(incident))


def _lock(incident: Incident, grants: Iterable[Grant]) -> list[Grant]:
    """The resource, then the grants in the order of their keys."""
    _lock_resource(incident)
    keys = sorted(grant.pk for grant in grants)
    return list(Grant.objects.select_for_update().filter(pk__in=keys).order_by("pk"))


def _lock_resource(incident: Incident) -> None:
    """Before grants and datasets, as everybody does who lets data out."""
    if incident.entry is not None:
        aggregation.lock_resource(incident.entry)


def _stop_resource(incident: Incident) -> None:
    """Whoever caused the harm: otherwise a new grant or run would give again what was cut off."""
    if incident.entry is None:
        return
    aggregation.place_hold(
        incident.entry,
        reason=HoldReason.SECURITY,
        cause=incident,
        placed_by=incident.contained_by,
        actor=CONTAINER,
    )
    opening.follow_hold(incident.entry, actor=CONTAINER)


def _let_resource_go(incident: Incident) -> None:
    if incident.entry is None:
        return
    aggregation.lift_holds(incident, lifted_by=incident.resolved_by, actor=CONTAINER)
    opening.follow_hold(incident.entry, actor=CONTAINER)


def _reason(incident: Incident) -> str:
    """What the grant and the dataset say: their readers may not know the incident."""
    return _("Suspended for data security: %(kind)s") % {"kind": incident.get_kind_display()}
