"""One version of a table cut into parts by the beginnings of the codes in one item, in a single pass.

Every part is a CSV file. A row may belong to several parts, or to none: then it is counted, with examples of
its code. A version can be cut whole, or as its difference to an earlier one (rows removed since, rows added
since). The server writes all rows once and each goes to its files, so memory does not depend on their number;
one ``COPY`` for each of eleven parts took half as long again (docs/performance.md).
"""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import connection, transaction
from django.utils.translation import gettext as _
from psycopg2 import sql

from . import files, statements
from .choices import DataType, VersionState
from .export import head_line, shown
from .models import StoreColumn, StoredFile, StoreTable, TableVersion
from .terms import Fragment, named, visible_columns

Progress = Callable[[int, "int | None", str], None]

BUFFER = 128 * 1024
#: Rows between two words on the progress.
STRIDE = 5_000
#: Different codes whose parts are remembered, and codes without a part that are shown as examples.
REMEMBERED = 50_000
EXAMPLES = 10
#: What stands in the first item of a difference.
REMOVED, ADDED = "removed", "added"
_SETTINGS = "SET LOCAL synchronize_seqscans = off; SET LOCAL max_parallel_workers_per_gather = 0"
_CHANGED = (
    "_generation = %s AND ((_since > %s AND _since <= %s AND (_until IS NULL OR _until > %s))"
    " OR (_since <= %s AND _until > %s AND _until <= %s))"
)


@dataclass(frozen=True, slots=True)
class Plan:
    """What to cut: a published version, the item that holds the codes, and for each part its beginnings.

    ``since``: the difference to this earlier version; ``change_title`` then heads the item that says which
    rows were removed and which added. ``unneeded`` parts are counted, and not written.
    """

    table: StoreTable
    version: int
    item: str
    parts: Mapping[str, Sequence[str]]
    since: int | None = None
    change_title: str = "change"
    unneeded: frozenset[str] = frozenset()


@dataclass(slots=True)
class Part:
    """The rows of one part in a file that lives as long as the cut."""

    spool: IO[bytes]
    added: int = 0
    removed: int = 0

    @property
    def rows(self) -> int:
        """Lines below the header."""
        return self.added + self.removed

    def keep(self, name: str) -> StoredFile:
        """The file in the storage, under its SHA-256."""
        self.spool.seek(0)
        return files.keep(File(self.spool, name=name), media_type="text/csv")


@dataclass(slots=True)
class Cut:
    """All parts by their names: ``rows`` were looked at, of which ``strays`` belong to none.

    ``shared`` counts the further copies of rows that lie in several parts: the parts' rows together are
    ``rows - strays + shared``.
    """

    parts: dict[str, Part] = field(default_factory=dict)
    rows: int = 0
    strays: int = 0
    shared: int = 0
    examples: dict[str, int] = field(default_factory=dict)


def has_difference(table: StoreTable, since: int, version: int) -> bool:
    """Whether both versions' rows still lie side by side, so that their difference can be told."""
    found = dict(
        table.versions.filter(number__in=(since, version), state=VersionState.PUBLISHED).values_list(
            "number", "generation"
        )
    )
    kept = since >= table.first_version_of_shape and found.get(since, 0) >= table.oldest_generation
    return kept and since < version and found.get(since) == found.get(version)


@contextmanager
def cut(plan: Plan, progress: Progress | None = None) -> Iterator[Cut]:
    """Cut; the parts' files are there inside the block.

    ``ValidationError`` when the version is not kept, the item is unknown or no text, or the difference cannot
    be told.
    """
    column = named(visible_columns(plan.table, None), plan.item)
    if column.data_type != DataType.TEXT:
        raise ValidationError(_("“%(name)s” holds no codes: it is no text.") % {"name": plan.item})
    version = _version(plan)
    total = version.rows if plan.since is None else None
    with ExitStack() as stack:
        made = Cut({name: Part(stack.enter_context(_spool(plan, name))) for name in plan.parts})
        sorter = _Sorter(plan, made, progress, total)
        for part in made.parts.values():
            part.spool.write(_head(plan))
        _copy(_statement(plan, column, version), sorter)
        for part in made.parts.values():
            part.spool.flush()
        if progress:
            progress(made.rows, made.rows, "rows")
        yield made


