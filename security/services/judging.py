"""Note what the scan saw, and judge it (provision 7.4).

A doubtful version is kept from the public from the moment it is published; a finding is how people decide.
"""

from __future__ import annotations

from dataclasses import asdict

from django.db import transaction

from aggregation.models import Batch
from catalog.models import CatalogEntry
from opening import services as opening
from portal.kernel import audit, clock, jobs, rules
from portal.kernel.actor import Actor
from portal.kernel.errors import NotPermitted
from portal.kernel.working_days import add_working_days
from portal.store import scan, versions
from portal.store.models import TableVersion
from portal.store.scan import Sighting

from ..models import PersonalInformationFinding
from ..rules import JUDGE_DAYS
from ..selectors import declared_personal, newest_loaded_batch, open_dataset_of
from ..workflows import FINDING

#: Stops a dataset in which personal information was confirmed.
GUARD = Actor.system("guard-open-data", "opening.suspend_dataset")


def note_finding(batch: Batch, *, actor: Actor) -> PersonalInformationFinding | None:
    """Ask somebody to judge what the batch's version shows and its entry does not declare.

    What waited about older data is replaced. Nothing happens a second time.
    """
    if not actor.can("security.note_finding"):
        raise NotPermitted("security.note_finding")
    with transaction.atomic():
        Batch.objects.select_for_update().get(pk=batch.pk)
        known = PersonalInformationFinding.objects.filter(batch=batch).first()
        if known is not None or newest_loaded_batch(batch.mounted.entry) != batch:
            return known
        _supersede_older(batch, actor)
        signs = _undeclared(batch)
        return _write(batch, signs, actor) if signs else None


def note_finding_of_entry(entry: CatalogEntry, *, actor: Actor) -> PersonalInformationFinding | None:
    """The same when the entry's declaration has changed: the newest data is compared with it again."""
    batch = newest_loaded_batch(entry)
    return note_finding(batch, actor=actor) if batch else None


def confirm_finding(
    finding: PersonalInformationFinding, *, actor: Actor, reason: str
) -> PersonalInformationFinding:
    """It is personal information: the data stays closed, and an open dataset of the entry is suspended."""
    with FINDING.fire("confirm", finding, actor=actor, note=reason) as locked:
        _judge(locked, actor, reason)
        dataset = open_dataset_of(locked.entry)
        if dataset is not None:
            opening.suspend_dataset(dataset, actor=GUARD, reason=reason)
    return locked


def release_finding(
    finding: PersonalInformationFinding, *, actor: Actor, reason: str
) -> PersonalInformationFinding:
    """It is none: the public may see the data, and the same items are not held back again."""
    with FINDING.fire("release", finding, actor=actor, note=reason) as locked:
        _judge(locked, actor, reason)
        version = _version_of(locked.batch)
        scan.let_pass(version.table, [Sighting(**sign) for sign in locked.signs])
        version.table.refresh_from_db()
        if version.number == version.table.current_version and not scan.doubtful(version):
            versions.let_through(version.table)
        jobs.enqueue(
            "opening.refresh_dataset", {"record_id": locked.entry_id}, actor=actor, subject=locked.entry
        )
    return locked


def _judge(finding: PersonalInformationFinding, actor: Actor, reason: str) -> None:
    finding.judged_by, finding.judged_at = actor.user, clock.now()
    finding.reason, finding.due_on = reason, None


def _supersede_older(batch: Batch, actor: Actor) -> None:
    older = PersonalInformationFinding.objects.unjudged().filter(batch__mounted=batch.mounted_id)
    for finding in older.order_by("pk"):
        with FINDING.fire("supersede", finding, actor=actor) as locked:
            locked.due_on = None


def _undeclared(batch: Batch) -> list[Sighting]:
    """What was seen in items that the published entry does not declare as personal information."""
    declared = declared_personal(batch.mounted.entry)
    return [sighting for sighting in scan.doubtful(_version_of(batch)) if sighting.column not in declared]


def _write(batch: Batch, signs: list[Sighting], actor: Actor) -> PersonalInformationFinding:
    today = clock.today()
    finding = PersonalInformationFinding(
        entry=batch.mounted.entry,
        batch=batch,
        signs=[asdict(sighting) for sighting in signs],
        rows=(_version_of(batch).scan or {}).get("rows", 0),
        due_on=add_working_days(today, rules.in_force(JUDGE_DAYS, on=today).value).day,
    )
    audit.write("security.personalinformationfinding.note", finding, actor=actor, provision="7.4")
    return finding


def _version_of(batch: Batch) -> TableVersion:
    return TableVersion.objects.select_related("table").get(pk=batch.version_id or 0)
