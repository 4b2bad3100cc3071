"""Stop a dataset at once, and let it go on (provision 5.3)."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from aggregation.selectors import held_since
from catalog.models import CatalogEntry
from portal.kernel import audit, jobs
from portal.kernel.actor import Actor

from ..models import PublicDataset
from ..selectors import dataset_of, refuse_held_dataset
from ..workflows import DATASET


def suspend_dataset(dataset: PublicDataset, *, actor: Actor, reason: str) -> PublicDataset:
    """Take a dataset out of the public's sight until it has been looked at."""
    _refuse_silence(reason)
    with DATASET.fire("suspend", dataset, actor=actor, note=reason) as locked:
        locked.revision += 1
    return locked


def restore_dataset(dataset: PublicDataset, *, actor: Actor, reason: str) -> PublicDataset:
    """Show a suspended dataset again; not while its resource is stopped."""
    _refuse_silence(reason)
    with DATASET.fire("restore", dataset, actor=actor, note=reason) as locked:
        refuse_held_dataset(locked)
        locked.revision += 1
    return locked


def follow_hold(entry: CatalogEntry, *, actor: Actor) -> PublicDataset | None:
    """Take the entry's dataset out of everybody's sight while the entry is stopped, and show it afterwards.

    Called in the transaction that places or lifts the hold: public pages read nothing but the snapshot. What
    could not come to the portal meanwhile does so when nothing holds it any more.
    """
    held_at = held_since(entry)
    dataset = dataset_of(entry)
    if held_at is None:
        jobs.enqueue("opening.refresh_dataset", {"record_id": entry.pk}, actor=actor, subject=entry)
    if dataset is None or dataset.held_at == held_at:
        return dataset
    action, right = "opening.publicdataset.follow_hold", "opening.suspend_dataset"
    with audit.edit(action, dataset, actor=actor, permission=right, provision="7.1") as locked:
        locked.held_at = held_at
        locked.revision += 1
    return locked


def _refuse_silence(reason: str) -> None:
    if not reason.strip():
        raise ValidationError({"reason": _("Give the reason.")})
