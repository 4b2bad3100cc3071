"""Who may inspect, see, answer and assess. Pure predicates and ``Q`` objects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from portal.members.jurisdiction import NOTHING, is_authority, overseen_by, oversees, unit_of

from .choices import AssessmentState, SchemeState

if TYPE_CHECKING:
    from portal.kernel.actor import Actor
    from portal.members.models import Organization

    from .models import Assessment, AssessmentScheme, Inspection, RectificationOrder


def is_overseer(actor: Actor, unit: Organization) -> bool:
    """The person works for a data authority whose jurisdiction the unit lies in (provision 1.5)."""
    return oversees(unit_of(actor), unit)


def may_hold_inspection(actor: Actor) -> bool:
    """Inspectors and reviewers of a data authority; jobs hold the regular ones."""
    if actor.job:
        return actor.can("oversight.hold_inspection")
    return is_authority(unit_of(actor)) and actor.can("oversight.hold_inspection")


def may_repeat(actor: Actor, inspection: Inspection) -> bool:
    """The authority that holds the inspection."""
    own = unit_of(actor)
    return own is not None and own.pk == inspection.authority_id


def may_order(actor: Actor, unit: Organization) -> bool:
    """An overseer; only an inspector may send an order to the own unit."""
    own = unit_of(actor)
    if own is None or not actor.can("oversight.issue_order") or not is_overseer(actor, unit):
        return False
    return own.pk != unit.pk or actor.can("oversight.view_all_oversight")


def is_ordered_unit(actor: Actor, order: RectificationOrder) -> bool:
    """The person works for the unit that has to rectify."""
    own = unit_of(actor)
    return own is not None and own.pk == order.organization_id


def may_close(actor: Actor, order: RectificationOrder) -> bool:
    """The re-check closes what was rectified in time; an overseer what was rectified late."""
    return bool(actor.job) or may_order(actor, order.organization)


def owns_scheme(actor: Actor, scheme: AssessmentScheme) -> bool:
    """The authority whose scheme it is."""
    own = unit_of(actor)
    return own is not None and own.pk == scheme.authority_id


def owns_assessment(actor: Actor, assessment: Assessment) -> bool:
    """The authority whose assessment it is."""
    return owns_scheme(actor, assessment.scheme)


def may_assess(actor: Actor) -> bool:
    """People of a data authority who hold assessments."""
    return is_authority(unit_of(actor)) and actor.can("oversight.hold_assessment")


def visible_inspections(actor: Actor) -> Q:
    """Those of the own authority and of those below it; a unit sees those that led to an order for it.

    The join with orders gives an inspection once for each of them: ask with ``pk__in``.
    """
    if actor.can("oversight.view_all_oversight"):
        return Q()
    unit = unit_of(actor)
    if unit is None:
        return NOTHING
    return overseen_by(unit, "authority") | Q(orders__organization=unit)


def visible_of_unit(actor: Actor) -> Q:
    """Findings and orders: the own unit's, and those of the jurisdiction for an authority."""
    if actor.can("oversight.view_all_oversight"):
        return Q()
    unit = unit_of(actor)
    return NOTHING if unit is None else Q(organization=unit) | overseen_by(unit, "organization")


def visible_schemes(actor: Actor) -> Q:
    """Schemes in force are known to all staff, drafts to their authority."""
    if actor.can("oversight.view_all_oversight"):
        return Q()
    unit = unit_of(actor)
    return NOTHING if unit is None else Q(authority=unit) | ~Q(state=SchemeState.DRAFT)


def visible_assessments(actor: Actor) -> Q:
    """Published ones are known to all staff, others to their authority."""
    if actor.can("oversight.view_all_oversight"):
        return Q()
    unit = unit_of(actor)
    published = Q(state=AssessmentState.PUBLISHED)
    return NOTHING if unit is None else Q(scheme__authority=unit) | published


def visible_scores(actor: Actor) -> Q:
    """An authority sees those of its own assessments, a unit its own published ones."""
    if actor.can("oversight.view_all_oversight"):
        return Q()
    unit = unit_of(actor)
    if unit is None:
        return NOTHING
    own = Q(organization=unit, assessment__state=AssessmentState.PUBLISHED)
    return own | Q(assessment__scheme__authority=unit)
