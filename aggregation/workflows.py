"""The lifecycles of mounts and batches. ``aggregation.batch.finish`` is news for other chapters."""

from django.utils.translation import gettext_lazy as _

from portal.kernel.workflow import Transition, Workflow

from . import policies
from .choices import BatchState as B
from .choices import MountState as M
from .models import Batch, MountedResource

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
