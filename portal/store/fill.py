"""A file into an open version: one thread reads, one judges, the calling one copies slice by slice."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _
from psycopg2 import errors, sql

from portal.kernel.errors import Conflict

from . import ddl, hashing
from .ahead import ahead
from .models import Reject, StoreColumn, StoreTable, TableVersion
from .readers import Records
from .rendering import render
from .slices import Slice, slices
from .validate import Checker, Mapping

Hold = Callable[[], None]
Progress = Callable[[int, int | None, str], None]

#: psycopg2's own 8 KiB reads cost a quarter of the time.
READ = 64 * 1024
#: If the server crashes, a slice and its number are lost together and the load is resumed; ``finish`` waits.
UNHURRIED = sql.SQL("SET LOCAL synchronous_commit = off")


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
    signs: frozenset[str]


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
        with ahead(self._slices) as pieces:
            for piece in pieces:
                yield self._ready(piece, checker)

    def _slices(self) -> Iterator[Slice]:
        return slices(self.records.chunks(), self.version.slice_rows, skip=self.version.last_slice)

    def _ready(self, piece: Slice, checker: Checker) -> Ready:
        version, physical = self.version, [column.physical for column in self.columns]
        damaged = bool(getattr(self.records, "bad_bytes", 0))
        checked = checker.check(self.mapping.apply(piece.frame), piece.ragged, look_for_damage=damaged)
        rendered = render(checked.good, physical, first_row=version.first_row, version=version.number)
        return Ready(
            number=piece.number,
            records=piece.records,
            loaded=len(checked.good),
            rejected=checked.rejected,
            rows=rendered.payload,
            rejects=self._rejects(checked.rejects),
            digest=rendered.digest,
            signs=rendered.signs,
        )

    def _rejects(self, rejects: pl.DataFrame) -> bytes:
        filled = [pl.col(name).fill_null("") for name in ("column", "value", "rule", "detail")]
        buffer = io.BytesIO()
        told = rejects.select(pl.lit(self.version.pk).alias("version"), "record", *filled)
        told.write_csv(buffer, include_header=False)
        return buffer.getvalue()


def fill(table: StoreTable, filler: Filler, hold: Hold | None, progress: Progress | None) -> None:
    """Copy all slices that are not in the version yet. Each is committed with its number, or not at all."""
    version = filler.version
    stands_alone = not connection.in_atomic_block
    with ahead(filler.ready_slices) as ready_slices:
        for ready in ready_slices:
            with transaction.atomic():
                if stands_alone:
                    ddl.execute(UNHURRIED)
                _account(version, ready)
                _copy(table, filler, ready)
                if hold is not None:
                    hold()
            if progress is not None:
                expected = filler.records.expected
                progress(version.rows_read, expected and max(expected, version.rows_read), "rows")


def _copy(table: StoreTable, filler: Filler, ready: Ready) -> None:
    columns = sorted(filler.columns, key=lambda column: int(column.physical[1:]))
    target = sql.SQL(
        "COPY {} (_id, _since, _hash, {}) FROM STDIN (FORMAT text, DELIMITER E'\\x1f', NULL '')"
    ).format(ddl.partition_of(table, filler.version.generation), ddl.items(columns))
    try:
        with connection.cursor() as cursor:
            if ready.rows:
                cursor.copy_expert(target, io.BytesIO(ready.rows), READ)
            if ready.rejects:
                cursor.copy_expert(_into_rejects(), io.BytesIO(ready.rejects), READ)
    except errors.ProgramLimitExceeded as error:
        raise ValidationError(
            _("Between records %(first)d and %(last)d a record is too wide for the database.")
            % {"first": filler.version.rows_read - ready.records + 1, "last": filler.version.rows_read}
        ) from error


def _into_rejects() -> sql.Composable:
    names = [sql.Identifier(n) for n in ("version_id", "record", "column", "value", "rule", "detail")]
    # FORCE_NOT_NULL: an empty text is an empty text
    texts = sql.SQL(", ").join(names[2:])
    return sql.SQL("COPY {} ({}) FROM STDIN (FORMAT csv, FORCE_NOT_NULL ({}))").format(
        sql.Identifier(Reject._meta.db_table), sql.SQL(", ").join(names), texts
    )


def _account(version: TableVersion, ready: Ready) -> None:
    """Note the slice in its own transaction; ``Conflict`` when somebody else has gone on with the version.

    First of all, since it locks the version's row: publish and abort lock that before they touch its rows.
    """
    before = version.last_slice
    values: dict[str, Any] = {
        "last_slice": ready.number,
        "rows_read": version.rows_read + ready.records,
        "loaded": version.loaded + ready.loaded,
        "rejected": version.rejected + ready.rejected,
        "digest": hashing.plus(version.digest, ready.digest),
        "signs": sorted(ready.signs.union(version.signs or [])),
    }
    mine = TableVersion.objects.filter(
        pk=version.pk, attempt=version.attempt, last_slice=before, state="open"
    )
    if not mine.update(**values):
        raise Conflict(_("Another worker has taken this load over."))
    for name, value in values.items():
        setattr(version, name, value)
