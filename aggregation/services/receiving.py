"""Take a file in: keep it, look at it, refuse what cannot be loaded, and queue the rest."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from portal.kernel import audit, clock, jobs, rules
from portal.kernel.actor import Actor
from portal.kernel.errors import Conflict, NotPermitted
from portal.store import files, preview
from portal.store.choices import LoadMode
from portal.store.models import StoredFile, StoreTable
from portal.store.preview import Preview
from portal.store.validate.mapping import map_header

from .. import policies
from ..choices import BatchState, MountState
from ..models import Batch, MountedResource
from ..models.batch import LOAD_JOB
from ..rules import MAX_UPLOAD_BYTES
from ..selectors import unsettled_batch
from ..workflows import BATCH


def receive_file(
    mounted: MountedResource,
    uploaded_file: File[bytes],
    *,
    mode: str = LoadMode.REPLACE,
    note: str = "",
    actor: Actor,
) -> Batch:
    """Keep a file for a mounted table and queue its loading; ``Conflict`` while another batch is open."""
    if not policies.may_hand_in(actor, mounted):
        raise NotPermitted("aggregation.load_data")
    _refuse_busy(mounted)
    _refuse_size(uploaded_file)
    _refuse_keyless(mounted, mode)
    stored = files.keep(uploaded_file)
    seen = _looked_at(stored, uploaded_file.name or stored.name, mounted.table)
    with transaction.atomic():
        _refuse_busy(MountedResource.objects.select_for_update().get(pk=mounted.pk))
        batch = _new_batch(mounted, stored, seen, mode, actor)
        batch.note, batch.file_name = note, (uploaded_file.name or stored.name)[-255:]
        audit.write("aggregation.batch.receive", batch, actor=actor, provision="3.2", note=note)
        _queue(batch, actor)
    return batch


def retry_batch(batch: Batch, *, actor: Actor) -> Batch:
    """Load a failed batch once more, from its kept file."""
    with transaction.atomic():
        _refuse_busy(MountedResource.objects.select_for_update().get(pk=batch.mounted_id))
        with BATCH.fire("retry", batch, actor=actor) as locked:
            locked.message, locked.version, locked.finished_at, locked.seconds = "", None, None, None
            for name in ("rows_read", "loaded", "rejected", "added", "changed", "removed", "unchanged"):
                setattr(locked, name, 0)
        _queue(locked, actor)
    return locked


def discard_batch(batch: Batch, *, actor: Actor, note: str = "") -> Batch:
    """Give up a batch that is not being loaded; its file stays on record."""
    with BATCH.fire("discard", batch, actor=actor, note=note) as locked:
        locked.finished_at = clock.now()
    return locked


def _new_batch(mounted: MountedResource, stored: StoredFile, seen: Preview, mode: str, actor: Actor) -> Batch:
    return Batch(
        mounted=mounted,
        file=stored,
        mode=mode,
        format=seen.format.as_json(),
        state=BatchState.RECEIVED,
        uploaded_by=actor.user,
        received_at=clock.now(),
    )


def _queue(batch: Batch, actor: Actor) -> None:
    jobs.enqueue(LOAD_JOB, {"batch_id": batch.pk}, actor=actor, subject=batch)


def _refuse_busy(mounted: MountedResource) -> None:
    if mounted.state == MountState.OFFLINE or mounted.table is None:
        raise Conflict(_("The resource is offline: nothing can be loaded into it."))
    if (open_batch := unsettled_batch(mounted)) is not None:
        raise Conflict(
            _("The batch “%(file)s” is still open. Wait until it is loaded, or discard it first.")
            % {"file": open_batch.file_name}
        )


def _refuse_size(uploaded_file: File[bytes]) -> None:
    limit = int(rules.in_force(MAX_UPLOAD_BYTES, on=clock.today()).value)
    if not uploaded_file.size:
        raise ValidationError({"file": _("The file is empty.")})
    if uploaded_file.size > limit:
        raise ValidationError(
            {
                "file": _("The file has %(size)s; at most %(limit)s can be uploaded.")
                % {"size": filesizeformat(uploaded_file.size), "limit": filesizeformat(limit)}
            }
        )


def _refuse_keyless(mounted: MountedResource, mode: str) -> None:
    """Say it before the file is kept, and not when a worker begins with it."""
    is_keyed = mounted.table is not None and mounted.table.columns.filter(key=True).exists()
    if mode == LoadMode.UPSERT and not is_keyed:
        raise ValidationError({"mode": _("Updating by key needs a table with a key.")})


def _looked_at(stored: StoredFile, name: str, table: StoreTable | None) -> Preview:
    """The file's preview; every sentence about a file that does not fit stands at the file's field."""
    try:
        with files.local_path(stored) as path:
            seen = preview.preview(path, name=name)
        titles = [column.name for column in seen.columns]
        columns = list(table.columns.all()) if table else []
        map_header(titles, columns, by_position=not seen.format.header_row)
    except ValidationError as error:
        raise ValidationError({"file": error.messages}) from error
    if not seen.rows:
        raise ValidationError({"file": _("The file has a header but no records.")})
    return seen