def _spool(plan: Plan, name: str) -> Any:
    if name in plan.unneeded:
        return Path(os.devnull).open("wb")
    return NamedTemporaryFile(prefix="cut-", buffering=BUFFER)


def _version(plan: Plan) -> TableVersion:
    statements.of_version(plan.table, plan.version)
    if plan.since is not None and not has_difference(plan.table, plan.since, plan.version):
        raise ValidationError(_("The difference between these versions is no longer kept."))
    return plan.table.versions.get(number=plan.version)


def _head(plan: Plan) -> bytes:
    titles = [column.name for column in visible_columns(plan.table, None).values()]
    return head_line((), titles if plan.since is None else [plan.change_title, *titles], bom=True)


def _statement(plan: Plan, column: StoreColumn, version: TableVersion) -> str:
    """Each row behind its code, and in a difference behind its change: what was removed comes first."""
    columns = list(visible_columns(plan.table, None).values())
    code = sql.Identifier(column.physical)
    if plan.since is None:
        where = statements.fixed(plan.table, version.number, version.generation).where()
        items, order = shown(columns, version), sql.SQL("")
    else:
        where = _changed(plan.since, version)
        change = sql.SQL("CASE WHEN _since > {} THEN {} ELSE {} END").format(
            *(sql.Literal(word) for word in (plan.since, ADDED, REMOVED))
        )
        items = sql.SQL(", ").join([change, shown(columns, None)])
        order = sql.SQL(" ORDER BY _since > {}, _id").format(sql.Literal(plan.since))
    select = sql.SQL("COPY (SELECT {}, {} FROM {} WHERE {}{}) TO STDOUT (FORMAT csv)").format(
        code, items, statements.source(plan.table), where.text, order
    )
    with connection.cursor() as cursor:
        return str(cursor.mogrify(select, where.parameters).decode())


def _changed(since: int, version: TableVersion) -> Fragment:
    number = version.number
    return Fragment(sql.SQL(_CHANGED), (version.generation, since, number, number, since, since, number))


def _copy(statement: str, sorter: _Sorter) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_SETTINGS)
        cursor.copy_expert(statement, sorter)


class _Sorter:
    """Takes one row at a time from the server and writes it into the files of its parts.

    The one place that is called for each row: 0.8 µs of Python, while the server needs 2 µs to make the row.
    """

    def __init__(self, plan: Plan, made: Cut, progress: Progress | None, total: int | None) -> None:
        self.made, self.progress, self.total = made, progress, total
        self.is_difference = plan.since is not None
        self.beginnings = {name: tuple(p.encode() for p in given) for name, given in plan.parts.items()}
        self.known: dict[bytes, tuple[Part, ...]] = {}

    def write(self, row: bytes) -> int:
        """One row as the server sends it."""
        made = self.made
        made.rows += 1
        if row[:1] == b'"':
            code, end = _quoted(row)
        else:
            end = row.index(b",")
            code = row[:end]
        parts = self.known.get(code)
        if parts is None:
            parts = self._parts(code)
        if not parts:
            self._note_stray(code)
        self._deal(row, end + 1, parts)
        if self.progress and made.rows % STRIDE == 0:
            self.progress(made.rows, self.total, "rows")
        return len(row)

    def _deal(self, row: bytes, start: int, parts: tuple[Part, ...]) -> None:
        is_removed = self.is_difference and row.startswith(b"removed,", start)
        self.made.shared += max(len(parts) - 1, 0)
        for part in parts:
            part.spool.write(row[start:])
            if is_removed:
                part.removed += 1
            else:
                part.added += 1

    def _parts(self, code: bytes) -> tuple[Part, ...]:
        found = (self.made.parts[name] for name, given in self.beginnings.items() if code.startswith(given))
        if len(self.known) >= REMEMBERED:
            self.known.clear()
        self.known[code] = tuple(found)
        return self.known[code]

    def _note_stray(self, code: bytes) -> None:
        self.made.strays += 1
        text, examples = code.decode()[:100], self.made.examples
        if text in examples or len(examples) < EXAMPLES:
            examples[text] = examples.get(text, 0) + 1


def _quoted(row: bytes) -> tuple[bytes, int]:
    """The first value where the server put it into quotation marks, and where it ends."""
    value = next(csv.reader([row.decode()], strict=True))[0].encode()
    return value, len(value) + value.count(b'"') + 2
