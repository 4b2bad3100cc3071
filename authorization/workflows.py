"""The lifecycles of domains, resources, applications, agreements and yearly evaluations."""

from django.utils.translation import gettext_lazy as _

from portal.kernel.workflow import Transition, Workflow

from . import policies
from .choices import AgreementState as G
from .choices import ApplicationState as A
from .choices import DomainState as D
from .choices import EvaluationState as E
from .choices import ResourceState as R
from .models import Agreement, DomainResource, OperationDomain, OperatorApplication, YearlyEvaluation

DOMAIN = Workflow(
    OperationDomain,
    Transition(
        name="publish",
        sources=(D.DRAFT, D.CLOSED),
        target=D.OPEN,
        label=_("Open to applications"),
        permission="authorization.manage_domains",
        provision="6.1",
        guard=policies.may_manage,
        emphasis="primary",
    ),
    Transition(
        name="close",
        sources=(D.OPEN,),
        target=D.CLOSED,
        label=_("Close to applications"),
        permission="authorization.manage_domains",
        provision="6.1",
        guard=policies.may_manage,
    ),
)

RESOURCE = Workflow(
    DomainResource,
    Transition(
        name="withdraw",
        sources=(R.REGISTERED,),
        target=R.WITHDRAWN,
        label=_("Take out of operation"),
        permission="authorization.register_resource",
        provision="6.1",
        guard=policies.may_withdraw_resource,
        emphasis="danger",
    ),
)

APPLICATION = Workflow(
    OperatorApplication,
    Transition(
        name="submit",
        sources=(A.DRAFT, A.RETURNED),
        target=A.SUBMITTED,
        label=_("Submit the application"),
        permission="authorization.apply_for_operation",
        provision="6.1",
        guard=policies.may_edit,
        emphasis="primary",
    ),
    Transition(
        name="review",
        sources=(A.SUBMITTED,),
        target=A.REVIEWED,
        label=_("Pass the review"),
        permission="authorization.review_application",
        provision="6.1",
        guard=policies.is_reviewer,
        emphasis="primary",
    ),
    Transition(
        name="assess",
        sources=(A.REVIEWED,),
        target=A.ASSESSED,
        label=_("Agree for the domain"),
        permission="authorization.assess_application",
        provision="6.1",
        guard=policies.is_assessor,
        emphasis="primary",
    ),
    Transition(
        name="approve",
        sources=(A.ASSESSED,),
        target=A.APPROVED,
        label=_("Approve operation"),
        permission="authorization.review_application",
        provision="6.1",
        guard=policies.is_reviewer,
        emphasis="primary",
    ),
    Transition(
        name="return",
        sources=(A.SUBMITTED, A.REVIEWED, A.ASSESSED),
        target=A.RETURNED,
        label=_("Return for completion"),
        permission="authorization.refuse_application",
        provision="6.1",
        guard=policies.may_send_back,
    ),
    Transition(
        name="refuse",
        sources=(A.SUBMITTED, A.REVIEWED, A.ASSESSED),
        target=A.REFUSED,
        label=_("Refuse operation"),
        permission="authorization.refuse_application",
        provision="6.1",
        guard=policies.may_send_back,
        emphasis="danger",
    ),
    Transition(
        name="withdraw",
        sources=(A.DRAFT, A.SUBMITTED, A.RETURNED, A.REVIEWED, A.ASSESSED),
        target=A.WITHDRAWN,
        label=_("Take the application back"),
        permission="authorization.apply_for_operation",
        provision="6.1",
        guard=policies.is_applicant,
        emphasis="danger",
    ),
)

AGREEMENT = Workflow(
    Agreement,
    Transition(
        name="activate",
        sources=(G.SIGNED,),
        target=G.ACTIVE,
        label=_("Let the agreement begin"),
        permission="authorization.turn_agreements",
        provision="6.1",
    ),
    Transition(
        name="expire",
        sources=(G.ACTIVE,),
        target=G.EXPIRED,
        label=_("Let the agreement end"),
        permission="authorization.turn_agreements",
        provision="6.1",
    ),
    Transition(
        name="terminate",
        sources=(G.SIGNED, G.ACTIVE),
        target=G.TERMINATED,
        label=_("Terminate the agreement"),
        permission="authorization.terminate_agreement",
        provision="6.1",
        guard=policies.is_grantor,
        emphasis="danger",
    ),
)

EVALUATION = Workflow(
    YearlyEvaluation,
    Transition(
        name="evaluate",
        sources=(E.REPORTED,),
        target=E.EVALUATED,
        label=_("Evaluate and publish"),
        permission="authorization.evaluate_year",
        provision="6.1",
        guard=policies.is_evaluator,
        emphasis="primary",
    ),
)
