"""A file into an open version: one thread reads and judges, the calling one copies slice by slice."""

from __future__ import annotations

import io
import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

import polars as pl
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _
from psycopg2 import errors, sql

from portal.kernel.errors import Conflict

from . import ddl, hashing
from .models import Reject, StoreColumn, StoreTable, TableVersion
from .readers import Records
from .slices import Slice, slices
from .validate import Checker, Mapping

Hold = Callable[[], None]
Progress = Callable[[int, int | None, str], None]

#: Slices that wait between the two threads.
AHEAD = 1
#: psycopg2's own 8 KiB reads cost a quarter of the time.
READ = 64 * 1024


@dataclass(frozen=True, slots=True)
class Ready:
    """A judged slice as COPY takes it."""

    number: int
    records: int
    loaded: int
    rejected: int
    rows: bytes
    rejects: bytes
    digest: str
    share_done: float


@dataclass(frozen=True, slots=True)
class Filler:
    """Everything that the reading thread needs; it touches no database."""

    version: TableVersion
    columns: Sequence[StoreColumn]
    records: Records
    mapping: Mapping

    def ready_slices(self) -> Iterator[Ready]:
        """Slices after the last committed one, judged and rendered."""
        checker = Checker(self.columns)
        version = self.version
        for piece in slices(self.records.chunks(), version.slice_rows, skip=version.last_slice):
            yield self._ready(piece, checker)

    def _ready(self, piece: Slice, checker: Checker) -> Ready:
        damaged = bool(getattr(self.records, "bad_bytes", 0))
        checked = checker.check(self.mapping.apply(piece.frame), piece.ragged, look_for_damage=damaged)
        row_hashes = hashing.hashes(checked.good, [column.physical for column in self.columns])
        return Ready(
            number=piece.number,
            records=piece.records,
            loaded=len(checked.good),
            rejected=checked.rejected,
            rows=self._rows(checked.good, row_hashes),
            rejects=self._rejects(checked.rejects),
            digest=hashing.digest(row_hashes),
            share_done=self.records.done,
        )

    def _rows(self, good: pl.DataFrame, row_hashes: pl.Series) -> bytes:
        own = [
            (pl.col("_record") + self.version.first_row).alias("_id"),
            pl.lit(self.version.number).alias("_since"),
            (pl.lit("\\x") + row_hashes.bin.encode("hex")).alias("_hash"),
            pl.col("_record"),
        ]
        return _csv(good.select(*own, *(column.physical for column in self.columns)))

    def _rejects(self, rejects: pl.DataFrame) -> bytes:
        filled = [pl.col(name).fill_null("") for name in ("column", "value", "rule", "detail")]
        return _csv(rejects.select(pl.lit(self.version.pk).alias("version"), "record", *filled))


def _csv(frame: pl.DataFrame) -> bytes:
    buffer = io.BytesIO()
    frame.write_csv(buffer, include_header=False, null_value="")
    return buffer.getvalue()


def fill(table: StoreTable, filler: Filler, hold: Hold | None, progress: Progress | None) -> None:
    """Copy all slices that are not in the version yet. Each is committed with its number, or not at all."""
    version = filler.version
    with _in_another_thread(filler.ready_slices) as ready_slices:
        for ready in ready_slices:
            with transaction.atomic():
                _copy(table, filler, ready)
                _account(version, ready)
                if hold is not None:
                    hold()
            if progress is not None:
                progress(version.rows_read, _estimate(version.rows_read, ready.share_done), "rows")


def _estimate(done: int, share: float) -> int | None:
    return max(done, round(done / share)) if share > 0 else None


def _copy(table: StoreTable, filler: Filler, ready: Ready) -> None:
    target = sql.SQL("COPY {} (_id, _since, _hash, _record, {}) FROM STDIN (FORMAT csv)").format(
        ddl.partition_of(table, filler.version.generation), ddl.items(filler.columns)
    )
    try:
        with connection.cursor() as cursor:
            if ready.rows:
                cursor.copy_expert(target, io.BytesIO(ready.rows), READ)
            if ready.rejects:
                cursor.copy_expert(_into_rejects(), io.BytesIO(ready.rejects), READ)
    except errors.ProgramLimitExceeded as error:
        raise ValidationError(
            _("Between records %(first)d and %(last)d a record is too wide for the database.")
            % {"first": filler.version.rows_read + 1, "last": filler.version.rows_read + ready.records}
        ) from error


def _into_rejects() -> sql.Composable:
    names = [sql.Identifier(n) for n in ("version_id", "record", "column", "value", "rule", "detail")]
    # FORCE_NOT_NULL: an empty text is an empty text
    texts = sql.SQL(", ").join(names[2:])
    return sql.SQL("COPY {} ({}) FROM STDIN (FORMAT csv, FORCE_NOT_NULL ({}))").format(
        sql.Identifier(Reject._meta.db_table), sql.SQL(", ").join(names), texts
    )


def _account(version: TableVersion, ready: Ready) -> None:
    """Note the slice in its own transaction; ``Conflict`` when somebody else has gone on with the version."""
    before = version.last_slice
    values: dict[str, Any] = {
        "last_slice": ready.number,
        "rows_read": version.rows_read + ready.records,
        "loaded": version.loaded + ready.loaded,
        "rejected": version.rejected + ready.rejected,
        "digest": hashing.plus(version.digest, ready.digest),
    }
    mine = TableVersion.objects.filter(
        pk=version.pk, attempt=version.attempt, last_slice=before, state="open"
    )
    if not mine.update(**values):
        raise Conflict(_("Another worker has taken this load over."))
    for name, value in values.items():
        setattr(version, name, value)


class _Stopped(Exception):
    """The calling thread wants no more."""


@contextmanager
def _in_another_thread(produce: Callable[[], Iterator[Ready]]) -> Iterator[Iterator[Ready]]:
    """What ``produce`` yields, made ahead in a second thread; it is over when the block is left."""
    line: queue.Queue[Ready | BaseException | None] = queue.Queue(maxsize=AHEAD)
    stop = threading.Event()
    thread = threading.Thread(target=_run, args=(produce, line, stop), name="store-reader", daemon=True)
    thread.start()
    try:
        yield _taken(line)
    finally:
        stop.set()
        thread.join()


def _run(
    produce: Callable[[], Iterator[Ready]],
    line: queue.Queue[Ready | BaseException | None],
    stop: threading.Event,
) -> None:
    try:
        for ready in produce():
            _put(line, ready, stop)
        _put(line, None, stop)
    except _Stopped:
        pass
    except BaseException as error:  # noqa: BLE001  (it is raised again in the calling thread)
        with suppress(_Stopped):
            _put(line, error, stop)


def _put(line: queue.Queue[Any], item: Any, stop: threading.Event) -> None:
    while not stop.is_set():
        try:
            line.put(item, timeout=0.2)
        except queue.Full:
            continue
        return
    raise _Stopped


def _taken(line: queue.Queue[Ready | BaseException | None]) -> Iterator[Ready]:
    while (item := line.get()) is not None:
        if isinstance(item, BaseException):
            raise item
        yield item
