"""What can be applied for, where an application stands, and for whom it waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.http import Http404
from django.utils.translation import gettext as _

from portal.kernel import clock
from portal.kernel.actor import Actor
from portal.members.jurisdiction import reviewed_by
from portal.members.models import Organization

from ..choices import AWAITING, ApplicationState
from ..models import OperationDomain, OperatorApplication

#: Rights that give applications a place in somebody's navigation.
CONCERNED = (
    "authorization.apply_for_operation",
    "authorization.review_application",
    "authorization.assess_application",
    "authorization.assess_security",
    "authorization.view_all_operation",
)


@dataclass(frozen=True)
class Stage:
    """One of the three reviews: whose it is, what it found, when; ``passed`` is unknown while it waits."""

    label: str
    who: str
    passed: bool | None
    opinion: str
    at: datetime | None


def domain_of(public_id: UUID, actor: Actor) -> OperationDomain:
    """The domain of this number among those that the actor may know; 404 otherwise."""
    found: OperationDomain | None = (
        OperationDomain.objects.visible_to(actor).filter(public_id=public_id).first()
    )
    if found is None:
        raise Http404(_("There is no such domain."))
    return found


def application_of(public_id: UUID, actor: Actor) -> OperatorApplication:
    """The application of this number among those that the actor may know; 404 otherwise."""
    visible = OperatorApplication.objects.visible_to(actor)
    found: OperatorApplication | None = visible.filter(public_id=public_id).first()
    if found is None:
        raise Http404(_("There is no such application."))
    return found


def may_see_applications(actor: Actor) -> bool:
    """Whether applications concern the actor at all."""
    return actor.is_person and any(actor.can(right) for right in CONCERNED)


def waiting_for(actor: Actor) -> list[OperatorApplication]:
    """Applications that the actor has to move on, the most urgent first."""
    found = OperatorApplication.objects.waiting_for(actor).select_related("domain", "operator", "agreement")
    return list(found.order_by("due_on", "pk")[:50])


def pending_for(actor: Actor) -> list[OperatorApplication]:
    """Applications that the actor waits for."""
    found = OperatorApplication.objects.awaited_by(actor).select_related(
        "domain__lead_department", "operator", "agreement"
    )
    return list(found.order_by("due_on", "pk")[:50])


def count_waiting(actor: Actor) -> int:
    """How many applications the actor has to move on."""
    return OperatorApplication.objects.waiting_for(actor).count()


def overdue_applications(unit: Organization | None) -> list[OperatorApplication]:
    """Applications past their deadline: all, or those on which this department has to act."""
    found = OperatorApplication.objects.overdue(clock.today()).select_related("domain", "operator")
    if unit is not None:
        own = Q(domain__lead_department=unit, state=ApplicationState.REVIEWED)
        states = (ApplicationState.SUBMITTED, ApplicationState.ASSESSED)
        found = found.filter(own | Q(state__in=states) & reviewed_by(unit, "domain__lead_department"))
    return list(found.order_by("due_on")[:50])


def stages_of(application: OperatorApplication) -> list[Stage]:
    """The reviews by authority, domain department and security; once decided, those that were made."""
    department = str(application.domain.lead_department)
    reviewed, assessed = application.reviewed_at, application.assessed_at
    passed, found_at = application.security_passed, application.security_assessed_at
    stages = [
        Stage(
            _("Review by the data authority"),
            "",
            bool(reviewed) or None,
            application.review_opinion,
            reviewed,
        ),
        Stage(
            _("Assessment by the domain's department"),
            department,
            bool(assessed) or None,
            application.assessment_opinion,
            assessed,
        ),
        Stage(_("Security assessment"), "", passed, application.security_opinion, found_at),
    ]
    is_awaited = application.state in AWAITING
    return [stage for stage in stages if is_awaited or stage.passed is not None]
