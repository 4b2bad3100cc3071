"""The reviews by data authority, domain department and security, and the decision."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.kernel import audit, clock
from portal.kernel.actor import Actor
from portal.kernel.errors import Conflict

from ..models import OperatorApplication
from ..rules import ASSESSMENT_DAYS, DECISION_DAYS
from ..workflows import APPLICATION
from .applying import set_deadline

NOT_ASKED = _("The security of this application was assessed already, or is not asked for now.")


def review_application(
    application: OperatorApplication, *, actor: Actor, opinion: str = "", higher_review: str = ""
) -> OperatorApplication:
    """The authority passes the application on; a long term only with the document of a higher review."""
    with APPLICATION.fire("review", application, actor=actor, note=opinion) as locked:
        locked.reviewed_at, locked.review_opinion = clock.now(), opinion
        locked.higher_review = higher_review
        set_deadline(locked, ASSESSMENT_DAYS)
    return locked


def assess_application(
    application: OperatorApplication, *, actor: Actor, opinion: str = ""
) -> OperatorApplication:
    """The domain's department agrees."""
    with APPLICATION.fire("assess", application, actor=actor, note=opinion) as locked:
        locked.assessed_at, locked.assessment_opinion = clock.now(), opinion
        set_deadline(locked, DECISION_DAYS)
    return locked


def record_security_assessment(
    application: OperatorApplication, *, actor: Actor, passed: bool, opinion: str
) -> OperatorApplication:
    """Stamp what security found; without a passed assessment nothing is approved."""
    action, right = "authorization.operatorapplication.assess_security", "authorization.assess_security"
    with audit.edit(
        action, application, actor=actor, permission=right, provision="6.1", note=opinion
    ) as locked:
        if not locked.awaits_security:
            raise Conflict(NOT_ASKED)
        locked.security_passed, locked.security_opinion = passed, opinion
        locked.security_assessed_at = clock.now()
    return locked


def approve_application(
    application: OperatorApplication, *, actor: Actor, opinion: str = ""
) -> OperatorApplication:
    """The authority approves what all three reviews have passed; the agreement is signed next."""
    with APPLICATION.fire("approve", application, actor=actor, note=opinion) as locked:
        locked.decided_at, locked.opinion, locked.due_on = clock.now(), opinion, None
    return locked


def return_application(
    application: OperatorApplication, *, actor: Actor, opinion: str
) -> OperatorApplication:
    """Return an incomplete application; the clock stops."""
    with APPLICATION.fire("return", application, actor=actor, note=opinion) as locked:
        locked.opinion, locked.due_on, locked.due_rule = opinion, None, ""
    return locked


def refuse_application(
    application: OperatorApplication, *, actor: Actor, opinion: str
) -> OperatorApplication:
    """Refuse with reasons: the authority, or the department while it assesses."""
    with APPLICATION.fire("refuse", application, actor=actor, note=opinion) as locked:
        locked.decided_at, locked.opinion, locked.due_on = clock.now(), opinion, None
    return locked
