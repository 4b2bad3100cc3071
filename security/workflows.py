"""The lifecycles of findings, incidents and orders."""

from django.utils.translation import gettext_lazy as _

from portal.kernel.workflow import Transition, Workflow

from . import policies
from .choices import FindingState as F
from .choices import IncidentState as S
from .choices import OrderState as O
from .models import Incident, PersonalInformationFinding, SecurityOrder

FINDING = Workflow(
    PersonalInformationFinding,
    Transition(
        name="confirm",
        sources=(F.FOUND,),
        target=F.CONFIRMED,
        label=_("Confirm personal information"),
        permission="security.judge_finding",
        provision="7.4",
        guard=policies.may_judge,
        emphasis="danger",
    ),
    Transition(
        name="release",
        sources=(F.FOUND,),
        target=F.RELEASED,
        label=_("Release as a false alarm"),
        permission="security.judge_finding",
        provision="7.4",
        guard=policies.may_judge,
    ),
    Transition(
        name="supersede",
        sources=(F.FOUND,),
        target=F.SUPERSEDED,
        label=_("Replace by newer data"),
        permission="security.note_finding",
        provision="7.4",
    ),
)

INCIDENT = Workflow(
    Incident,
    Transition(
        name="contain",
        sources=(S.REPORTED,),
        target=S.CONTAINED,
        label=_("Contain the incident"),
        permission="security.handle_incident",
        provision="7.1",
        guard=policies.may_handle,
        emphasis="primary",
    ),
    Transition(
        name="resolve",
        sources=(S.CONTAINED,),
        target=S.RESOLVED,
        label=_("Record cause and measures"),
        permission="security.handle_incident",
        provision="7.1",
        guard=policies.may_handle,
        emphasis="primary",
    ),
    Transition(
        name="review",
        sources=(S.RESOLVED,),
        target=S.REVIEWED,
        label=_("Review and close"),
        permission="security.review_incident",
        provision="7.1",
        guard=policies.may_review,
        emphasis="primary",
    ),
)

ORDER = Workflow(
    SecurityOrder,
    Transition(
        name="answer",
        sources=(O.ISSUED,),
        target=O.ANSWERED,
        label=_("Answer the order"),
        permission="security.answer_order",
        provision="7.1",
        guard=policies.is_ordered,
        emphasis="primary",
    ),
    Transition(
        name="send_back",
        sources=(O.ANSWERED,),
        target=O.ISSUED,
        label=_("Send the answer back"),
        permission="security.issue_order",
        provision="7.1",
        guard=policies.is_issuer,
    ),
    Transition(
        name="close",
        sources=(O.ANSWERED,),
        target=O.CLOSED,
        label=_("Close the security order"),
        permission="security.issue_order",
        provision="7.1",
        guard=policies.is_issuer,
        emphasis="primary",
    ),
)
