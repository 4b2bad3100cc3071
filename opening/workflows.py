"""The lifecycle of a public dataset. Suspension by an objection joins it with provision 5.3."""

from django.utils.translation import gettext_lazy as _

from portal.kernel.workflow import Transition, Workflow

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
        permission="opening.publish_dataset",
        provision="5.3",
    ),
    Transition(
        name="restore",
        sources=(S.SUSPENDED,),
        target=S.OPEN,
        label=_("Restore"),
        permission="opening.publish_dataset",
        provision="5.3",
    ),
)
