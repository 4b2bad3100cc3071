"""What stands open, for whom, and how much was put right in time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Model, Q, QuerySet

from portal.kernel import clock
from portal.kernel.actor import Actor
from portal.kernel.memory import asked_once
from portal.members.jurisdiction import NOTHING, overseen_by, unit_of
from portal.members.models import Organization

from .. import policies
from ..choices import AssessmentState, FindingState, InspectionKind, InspectionState, OrderState
from ..models import Assessment, Finding, Inspection, RectificationOrder, Sighting
from .checks import CHECKS, key_of

#: Orders count in the figure for this long after their deadline.
WINDOW = timedelta(days=365)
Share = tuple[int, int]


def units_of(inspection: Inspection) -> QuerySet[Organization]:
    """The units that the inspection looks at: one, or all of the authority's jurisdiction."""
    units = Organization.objects.all()
    if inspection.organization_id:
        return units.filter(pk=inspection.organization_id)
    return units.filter(overseen_by(inspection.authority))


def jurisdiction_of(actor: Actor) -> QuerySet[Organization]:
    """The units that the actor's authority may inspect."""
    return Organization.objects.filter(overseen_by(unit_of(actor)))


def units_to_order(inspection: Inspection, actor: Actor) -> list[Organization]:
    """Units in which findings stand without an order, and to which the actor may send one."""
    if inspection.state != InspectionState.DONE:
        return []
    ordered = inspection.orders.values("organization_id")
    open_ones = Finding.objects.unordered().filter(sightings__inspection=inspection)
    units = Organization.objects.filter(pk__in=open_ones.values("organization_id")).exclude(pk__in=ordered)
    return [unit for unit in units.order_by("pk") if policies.may_order(actor, unit)]


def findings_to_order(inspection: Inspection, unit: Organization) -> QuerySet[Finding]:
    """What an order to the unit would cover."""
    found = Finding.objects.unordered().filter(sightings__inspection=inspection, organization=unit)
    return found.order_by("pk")


def demands_of(inspection: Inspection, unit: Organization) -> list[str]:
    """What an order to the unit would ask for, check by check."""
    codes = findings_to_order(inspection, unit).values_list("check_code", flat=True)
    return [str(CHECKS[code].demand) for code in dict.fromkeys(codes) if code in CHECKS]


def sightings_of(inspection: Inspection, actor: Actor) -> list[Sighting]:
    """What the inspection saw, as far as the actor may know it, unit by unit."""
    visible = Finding.objects.visible_to(actor).values("pk")
    seen = inspection.sightings.filter(finding__in=visible)
    seen = seen.select_related("finding__organization", "finding__order")
    return list(seen.order_by("finding__organization__pk", "pk"))


def open_findings_of(record: Model, actor: Actor) -> list[Finding]:
    """Open findings about a record, as far as the actor may know them."""
    found = Finding.objects.visible_to(actor).open().filter(subject=key_of(record))
    return list(found.select_related("order"))


@asked_once
def orders_to_answer(actor: Actor) -> list[RectificationOrder]:
    """Orders that the actor's unit has to answer."""
    unit = unit_of(actor)
    if unit is None or not actor.can("oversight.answer_order"):
        return []
    states = (OrderState.ORDERED, OrderState.RETURNED)
    return _listed(RectificationOrder.objects.filter(organization=unit, state__in=states))


@asked_once
def orders_to_watch(actor: Actor) -> list[RectificationOrder]:
    """For those who issue orders: what is overdue, and what was rectified late and waits for its closing."""
    if not actor.can("oversight.issue_order"):
        return []
    late = Q(state=OrderState.VERIFIED) | Q(
        pk__in=RectificationOrder.objects.overdue(clock.today()).values("pk")
    )
    return _listed(_issued_by(actor).filter(late))


def orders_awaited(actor: Actor) -> list[RectificationOrder]:
    """What the actor waits for: the unit for the re-check and the closing, the authority for the units."""
    unit = unit_of(actor)
    if unit is None:
        return []
    settled = (OrderState.SUBMITTED, OrderState.VERIFIED)
    found = Q(organization=unit, state__in=settled) if actor.can("oversight.answer_order") else NOTHING
    if actor.can("oversight.issue_order"):
        watched = _issued_by(actor).standing().filter(due_on__gte=clock.today())
        found |= Q(pk__in=watched.values("pk"))
    return _listed(RectificationOrder.objects.filter(found))


def inspections_to_follow(actor: Actor) -> list[Inspection]:
    """Finished inspections of the own authority with findings for which no order was issued."""
    unit = unit_of(actor)
    if unit is None or not actor.can("oversight.issue_order"):
        return []
    bare = Q(sightings__finding__state=FindingState.OPEN, sightings__finding__order__isnull=True)
    done = Inspection.objects.filter(authority=unit, state=InspectionState.DONE)
    counted = done.annotate(unordered=Count("sightings", filter=bare)).filter(unordered__gt=0)
    return list(counted.order_by("-finished_at")[:1])


def overdue_orders(scope: Organization | None) -> list[RectificationOrder]:
    """Orders past their deadline, of a unit or of the whole city."""
    late = RectificationOrder.objects.overdue(clock.today())
    return _listed(late.filter(organization=scope) if scope else late)


def orders_in_time(scope: Organization | None, days: Sequence[date]) -> list[Share]:
    """Of the orders that were rectified or fell due in the year before each day, how many were in time."""
    orders = (
        RectificationOrder.objects.filter(organization=scope) if scope else RectificationOrder.objects.all()
    )
    rows = list(orders.values_list("issued_on", "due_on", "verified_on"))
    return [_in_time(rows, day) for day in days]


def count_open_findings(actor: Actor) -> int:
    """Open findings that the actor may see."""
    return Finding.objects.visible_to(actor).open().count()


def count_to_answer(actor: Actor) -> int:
    """Orders that the actor has to answer or to follow."""
    return len(orders_to_answer(actor)) + len(orders_to_watch(actor))


def count_regular() -> int:
    """Regular inspections that were carried out."""
    return Inspection.objects.filter(kind=InspectionKind.SCHEDULED, state=InspectionState.DONE).count()


def count_published() -> int:
    """Assessments whose scores were published."""
    return Assessment.objects.filter(state=AssessmentState.PUBLISHED).count()


def _in_time(rows: list[Any], day: date) -> Share:
    judged = [
        (due_on, verified_on)
        for issued_on, due_on, verified_on in rows
        if issued_on <= day
        and due_on >= day - WINDOW
        and (due_on < day or (verified_on and verified_on <= day))
    ]
    return sum(bool(verified and verified <= due) for due, verified in judged), len(judged)


def _issued_by(actor: Actor) -> Any:
    """Orders that the actor may follow: those of the authority's jurisdiction."""
    within = overseen_by(unit_of(actor), "organization")
    return RectificationOrder.objects.filter(within)


def _listed(orders: Any) -> list[RectificationOrder]:
    return list(orders.select_related("organization", "inspection").order_by("due_on", "pk")[:50])
