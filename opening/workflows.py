"""The lifecycles of a public dataset, with its suspension, and of a demand for opening."""

from django.utils.translation import gettext_lazy as _

from portal.kernel.workflow import Transition, Workflow

from . import policies
from .choices import DatasetState as S
from .choices import DemandState as D
from .models import OpenDemand, PublicDataset

DATASET = Workflow(
    PublicDataset,
    Transition(
        name="withdraw",
        sources=(S.OPEN, S.SUSPENDED),
        target=S.WITHDRAWN,
        label=_("Take off the portal"),
        permission="opening.publish_dataset",
        provision="5.1",
    ),
    Transition(
        name="reopen",
        sources=(S.WITHDRAWN,),
        target=S.OPEN,
        label=_("Bring back to the portal"),
        permission="opening.publish_dataset",
        provision="5.1",
    ),
    Transition(
        name="suspend",
        sources=(S.OPEN,),
        target=S.SUSPENDED,
        label=_("Suspend"),
        permission="opening.suspend_dataset",
        provision="5.3",
        guard=policies.may_stop,
        emphasis="danger",
    ),
    Transition(
        name="restore",
        sources=(S.SUSPENDED,),
        target=S.OPEN,
        label=_("Restore"),
        permission="opening.suspend_dataset",
        provision="5.3",
        guard=policies.may_stop,
    ),
)

DEMAND = Workflow(
    OpenDemand,
    Transition(
        name="route",
        sources=(D.FILED,),
        target=D.ROUTED,
        label=_("Hand to a unit"),
        permission="opening.route_demand",
        provision="5.2",
        guard=policies.routes,
        emphasis="primary",
    ),
    Transition(
        name="promise",
        sources=(D.ROUTED,),
        target=D.PROMISED,
        label=_("Promise to open"),
        permission="opening.answer_demand",
        provision="5.2",
        guard=policies.answers,
        emphasis="primary",
    ),
    Transition(
        name="fulfill",
        sources=(D.ROUTED, D.PROMISED),
        target=D.FULFILLED,
        label=_("Link the open dataset"),
        permission="opening.answer_demand",
        provision="5.2",
        guard=policies.answers,
    ),
    Transition(
        name="hand_back",
        sources=(D.ROUTED,),
        target=D.FILED,
        label=_("Hand back to the authority"),
        permission="opening.answer_demand",
        provision="5.2",
        guard=policies.answers,
    ),
    Transition(
        name="decline",
        sources=(D.FILED, D.ROUTED),
        target=D.DECLINED,
        label=_("Decline the demand"),
        permission="opening.decline_demand",
        provision="5.2",
        guard=policies.may_decline,
        emphasis="danger",
    ),
    Transition(
        name="merge",
        sources=(D.FILED, D.ROUTED, D.PROMISED),
        target=D.MERGED,
        label=_("Merge into another demand"),
        permission="opening.route_demand",
        provision="5.2",
        guard=policies.routes,
    ),
)
