"""Loading a file into a table: ``open_version`` → ``load`` → ``publish`` or ``abort``.

Nothing is visible before ``publish``. A load that broke off goes on after its last committed slice when it is
called again with the same version and file. Sources: docs/mechanisms/store.md.
"""

from __future__ import annotations

import time
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Count, F
from django.utils.translation import gettext as _

from portal.kernel.errors import Conflict

from .choices import Fault, VersionState
from .fill import Filler, Hold, Progress, fill
from .finish import Work, finish
from .models import StoreTable, TableVersion
from .readers import Source, open_records
from .readers.guessing import guess
from .readers.records import tidy
from .validate import map_header
from .versions import abort, open_version, publish

__all__ = ["LoadResult", "abort", "load", "open_version", "publish", "reject_summary"]


@dataclass(frozen=True, slots=True)
class LoadResult:
    """Counts of records and rows, and wall time in seconds. ``rows_read == loaded + rejected`` always."""

    rows_read: int
    loaded: int
    rejected: int
    added: int
    changed: int
    removed: int
    unchanged: int
    version: TableVersion
    seconds: float

    def as_json(self) -> dict[str, Any]:
        """For a job's result: the counts, the version's number, seconds to a hundredth."""
        names = ("rows_read", "loaded", "rejected", "added", "changed", "removed", "unchanged")
        counts = {name: getattr(self, name) for name in names}
        return counts | {"version": self.version.number, "seconds": round(self.seconds, 2)}


def load(
    table: StoreTable,
    source: Source,
    *,
    mode: str,
    version: TableVersion | None = None,
    hold: Hold | None = None,
    progress: Progress | None = None,
) -> LoadResult:
    """Fill a version from a file; without ``version`` a new one is opened. An open one is resumed.

    ``hold()`` is called last in each slice's transaction and may raise to undo it; ``progress(done, total,
    "rows")`` after each, ``total`` estimated until the end. ``ValidationError`` for a file that cannot be
    read or does not have the table's items (a version opened here is then aborted); ``Conflict`` when another
    load is open or has taken this one over.
    """
    started = time.monotonic()
    opened_here = version is None
    version = version or open_version(table, mode=mode)
    try:
        _fill_and_finish(version, source, hold, progress)
    except ValidationError:
        if opened_here:
            abort(version)
        raise
    version.refresh_from_db()
    names = ("rows_read", "loaded", "rejected", "added", "changed", "removed", "unchanged")
    counts = {name: getattr(version, name) for name in names}
    return LoadResult(**counts, version=version, seconds=time.monotonic() - started)


def _fill_and_finish(
    version: TableVersion, source: Source, hold: Hold | None, progress: Progress | None
) -> None:
    _take_over(version)
    if version.filled_at is not None:
        return
    table = version.table
    table.refresh_from_db()
    columns = list(table.columns.all())
    with ExitStack() as stack:
        path = stack.enter_context(source.path())
        fmt = source.format or guess(path, [tidy(column.name) for column in columns])
        records = stack.enter_context(open_records(path, fmt))
        mapping = map_header(records.header, columns, by_position=fmt.header_row == 0)
        fill(table, Filler(version, columns, records, mapping), hold, progress)
    finish(Work(table, version, columns), hold)
    if progress is not None:
        progress(version.rows_read, version.rows_read, "rows")


def _take_over(version: TableVersion) -> None:
    """From now on only this attempt may commit slices of the version."""
    mine = TableVersion.objects.filter(pk=version.pk, state=VersionState.OPEN)
    if not mine.update(attempt=F("attempt") + 1):
        raise Conflict(_("The version is not filled, or it is open no more."))
    version.refresh_from_db()


def reject_summary(version: TableVersion) -> list[dict[str, Any]]:
    """Rules that were broken, by item, with the number of records; the most frequent first."""
    groups = version.rejects.values("rule", "column").annotate(records=Count("record", distinct=True))
    return [
        {**group, "message": str(Fault(group["rule"]).label).replace("{detail}", "…")}
        for group in groups.order_by("-records", "rule", "column")
    ]
