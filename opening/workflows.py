"""The lifecycle of a public dataset, with its suspension while an objection is looked into."""

from django.utils.translation import gettext_lazy as _

from portal.kernel.workflow import Transition, Workflow

from . import policies
from .choices import DatasetState as S
from .models import PublicDataset

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
