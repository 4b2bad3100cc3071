"""Carry a batch from arrival to publication; killed at any moment, it goes on where it was."""

from __future__ import annotations

import logging
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog import services as catalog
from portal.kernel import clock, jobs, rules
from portal.kernel.actor import Actor
from portal.kernel.errors import Conflict
from portal.store import load, scan, versions
from portal.store.choices import VersionState
from portal.store.load import LoadResult
from portal.store.models import StoreTable
from portal.store.readers import FileFormat, Source

from ..choices import BatchState, MountState
from ..models import Batch
from ..rules import MAX_REJECTED_SHARE
from ..workflows import BATCH, MOUNT

logger = logging.getLogger(__name__)

#: What a settled batch keeps of the load's result.
COUNTS = ("rows_read", "loaded", "rejected", "added", "changed", "removed", "unchanged")


def load_batch(batch: Batch, *, run: jobs.Run, actor: Actor) -> Batch:
    """Load the batch's file into a version of its table, and publish the version or turn the batch down."""
    if batch.is_settled:
        return batch
    if batch.state == BatchState.RECEIVED:
        batch = _start(batch, actor)
    source = Source(batch.file, FileFormat.from_json(batch.format), batch.file_name)
    result = load.load(
        _table_of(batch),
        source,
        mode=batch.mode,
        version=batch.version,
        hold=run.hold,
        progress=run.progress,
    )
    if result.version.scan is None:
        scan.scan(result.version)
    return _settle(batch, result, run=run, actor=actor)


def fail_batch(batch: Batch, *, message: str, actor: Actor) -> Batch:
    """The load was given up: say why, and leave the readers with the version that they have."""
    with transaction.atomic():
        locked: Batch = Batch.objects.select_for_update().get(pk=batch.pk)
        if locked.is_settled:
            return locked
        if locked.version is not None and locked.version.state == VersionState.OPEN:
            load.abort(locked.version)
        with BATCH.fire("fail", locked, actor=actor) as failed:
            failed.message = message or _("The load failed.")
            failed.finished_at = clock.now()
        _follow_if_behind(failed, actor)
    return failed


def _table_of(batch: Batch) -> StoreTable:
    if batch.mounted.table is None:
        raise Conflict(_("The resource is not mounted with a table."))
    return batch.mounted.table


def _start(batch: Batch, actor: Actor) -> Batch:
    """The version is on record before its first row, so that whoever takes over finds it."""
    with BATCH.fire("start", batch, actor=actor) as locked:
        locked.version = load.open_version(_table_of(locked), mode=locked.mode)
    return locked


def _settle(batch: Batch, result: LoadResult, *, run: jobs.Run, actor: Actor) -> Batch:
    """Version, batch, mount and catalog entry change in one transaction, or not at all."""
    with transaction.atomic():
        locked: Batch = Batch.objects.select_for_update().get(pk=batch.pk)
        shown_before = versions.standing_of(_table_of(locked))
        refusal = _publish(locked, result)
        with BATCH.fire("reject" if refusal else "finish", locked, actor=actor) as settled:
            _note_result(settled, result, run)
            if refusal:
                settled.message = refusal
                _count_nothing_as_loaded(settled)
        if refusal:
            load.abort(result.version)
        else:
            _hold_back_if_doubtful(settled, shown_before)
            _report_upstream(settled, actor)
        _follow_if_behind(settled, actor)
        run.hold()
    return settled


def _publish(batch: Batch, result: LoadResult) -> str:
    """Publish the version; a sentence instead where the batch has to be turned down."""
    if batch.mounted.state == MountState.OFFLINE:
        return _("The resource was taken offline during the load.")
    filed_on = timezone.localdate(batch.received_at)
    share = float(rules.in_force(MAX_REJECTED_SHARE, on=filed_on).value)
    try:
        with transaction.atomic():
            load.publish(result.version, max_rejected_share=share)
    except ValidationError as error:
        return "\n".join(error.messages)
    return ""


def _hold_back_if_doubtful(batch: Batch, shown_before: tuple[int, int]) -> None:
    """Signs of personal information keep the new rows from the public, not from the unit (provision 7.4)."""
    table = _table_of(batch)
    if batch.version is not None and scan.doubtful(batch.version):
        versions.hold_back(table, before=shown_before)
    else:
        versions.let_through(table)


def _note_result(batch: Batch, result: LoadResult, run: jobs.Run) -> None:
    result.version.refresh_from_db()
    for name in COUNTS:
        setattr(batch, name, getattr(result, name))
    batch.version, batch.digest = result.version, result.version.digest
    batch.finished_at = clock.now()
    started = run.job.started_at or clock.wall()
    batch.seconds = max((clock.wall() - started).total_seconds(), 0.0)


def _count_nothing_as_loaded(batch: Batch) -> None:
    """Turned down as a whole: its good rows went with the bad ones."""
    batch.loaded = batch.added = batch.changed = batch.removed = batch.unchanged = 0
    batch.digest = ""


def _report_upstream(batch: Batch, actor: Actor) -> None:
    """The mount is confirmed by its first data; the catalog entry says what there is."""
    mounted, version = batch.mounted, batch.version
    if mounted.state == MountState.MOUNTED:
        with MOUNT.fire("verify", mounted, actor=actor) as verified:
            verified.verified_at = clock.now()
    if version is not None:
        catalog.record_delivery(mounted.entry, version=version.number, rows=version.rows, actor=actor)


def _follow_if_behind(batch: Batch, actor: Actor) -> None:
    """The entry was published anew during the load: its items had to wait until now."""
    mounted = batch.mounted
    mounted.refresh_from_db()
    if mounted.is_behind:
        jobs.enqueue(
            "aggregation.follow_entry", {"record_id": mounted.entry_id}, actor=actor, subject=mounted
        )


def outcome_of(batch: Batch) -> dict[str, Any]:
    """What the job's ledger keeps of a batch."""
    return {"batch": str(batch.public_id), "state": batch.state} | {n: getattr(batch, n) for n in COUNTS}
