"""Versions of a table: opened, published, aborted, and generations that nobody needs any more."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from psycopg2 import sql

from portal.kernel import clock
from portal.kernel.errors import Conflict

from . import ddl
from .choices import LoadMode, VersionState
from .models import StoreTable, TableVersion
from .rules import KEPT_GENERATIONS, bound

#: Items times rows of one slice: what keeps memory flat for wide tables too.
SLICE_CELLS = 180_000
SLICE_ROWS = (1_000, 30_000)


def open_version(table: StoreTable, *, mode: str) -> TableVersion:
    """Begin a version in a short transaction of its own.

    ``Conflict`` when another one is being filled; ``ValidationError`` when the way of loading needs a key.
    """
    with transaction.atomic():
        table = StoreTable.objects.select_for_update().get(pk=table.pk)
        columns = list(table.columns.all())
        has_key = any(column.key for column in columns)
        if mode not in LoadMode.values:
            raise ValidationError(_("This way of loading is not known."))
        if mode == LoadMode.UPSERT and not has_key:
            raise ValidationError(_("Updating by key needs a table with a key."))
        if table.versions.filter(state=VersionState.OPEN).exists():
            raise Conflict(_("Another version of this table is being filled."))
        stands_alone = mode != LoadMode.APPEND or has_key or not table.current_generation
        return _begin(table, mode, len(columns), stands_alone=stands_alone)


def _begin(table: StoreTable, mode: str, width: int, *, stands_alone: bool) -> TableVersion:
    table.last_version += 1
    if stands_alone:
        table.last_generation += 1
        ddl.create_partition(table, table.last_generation)
    table.save(update_fields=["last_version", "last_generation"])
    least, most = SLICE_ROWS
    return TableVersion.objects.create(
        table=table,
        number=table.last_version,
        generation=table.last_generation if stands_alone else table.current_generation,
        staging=table.last_generation if stands_alone else None,
        mode=mode,
        slice_rows=max(least, min(most, SLICE_CELLS // width)),
        first_row=table.last_row,
        signs=[],
    )


def publish(version: TableVersion, *, max_rejected_share: float = 1.0) -> TableVersion:
    """Move the table's pointer to a filled version, within the caller's transaction; readers are not blocked.

    ``ValidationError`` when every record was turned down, or more than the share (0 to 1) allowed;
    ``Conflict`` when the version is not filled or not open any more.
    """
    with transaction.atomic():
        table = StoreTable.objects.select_for_update().get(pk=version.table_id)
        version = TableVersion.objects.select_for_update().get(pk=version.pk)
        _check_publishable(version, max_rejected_share)
        if version.staging is not None:
            ddl.attach(table, version.staging)
        table.current_generation, table.current_version = version.generation, version.number
        table.row_count, table.last_row = version.rows, version.first_row + version.rows_read
        table.save(update_fields=["current_generation", "current_version", "row_count", "last_row"])
        version.state, version.published_at, version.staging = VersionState.PUBLISHED, clock.now(), None
        version.save(update_fields=["state", "published_at", "staging"])
        transaction.on_commit(lambda: drop_old_generations(table), robust=True)
    return version


def _check_publishable(version: TableVersion, max_rejected_share: float) -> None:
    if version.state != VersionState.OPEN or version.filled_at is None:
        raise Conflict(_("The version is not filled, or it is open no more."))
    if version.rejected and version.rejected == version.rows_read:
        raise ValidationError(_("Every record was turned down; nothing is published."))
    if float(version.rejected_share) > max_rejected_share:
        raise ValidationError(
            _("%(rejected)d of %(read)d records were turned down, more than %(most)s%% allow.")
            % {
                "rejected": version.rejected,
                "read": version.rows_read,
                "most": f"{max_rejected_share * 100:g}",
            }
        )


def abort(version: TableVersion) -> None:
    """Give an open version up: its rows go, those that it closed live again, its rejects stay.

    A slice or a finish that a worker has under way is waited for; the worker's next one is refused.
    """
    with transaction.atomic():
        table = StoreTable.objects.select_for_update().get(pk=version.table_id)
        version.refresh_from_db(from_queryset=TableVersion.objects.select_for_update())
        if version.state == VersionState.PUBLISHED:
            raise Conflict(_("The version is published already."))
        if version.state == VersionState.ABORTED:
            return
        if version.staging is not None:
            ddl.drop_partition(table, version.staging)
        else:
            _undo(table, version)
        version.state, version.staging = VersionState.ABORTED, None
        version.save(update_fields=["state", "staging"])


def _undo(table: StoreTable, version: TableVersion) -> None:
    partition, number = ddl.partition_of(table, version.generation), [version.number]
    ddl.execute(sql.SQL("DELETE FROM {} WHERE _since = %s").format(partition), number)
    ddl.execute(sql.SQL("UPDATE {} SET _until = NULL WHERE _until = %s").format(partition), number)


def standing_of(table: StoreTable) -> tuple[int, int]:
    """Number and generation of the version that careful readers see now."""
    generation = table.current_generation if table.settled_version is None else table.settled_generation
    return table.version_in_sight, generation or 0


def hold_back(table: StoreTable, *, before: tuple[int, int]) -> None:
    """Let careful readers stay with the version ``before`` = (number, generation), not with newer ones.

    Called in the transaction that publishes the newer one, so that nobody sees it in between.
    """
    _settle(table, *before)


def let_through(table: StoreTable) -> None:
    """Let careful readers see the current version like everybody else."""
    _settle(table, None, None)


def _settle(table: StoreTable, number: int | None, generation: int | None) -> None:
    locked = StoreTable.objects.select_for_update().get(pk=table.pk)
    locked.settled_version, locked.settled_generation = number, generation
    locked.save(update_fields=["settled_version", "settled_generation"])
    table.settled_version, table.settled_generation = number, generation


def drop_old_generations(table: StoreTable) -> None:
    """Drop generations beyond those kept, oldest first; one that is being read waits for the next time."""
    with transaction.atomic():
        table = StoreTable.objects.select_for_update().get(pk=table.pk)
        known = set(table.versions.filter(state=VersionState.PUBLISHED).values_list("generation", flat=True))
        living = sorted(generation for generation in known if generation >= table.oldest_generation)
        for generation in living[: -bound(KEPT_GENERATIONS)]:
            if generation == table.settled_generation:
                return
            try:
                ddl.drop_partition(table, generation, attempts=1)
            except Conflict:
                return
            table.oldest_generation = generation + 1
            table.save(update_fields=["oldest_generation"])
