"""The lifecycles of mounts, batches and objections; their moves are news for other chapters."""

from django.utils.translation import gettext_lazy as _

from portal.kernel.workflow import Transition, Workflow

from . import policies
from .choices import BatchState as B
from .choices import MountState as M
from .choices import ObjectionState as J
from .models import Batch, MountedResource, Objection

MOUNT = Workflow(
    MountedResource,
    Transition(
        name="verify",
        sources=(M.MOUNTED,),
        target=M.VERIFIED,
        label=_("Confirm with first data"),
        permission="aggregation.carry_batch",
        provision="2.1",
    ),
    Transition(
        name="take_offline",
        sources=(M.MOUNTED, M.VERIFIED),
        target=M.OFFLINE,
        label=_("Take offline"),
        permission="aggregation.mount_resource",
        provision="2.4",
        guard=policies.may_load,
    ),
)

BATCH = Workflow(
    Batch,
    Transition(
        name="start",
        sources=(B.RECEIVED,),
        target=B.LOADING,
        label=_("Start loading"),
        permission="aggregation.carry_batch",
        provision="3.2",
    ),
    Transition(
        name="finish",
        sources=(B.LOADING,),
        target=B.LOADED,
        label=_("Publish the loaded rows"),
        permission="aggregation.carry_batch",
        provision="3.2",
    ),
    Transition(
        name="reject",
        sources=(B.LOADING,),
        target=B.REJECTED,
        label=_("Turn the batch down"),
        permission="aggregation.carry_batch",
        provision="3.2",
    ),
    Transition(
        name="fail",
        sources=(B.RECEIVED, B.LOADING),
        target=B.FAILED,
        label=_("Note the failure"),
        permission="aggregation.carry_batch",
        provision="3.2",
    ),
    Transition(
        name="retry",
        sources=(B.FAILED,),
        target=B.RECEIVED,
        label=_("Load again"),
        permission="aggregation.load_data",
        provision="3.2",
        guard=policies.may_load_batch,
    ),
    Transition(
        name="discard",
        sources=(B.RECEIVED, B.FAILED),
        target=B.DISCARDED,
        label=_("Discard"),
        permission="aggregation.load_data",
        provision="3.2",
        guard=policies.may_load_batch,
        emphasis="danger",
    ),
)

OBJECTION = Workflow(
    Objection,
    Transition(
        name="accept",
        sources=(J.RAISED,),
        target=J.ACCEPTED,
        label=_("Accept the objection"),
        permission="aggregation.accept_objection",
        provision="4.3",
        guard=policies.handles,
        emphasis="primary",
    ),
    Transition(
        name="verify",
        sources=(J.ACCEPTED,),
        target=J.VERIFYING,
        label=_("Begin to verify"),
        permission="aggregation.verify_objection",
        provision="4.3",
        guard=policies.provides,
        emphasis="primary",
    ),
    Transition(
        name="uphold",
        sources=(J.VERIFYING,),
        target=J.UPHELD,
        label=_("Uphold the objection"),
        permission="aggregation.verify_objection",
        provision="4.3",
        guard=policies.provides,
        emphasis="primary",
    ),
    Transition(
        name="dismiss",
        sources=(J.VERIFYING,),
        target=J.DISMISSED,
        label=_("Dismiss the objection"),
        permission="aggregation.dismiss_objection",
        provision="4.3",
        guard=policies.provides,
        emphasis="danger",
    ),
    Transition(
        name="redirect",
        sources=(J.RAISED, J.ACCEPTED, J.VERIFYING),
        target=J.REDIRECTED,
        label=_("Name another remedy"),
        permission="aggregation.accept_objection",
        provision="4.3",
        guard=policies.handles,
    ),
    Transition(
        name="close",
        sources=(J.UPHELD, J.DISMISSED, J.REDIRECTED),
        target=J.CLOSED,
        label=_("Close the objection"),
        permission="aggregation.close_objection",
        provision="4.3",
        guard=policies.may_close,
        emphasis="primary",
    ),
)
