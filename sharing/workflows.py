"""The lifecycles of requests, grants, and of what is returned."""

from django.utils.translation import gettext_lazy as _

from portal.kernel.workflow import Transition, Workflow

from . import policies
from .choices import GrantState as G
from .choices import NeedState as N
from .choices import ParcelState as P
from .choices import RequestState as R
from .choices import RunState
from .models import Grant, ReturnNeed, ReturnParcel, ReturnRun, SharingRequest

REQUEST = Workflow(
    SharingRequest,
    Transition(
        name="submit",
        sources=(R.DRAFT, R.RETURNED),
        target=R.SUBMITTED,
        label=_("Submit for endorsement"),
        permission="sharing.ask_for_data",
        provision="4.1",
        guard=policies.is_applicant,
        emphasis="primary",
    ),
    Transition(
        name="endorse",
        sources=(R.SUBMITTED,),
        target=R.ENDORSED,
        label=_("Endorse"),
        permission="sharing.endorse_request",
        provision="4.1",
        guard=policies.is_applicant,
        emphasis="primary",
    ),
    Transition(
        name="decline",
        sources=(R.SUBMITTED,),
        target=R.RETURNED,
        label=_("Send back without endorsing"),
        permission="sharing.endorse_request",
        provision="4.1",
        guard=policies.is_applicant,
    ),
    Transition(
        name="check",
        sources=(R.ENDORSED,),
        target=R.CHECKED,
        label=_("Pass the conformity check"),
        permission="sharing.check_request",
        provision="4.1",
        guard=policies.is_checking_authority,
        emphasis="primary",
    ),
    Transition(
        name="return",
        sources=(R.ENDORSED,),
        target=R.RETURNED,
        label=_("Return for completion"),
        permission="sharing.check_request",
        provision="4.1",
        guard=policies.is_checking_authority,
    ),
    Transition(
        name="approve",
        sources=(R.CHECKED,),
        target=R.APPROVED,
        label=_("Approve sharing"),
        permission="sharing.approve_request",
        provision="4.1",
        guard=policies.may_approve,
        emphasis="primary",
    ),
    Transition(
        name="refuse",
        sources=(R.CHECKED,),
        target=R.REFUSED,
        label=_("Refuse sharing"),
        permission="sharing.refuse_request",
        provision="4.1",
        guard=policies.is_provider,
        emphasis="danger",
    ),
    Transition(
        name="withdraw",
        sources=(R.DRAFT, R.SUBMITTED, R.ENDORSED, R.RETURNED, R.CHECKED),
        target=R.WITHDRAWN,
        label=_("Take the request back"),
        permission="sharing.ask_for_data",
        provision="4.1",
        guard=policies.is_applicant,
        emphasis="danger",
    ),
)

GRANT = Workflow(
    Grant,
    Transition(
        name="suspend",
        sources=(G.ACTIVE,),
        target=G.SUSPENDED,
        label=_("Suspend the grant"),
        permission="sharing.suspend_grant",
        provision="4.2",
        guard=policies.may_stop,
        emphasis="danger",
    ),
    Transition(
        name="resume",
        sources=(G.SUSPENDED,),
        target=G.ACTIVE,
        label=_("Resume the grant"),
        permission="sharing.suspend_grant",
        provision="4.2",
        guard=policies.may_stop,
    ),
    Transition(
        name="revoke",
        sources=(G.ACTIVE, G.SUSPENDED),
        target=G.REVOKED,
        label=_("Revoke the grant"),
        permission="sharing.revoke_grant",
        provision="4.2",
        guard=policies.is_grantor,
        emphasis="danger",
    ),
    Transition(
        name="expire",
        sources=(G.ACTIVE, G.SUSPENDED),
        target=G.EXPIRED,
        label=_("Let the grant expire"),
        permission="sharing.expire_grant",
        provision="4.2",
    ),
)

NEED = Workflow(
    ReturnNeed,
    Transition(
        name="accept",
        sources=(N.FILED,),
        target=N.ACCEPTED,
        label=_("Accept the need"),
        permission="sharing.decide_return_need",
        provision="4.4",
        guard=policies.is_returner,
        emphasis="primary",
    ),
    Transition(
        name="refuse",
        sources=(N.FILED,),
        target=N.REFUSED,
        label=_("Refuse the need"),
        permission="sharing.decide_return_need",
        provision="4.4",
        guard=policies.is_returner,
        emphasis="danger",
    ),
    Transition(
        name="withdraw",
        sources=(N.FILED, N.ACCEPTED),
        target=N.WITHDRAWN,
        label=_("Take the need back"),
        permission="sharing.file_return_need",
        provision="4.4",
        guard=policies.is_filer,
        emphasis="danger",
    ),
)

RUN = Workflow(
    ReturnRun,
    Transition(
        name="start",
        sources=(RunState.PLANNED,),
        target=RunState.RUNNING,
        label=_("Start cutting"),
        permission="sharing.carry_return",
        provision="4.4",
    ),
    Transition(
        name="finish",
        sources=(RunState.RUNNING,),
        target=RunState.COMPLETE,
        label=_("Send all parcels"),
        permission="sharing.carry_return",
        provision="4.4",
    ),
    Transition(
        name="fail",
        sources=(RunState.PLANNED, RunState.RUNNING),
        target=RunState.FAILED,
        label=_("Give the run up"),
        permission="sharing.carry_return",
        provision="4.4",
    ),
)

PARCEL = Workflow(
    ReturnParcel,
    Transition(
        name="send",
        sources=(P.CUT,),
        target=P.SENT,
        label=_("Send the parcel"),
        permission="sharing.carry_return",
        provision="4.4",
    ),
    Transition(
        name="sign",
        sources=(P.SENT,),
        target=P.RECEIVED,
        label=_("Sign for the parcel"),
        permission="sharing.sign_parcel",
        provision="4.4",
        guard=policies.is_receiver,
        emphasis="primary",
    ),
    Transition(
        name="reconcile",
        sources=(P.RECEIVED,),
        target=P.RECONCILED,
        label=_("Receipt compared: it matches"),
        permission="sharing.carry_return",
        provision="4.4",
    ),
    Transition(
        name="miss",
        sources=(P.RECEIVED,),
        target=P.MISSING,
        label=_("Receipt compared: it does not match"),
        permission="sharing.carry_return",
        provision="4.4",
    ),
    Transition(
        name="resend",
        sources=(P.MISSING,),
        target=P.SENT,
        label=_("Send again"),
        permission="sharing.plan_return",
        provision="4.4",
        guard=policies.may_resend,
        emphasis="primary",
    ),
)
