"""Objections to open data: raised by anybody, told wherever the data is shown, answered in public (5.3)."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

import aggregation.services
from aggregation.choices import Channel
from aggregation.models import Objection
from aggregation.selectors import notices_for
from catalog.models import CatalogEntry
from portal.kernel import audit
from portal.kernel.actor import Actor

from ..choices import DatasetState
from ..models import ObjectionAnswer, PublicDataset
from ..selectors import dataset_of


def object_to(dataset: PublicDataset, *, actor: Actor, **claim: Any) -> Objection:
    """Object to what everybody can read: all of it, an item, a row by its key."""
    entry = CatalogEntry.objects.get(resource_code=dataset.code)
    return aggregation.services.raise_objection(entry, channel=Channel.OPENING, actor=actor, **claim)


def stamp_notices(objection: Objection, *, actor: Actor) -> PublicDataset | None:
    """Write on the snapshot what of its data is contested now; public pages read nothing else."""
    dataset = dataset_of(objection.entry)
    if dataset is None or dataset.state == DatasetState.WITHDRAWN:
        return dataset
    notices = [notice.as_json() for notice in notices_for(objection.entry, dataset.restriction)]
    with audit.edit(
        "opening.publicdataset.flag",
        dataset,
        actor=actor,
        permission="opening.publish_dataset",
        provision="5.3",
    ) as locked:
        locked.notices = notices
        locked.revision += 1
    return locked


def publish_answer(objection: Objection, *, actor: Actor) -> ObjectionAnswer | None:
    """Answer in public what was objected to in public: what was found and why, and no word about persons."""
    dataset = dataset_of(objection.entry)
    if dataset is None or objection.channel != Channel.OPENING or objection.answered_at is None:
        return None
    found: ObjectionAnswer | None = ObjectionAnswer.objects.filter(number=objection.number).first()
    if found is not None:
        return found
    answered_on = timezone.localdate(objection.answered_at)
    published = ObjectionAnswer(
        number=objection.number,
        dataset=dataset,
        raised_on=timezone.localdate(objection.raised_at),
        answered_on=answered_on,
        working_days=objection.working_days or 0,
        in_time=objection.answer_due_on is None or answered_on <= objection.answer_due_on,
        corrected_version=objection.batch.data_version if objection.batch else None,
        **{name: getattr(objection, name) for name in ("kind", "item", "outcome", "answer", "remedy")},
    )
    audit.write("opening.objectionanswer.publish", published, actor=actor, provision="5.3")
    return published
