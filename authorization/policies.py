"""Who may apply, review, assess, decide, sign and see. Pure predicates and ``Q`` objects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from portal.members.choices import OrganizationKind
from portal.members.jurisdiction import NOTHING, reviewed_by, unit_of

from .choices import AWAITING, ApplicationState, DomainState, EvaluationState

if TYPE_CHECKING:
    from portal.kernel.actor import Actor

    from .models import Agreement, DomainResource, OperationDomain, OperatorApplication, YearlyEvaluation


def governs_domain(actor: Actor, domain: OperationDomain) -> bool:
    """The person works for the data authority of the lead department's level and area."""
    unit = unit_of(actor)
    return unit is not None and domain.lead_department.is_reviewed_by(unit)


def leads_domain(actor: Actor, domain: OperationDomain) -> bool:
    """The person works for the domain's department."""
    unit = unit_of(actor)
    return unit is not None and unit.pk == domain.lead_department_id


def may_manage(actor: Actor, domain: OperationDomain) -> bool:
    """The authority keeps the domains."""
    return actor.can("authorization.manage_domains") and governs_domain(actor, domain)


def may_register(actor: Actor, domain: OperationDomain) -> bool:
    """The domain's department registers what is put under operation."""
    return actor.can("authorization.register_resource") and leads_domain(actor, domain)


def may_withdraw_resource(actor: Actor, resource: DomainResource) -> bool:
    """The department that registered it."""
    return leads_domain(actor, resource.domain)


def may_apply(actor: Actor) -> bool:
    """People of operators."""
    unit = unit_of(actor)
    is_operator = unit is not None and unit.kind == OrganizationKind.OPERATOR
    return is_operator and actor.can("authorization.apply_for_operation")


def is_applicant(actor: Actor, application: OperatorApplication) -> bool:
    """The person works for the operator that applies."""
    unit = unit_of(actor)
    return unit is not None and unit.pk == application.operator_id


def may_edit(actor: Actor, application: OperatorApplication) -> bool:
    """The applicant's people write the application."""
    return is_applicant(actor, application) and may_apply(actor)


def is_reviewer(actor: Actor, application: OperatorApplication) -> bool:
    """The authority of the domain."""
    return governs_domain(actor, application.domain)


def is_assessor(actor: Actor, application: OperatorApplication) -> bool:
    """The domain's department."""
    return leads_domain(actor, application.domain)


def may_send_back(actor: Actor, application: OperatorApplication) -> bool:
    """Whose turn it is: the department while it assesses, the authority before and after; later both."""
    if application.state == ApplicationState.REVIEWED:
        return is_assessor(actor, application)
    if application.state in AWAITING:
        return is_reviewer(actor, application)
    return is_reviewer(actor, application) or is_assessor(actor, application)


def may_sign(actor: Actor, application: OperatorApplication) -> bool:
    """The authority signs for the city."""
    return actor.can("authorization.sign_agreement") and is_reviewer(actor, application)


def is_grantor(actor: Actor, agreement: Agreement) -> bool:
    """The authority that signed."""
    return governs_domain(actor, agreement.domain)


def may_report(actor: Actor, agreement: Agreement) -> bool:
    """The operator reports on its own agreements."""
    unit = unit_of(actor)
    mine = unit is not None and unit.pk == agreement.operator_id
    return mine and actor.can("authorization.report_year")


def is_evaluator(actor: Actor, evaluation: YearlyEvaluation) -> bool:
    """The authority that signed the agreement."""
    return is_grantor(actor, evaluation.agreement)


def visible_domains(actor: Actor, domain: str = "") -> Q:
    """What is open or closed is public; what is prepared is seen by its authority and department."""
    if actor.can("authorization.view_all_operation"):
        return Q()
    seen = ~Q(**{f"{domain}state": DomainState.DRAFT})
    unit = unit_of(actor)
    if unit is None:
        return seen
    lead = f"{domain}lead_department"
    return seen | Q(**{lead: unit}) | reviewed_by(unit, lead)


def visible_applications(actor: Actor) -> Q:
    """Own ones; what was handed in for the authority and security, what was reviewed for the department."""
    if actor.can("authorization.view_all_operation"):
        return Q()
    unit = unit_of(actor)
    if unit is None:
        return NOTHING
    seen = Q(operator=unit) | Q(domain__lead_department=unit, reviewed_at__isnull=False)
    handed_in = Q(submitted_at__isnull=False)
    if actor.can("authorization.assess_security"):
        return seen | handed_in
    return seen | handed_in & reviewed_by(unit, "domain__lead_department")


def concerned_agreements(actor: Actor, agreement: str = "") -> Q:
    """What somebody sees besides what is published: as operator, department, authority or inspector."""
    if actor.can("authorization.view_all_operation") or actor.can("authorization.assess_security"):
        return Q(**{f"{agreement}pk__isnull": False})
    unit = unit_of(actor)
    if unit is None:
        return NOTHING
    lead = f"{agreement}domain__lead_department"
    return Q(**{f"{agreement}operator": unit}) | Q(**{lead: unit}) | reviewed_by(unit, lead)


def published_evaluations() -> Q:
    """Years that were evaluated."""
    return Q(state=EvaluationState.EVALUATED)


def waiting_applications(actor: Actor) -> Q:
    """Applications that the actor has to move on."""
    unit = unit_of(actor)
    if unit is None:
        return NOTHING
    turn = NOTHING
    if actor.can("authorization.apply_for_operation"):
        turn |= Q(state=ApplicationState.RETURNED, operator=unit)
    if actor.can("authorization.assess_application"):
        turn |= Q(state=ApplicationState.REVIEWED, domain__lead_department=unit)
    if actor.can("authorization.assess_security"):
        turn |= Q(state__in=AWAITING, security_passed__isnull=True)
    if actor.can("authorization.review_application"):
        states = (ApplicationState.SUBMITTED, ApplicationState.ASSESSED)
        unsigned = Q(state=ApplicationState.APPROVED, agreement__isnull=True)
        turn |= (Q(state__in=states) | unsigned) & reviewed_by(unit, "domain__lead_department")
    return turn


def pending_applications(actor: Actor) -> Q:
    """What an operator waits for from those who decide, and the authority from department and security."""
    unit = unit_of(actor)
    if unit is None:
        return NOTHING
    unsigned = Q(state=ApplicationState.APPROVED, agreement__isnull=True)
    own = Q(operator=unit) & (Q(state__in=AWAITING) | unsigned)
    if not actor.can("authorization.review_application"):
        return own
    return own | Q(state=ApplicationState.REVIEWED) & reviewed_by(unit, "domain__lead_department")


def waiting_evaluations(actor: Actor) -> Q:
    """Yearly reports that the authority has to evaluate."""
    unit = unit_of(actor)
    if unit is None or not actor.can("authorization.evaluate_year"):
        return NOTHING
    return Q(state=EvaluationState.REPORTED) & reviewed_by(unit, "agreement__domain__lead_department")
