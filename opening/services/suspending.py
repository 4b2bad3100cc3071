"""Stop a dataset at once, and let it go on (provision 5.3)."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.kernel.actor import Actor

from ..models import PublicDataset
from ..workflows import DATASET


def suspend_dataset(dataset: PublicDataset, *, actor: Actor, reason: str) -> PublicDataset:
    """Take a dataset out of the public's sight until it has been looked at."""
    _refuse_silence(reason)
    with DATASET.fire("suspend", dataset, actor=actor, note=reason) as locked:
        locked.revision += 1
    return locked


def restore_dataset(dataset: PublicDataset, *, actor: Actor, reason: str) -> PublicDataset:
    """Show a suspended dataset again."""
    _refuse_silence(reason)
    with DATASET.fire("restore", dataset, actor=actor, note=reason) as locked:
        locked.revision += 1
    return locked


def _refuse_silence(reason: str) -> None:
    if not reason.strip():
        raise ValidationError({"reason": _("Give the reason.")})
