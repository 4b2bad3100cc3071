"""Plan an inspection, carry it out check by check, and keep what it saw."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal.kernel import audit, clock, jobs
from portal.kernel.actor import Actor
from portal.kernel.errors import NotPermitted
from portal.members.choices import Level
from portal.members.jurisdiction import unit_of
from portal.members.models import Organization

from .. import policies
from ..choices import InspectionKind, InspectionState
from ..models import Finding, Inspection, Sighting
from ..models.inspection import RUN_JOB
from ..selectors import CHECKS, Check, Subject, jurisdiction_of, units_of
from ..workflows import INSPECTION
from .apart import unit_by_unit
from .rechecking import settle_missing, settle_orders

#: The units in which a check could not be carried out, by its code.
Missed = dict[str, list[Organization]]


def plan_inspection(
    *, name: str, checks: Sequence[str], organization: Organization | None = None, actor: Actor
) -> Inspection:
    """Plan a special inspection of the own jurisdiction, or of one of its units; a worker carries it out."""
    authority = unit_of(actor)
    if authority is None or not policies.may_hold_inspection(actor):
        raise NotPermitted("oversight.hold_inspection")
    if organization and not jurisdiction_of(actor).filter(pk=organization.pk).exists():
        raise NotPermitted("oversight.hold_inspection", _("The unit lies outside your jurisdiction."))
    inspection = Inspection(name=name, authority=authority, organization=organization, checks=list(checks))
    return _planned(inspection, actor)


def hold_regular_inspections(*, actor: Actor) -> list[Inspection]:
    """Plan this month's regular inspection of each city authority, once, however often it is asked for."""
    if not policies.may_hold_inspection(actor):
        raise NotPermitted("oversight.hold_inspection")
    with translation.override(settings.LANGUAGE_CODE):
        month = date_format(clock.today(), "YEAR_MONTH_FORMAT")
        name = _("Regular inspection in %(month)s") % {"month": month}
    regular = {"name": name, "kind": InspectionKind.SCHEDULED}
    with transaction.atomic():
        cities = Organization.objects.authorities().filter(level=Level.CITY).order_by("pk")
        authorities = list(cities.select_for_update())
        held = set(Inspection.objects.filter(**regular).values_list("authority_id", flat=True))
        return [
            _planned(Inspection(authority=unit, checks=list(CHECKS), **regular), actor)
            for unit in authorities
            if unit.pk not in held
        ]


def run_inspection(inspection: Inspection, *, run: jobs.Run, actor: Actor) -> Inspection:
    """Carry every check out, each in its own transaction; a second attempt finds the same again."""
    if not inspection.is_under_way:
        return inspection
    if inspection.state == InspectionState.PLANNED:
        with INSPECTION.fire("start", inspection, actor=actor) as inspection:
            inspection.started_at = clock.now()
    missed: Missed = {}
    for number, code in enumerate(inspection.checks, 1):
        with transaction.atomic():
            act = partial(_carry_out, CHECKS[code], inspection, actor)
            missed[code] = unit_by_unit(act, units_of(inspection)).missed
            run.hold()
        run.progress(number, len(inspection.checks), unit="checks")
    settle_orders(actor=actor, day=clock.today())
    with INSPECTION.fire("finish", inspection, actor=actor) as locked:
        locked.finished_at, locked.summary = clock.now(), _summary(locked, missed)
        run.hold()
    return locked


def fail_inspection(inspection: Inspection, *, message: str, actor: Actor) -> Inspection:
    """Note why the inspection could not be carried out."""
    with INSPECTION.fire("fail", inspection, actor=actor) as locked:
        locked.message = message
    return locked


def retry_inspection(inspection: Inspection, *, actor: Actor) -> Inspection:
    """Carry a failed inspection out once more."""
    with INSPECTION.fire("retry", inspection, actor=actor) as locked:
        locked.message = ""
        jobs.enqueue(RUN_JOB, {"inspection_id": locked.pk}, actor=actor, subject=locked)
    return locked


def record_finding(check: Check, subject: Subject, inspection: Inspection, *, actor: Actor) -> bool:
    """Open a finding, or confirm the one that is open already; whether it is new.

    Two inspections at once end in one finding: the database holds it, and the second one confirms.
    """
    finding = _open_finding(check, subject)
    if finding is None:
        fresh = _finding_of(check, subject, inspection)
        try:
            audit.write("oversight.finding.find", fresh, actor=actor, provision="8.2")
        except ValidationError:
            finding = _open_finding(check, subject)
            if finding is None:
                raise
    if finding is not None:
        _confirm(finding, subject, actor)
    _sight(finding or fresh, subject, inspection, actor, is_first=finding is None)
    return finding is None


def _planned(inspection: Inspection, actor: Actor) -> Inspection:
    if unknown := [code for code in inspection.checks if code not in CHECKS]:
        raise ValidationError({"checks": _("There is no check “%(code)s”.") % {"code": unknown[0][:40]}})
    inspection.planned_by, inspection.planned_at = actor.user, clock.now()
    with transaction.atomic():
        audit.write("oversight.inspection.plan", inspection, actor=actor, provision="8.2")
        jobs.enqueue(RUN_JOB, {"inspection_id": inspection.pk}, actor=actor, subject=inspection)
    return inspection


def _carry_out(check: Check, inspection: Inspection, actor: Actor, units: QuerySet[Organization]) -> int:
    """Record what is found, settle open findings of the check that are not found any more; how many found."""
    with translation.override(settings.LANGUAGE_CODE):
        subjects = list(check.find(units, clock.today()))
        for subject in subjects:
            record_finding(check, subject, inspection, actor=actor)
    settle_missing(check, units, {subject.key for subject in subjects}, actor=actor)
    return len(subjects)


def _open_finding(check: Check, subject: Subject) -> Finding | None:
    return Finding.objects.open().filter(check_code=check.code, subject=subject.key).first()


def _finding_of(check: Check, subject: Subject, inspection: Inspection) -> Finding:
    return Finding(
        check_code=check.code,
        severity=check.severity,
        organization=subject.unit,
        subject=subject.key,
        title=str(subject.record)[:200],
        url=subject.url,
        facts=subject.facts,
        inspection=inspection,
        found_at=clock.now(),
        confirmed_at=clock.now(),
    )


def _confirm(finding: Finding, subject: Subject, actor: Actor) -> None:
    right = "oversight.run_inspection"
    with audit.edit(
        "oversight.finding.confirm", finding, actor=actor, permission=right, provision="8.2"
    ) as f:
        f.confirmed_at, f.facts = clock.now(), subject.facts


def _sight(
    finding: Finding, subject: Subject, inspection: Inspection, actor: Actor, *, is_first: bool
) -> None:
    if inspection.sightings.filter(finding=finding).exists():
        return
    seen = Sighting(inspection=inspection, finding=finding, facts=subject.facts, is_first=is_first)
    seen.seen_at = clock.now()
    audit.write("oversight.sighting.record", seen, actor=actor, provision="8.2")


def _summary(inspection: Inspection, missed: Missed) -> list[dict[str, Any]]:
    units = units_of(inspection).count()
    seen = list(inspection.sightings.values_list("finding__check_code", "is_first"))
    return [
        {
            "check": code,
            "units": units - len(missed[code]),
            "found": sum(check == code for check, _first in seen),
            "new": sum(check == code and first for check, first in seen),
            "missed": [unit.name for unit in missed[code]],
        }
        for code in inspection.checks
    ]
