"""The operator's side: draft, submit, take back."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from portal.kernel import audit, clock, rules
from portal.kernel.actor import Actor
from portal.kernel.errors import Conflict, NotPermitted
from portal.kernel.working_days import add_working_days
from portal.members.jurisdiction import unit_of

from .. import policies
from ..choices import DomainState
from ..models import OperationDomain, OperatorApplication
from ..rules import MAX_TERM_YEARS, REVIEW_DAYS
from ..workflows import APPLICATION

HANDED_IN = _lazy("The application was handed in; it cannot be changed any more.")
RIGHT = "authorization.apply_for_operation"


def create_application(domain: OperationDomain, *, actor: Actor, **fields: Any) -> OperatorApplication:
    """Draft an application for a domain."""
    if not policies.may_apply(actor):
        raise NotPermitted(RIGHT, _("Only operators apply for authorized operation."))
    refuse_closed(domain)
    application = OperatorApplication(
        domain=domain,
        operator=unit_of(actor),
        filed_by=actor.user,
        filed_at=clock.now(),
        **fields,
    )
    _judge_term(application)
    audit.write("authorization.operatorapplication.create", application, actor=actor, provision="6.1")
    return application


def edit_application(application: OperatorApplication, *, actor: Actor, **fields: Any) -> OperatorApplication:
    """Change a draft, or complete an application that was returned."""
    if not policies.may_edit(actor, application):
        raise NotPermitted(RIGHT)
    action = "authorization.operatorapplication.edit"
    with audit.edit(action, application, actor=actor, permission=RIGHT, provision="6.1") as locked:
        if not locked.is_at_the_desk:
            raise Conflict(HANDED_IN)
        for name, value in fields.items():
            setattr(locked, name, value)
    return locked


def submit_application(application: OperatorApplication, *, actor: Actor) -> OperatorApplication:
    """Hand the application to the data authority; all reviews begin anew after a return."""
    with APPLICATION.fire("submit", application, actor=actor) as locked:
        refuse_closed(locked.domain)
        if locked.submitted_at is None:
            _judge_term(locked)
        locked.submitted_at, locked.reviewed_at, locked.assessed_at = clock.now(), None, None
        locked.security_passed, locked.security_assessed_at = None, None
        locked.review_opinion = locked.assessment_opinion = locked.security_opinion = ""
        locked.opinion = locked.higher_review = ""
        set_deadline(locked, REVIEW_DAYS)
    return locked


def withdraw_application(
    application: OperatorApplication, *, actor: Actor, note: str = ""
) -> OperatorApplication:
    """Take the application back before it is decided."""
    with APPLICATION.fire("withdraw", application, actor=actor, note=note) as locked:
        locked.due_on = None
    return locked


def set_deadline(application: OperatorApplication, key: str) -> None:
    """Set the deadline by the rule in force today."""
    rule = rules.in_force(key, on=clock.today())
    application.due_on = add_working_days(clock.today(), rule.value).day
    application.due_rule = f"{rule.key} v{rule.version}"


def _judge_term(application: OperatorApplication) -> None:
    """By the rule in force on the day of filing; a later change of the rule leaves the application alone."""
    rule = rules.in_force(MAX_TERM_YEARS, on=clock.today())
    application.max_term_years, application.term_rule = rule.value, f"{rule.key} v{rule.version}"


def refuse_closed(domain: OperationDomain) -> None:
    """Only an open domain takes applications."""
    if domain.state != DomainState.OPEN:
        raise Conflict(_("The domain “%(domain)s” takes no applications now.") % {"domain": domain})
