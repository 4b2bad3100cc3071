"""The lifecycle of a dispatch: state → assign → accept → deliver → close, or decline and refuse."""

from django.utils.translation import gettext_lazy as _

from portal.kernel.workflow import Transition, Workflow

from . import policies
from .choices import DispatchState as S
from .models import Dispatch

DISPATCH = Workflow(
    Dispatch,
    Transition(
        name="assign",
        sources=(S.STATED,),
        target=S.ASSIGNED,
        label=_("Assign to a responder"),
        permission="dispatch.assign_dispatch",
        provision="1.5",
        guard=policies.is_dispatcher,
        emphasis="primary",
    ),
    Transition(
        name="accept",
        sources=(S.ASSIGNED,),
        target=S.ACCEPTED,
        label=_("Accept the dispatch"),
        permission="dispatch.accept_dispatch",
        provision="1.5",
        guard=policies.is_responder,
        emphasis="primary",
    ),
    Transition(
        name="decline",
        sources=(S.ASSIGNED,),
        target=S.STATED,
        label=_("Decline the dispatch"),
        permission="dispatch.decline_dispatch",
        provision="1.5",
        guard=policies.is_responder,
        emphasis="danger",
    ),
    Transition(
        name="deliver",
        sources=(S.ACCEPTED,),
        target=S.DELIVERED,
        label=_("Report the delivery"),
        permission="dispatch.deliver_dispatch",
        provision="1.5",
        guard=policies.is_responder,
        emphasis="primary",
    ),
    Transition(
        name="record_delivery",
        sources=(S.ASSIGNED, S.ACCEPTED),
        target=S.DELIVERED,
        label=_("Delivery recorded by another chapter"),
        permission="dispatch.record_delivery",
        provision="1.5",
    ),
    Transition(
        name="close",
        sources=(S.DELIVERED,),
        target=S.CLOSED,
        label=_("Confirm and close"),
        permission="dispatch.confirm_delivery",
        provision="1.5",
        guard=policies.is_stater,
        emphasis="primary",
    ),
    Transition(
        name="return",
        sources=(S.DELIVERED,),
        target=S.ACCEPTED,
        label=_("Send back: not what was asked for"),
        permission="dispatch.confirm_delivery",
        provision="1.5",
        guard=policies.is_stater,
    ),
    Transition(
        name="refuse",
        sources=(S.STATED,),
        target=S.REFUSED,
        label=_("Refuse the dispatch"),
        permission="dispatch.assign_dispatch",
        provision="1.5",
        guard=policies.is_dispatcher,
        emphasis="danger",
    ),
)
