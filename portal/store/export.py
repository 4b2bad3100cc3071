"""A whole table as CSV, streamed in constant memory by ``COPY … TO STDOUT`` on a connection of its own.

Text that a spreadsheet would run as a formula is neutralized by an apostrophe before it: text items that
begin with ``=``, ``@``, tab or carriage return, and those that begin with ``+`` or ``-`` without being a
plain number (a lone ``-`` and ``+86…`` stay). Numbers and dates are never touched.
"""

from __future__ import annotations

import csv
import io
import queue
import threading
from collections.abc import Generator, Sequence
from contextlib import suppress
from dataclasses import replace
from tempfile import TemporaryFile
from typing import Any

from django.db import OperationalError, connection
from psycopg2 import Error, errors, sql

from . import statements
from .choices import DataType, VersionState
from .models import StoreColumn, StoreTable, TableVersion
from .query import Query, shown_version
from .terms import Fragment

PIECE = 128 * 1024
AHEAD = 8
#: A scan from the first page to the last, by one process: rows come in the order in which they lie.
IN_PLACE = "SET synchronize_seqscans = off; SET max_parallel_workers_per_gather = 0"
BOM = b"\xef\xbb\xbf"
#: The first comparison settles most values: all signs in question come before "A" and are no digits.
_RISKY = (
    "CASE WHEN {0} < 'A' AND ({0} < '0' OR {0} >= ':') AND (ascii({0}) IN (61, 64, 9, 13)"
    " OR ascii({0}) IN (43, 45) AND {0} !~ '^[+-][0-9.,%%]*$') THEN '''' || {0} ELSE {0} END"
)


def stream_csv(query: Query, *, header: bool | Sequence[str] = True, bom: bool = True) -> Generator[bytes]:
    """All rows of a query as UTF-8 CSV, in pieces of 128 KiB; ``limit``, ``after``, ``timeout`` do not count.

    ``header``: the items' titles, others instead, or none; ``bom``: the mark by which Excel knows UTF-8.
    ``ValidationError`` at once for what cannot be asked. Closing the iterator cancels the statement. Inside a
    transaction the rows are those that it sees, through a temporary file.
    """
    columns, order = query.chosen(), query.ordered_by()
    version = _version(query)
    seen = statements.of_version(query.table, query.version, query.restriction)
    if version is not None:  # fixed: what is known of its rows decides how they are read
        seen = statements.fixed(query.table, version.number, version.generation)
    where = statements.conditions(seen, query.filters, query.restriction)
    statement = _copy(query.table, shown(columns, version), where, _order(order, version))
    head = head_line(columns, header, bom=bom)
    pieces = _spooled(statement) if connection.in_atomic_block else _streamed(statement)
    return _chained(head, pieces)


def _version(query: Query) -> TableVersion | None:
    number = query.version
    if number is None:
        fresh = StoreTable.objects.get(pk=query.table.pk)
        number = shown_version(replace(query, table=fresh))
    return query.table.versions.filter(number=number, state=VersionState.PUBLISHED).first()


def _chained(head: bytes, pieces: Generator[bytes]) -> Generator[bytes]:
    try:
        if head:
            yield head
        yield from pieces
    finally:
        pieces.close()


def head_line(columns: Sequence[StoreColumn], header: bool | Sequence[str], *, bom: bool) -> bytes:
    """The first bytes of a file: the mark for Excel, and the titles."""
    line = io.StringIO()
    if header:
        titles = [column.name for column in columns] if header is True else list(header)
        safe = [f"'{title}" if title.startswith(("=", "@", "+", "-")) else title for title in titles]
        csv.writer(line, lineterminator="\n").writerow(safe)
    return (BOM if bom else b"") + line.getvalue().encode()


def _copy(table: StoreTable, shown: sql.Composable, where: Fragment, order: sql.Composable) -> str:
    select = sql.SQL("COPY (SELECT {} FROM {} WHERE {}{}) TO STDOUT (FORMAT csv)").format(
        shown, statements.source(table), where.text, order
    )
    with connection.cursor() as cursor:
        return str(cursor.mogrify(select, where.parameters).decode())


def _order(order: tuple[StoreColumn, bool] | None, version: TableVersion | None) -> sql.Composable:
    """Rows of a generation that was filled at once lie in their order already, which a plain scan keeps."""
    if order is not None:
        direction = sql.SQL("DESC" if order[1] else "ASC")
        name = sql.Identifier(order[0].physical)
        return sql.SQL(" ORDER BY {} {} NULLS LAST, _id").format(name, direction)
    if connection.in_atomic_block or version is None:
        return sql.SQL(" ORDER BY _id")
    siblings = version.table.versions.filter(generation=version.generation).exclude(pk=version.pk)
    return sql.SQL(" ORDER BY _id" if siblings.exists() else "")


def shown(columns: Sequence[StoreColumn], version: TableVersion | None) -> sql.Composable:
    """The items as a file shows them: harmless in a spreadsheet."""
    signs = version.signs if version else None
    expressions = []
    for column in columns:
        name = sql.Identifier(column.physical)
        is_risky = column.data_type == DataType.TEXT and (signs is None or column.physical in signs)
        expressions.append(sql.SQL(_RISKY).format(name) if is_risky else name)
    return sql.SQL(", ").join(expressions)


def _spooled(statement: str) -> Generator[bytes]:
    with TemporaryFile() as spool:
        with connection.cursor() as cursor:
            cursor.copy_expert(statement, spool)
        spool.seek(0)
        while piece := spool.read(PIECE):
            yield piece


class _Closed(Exception):
    """The reader left."""


class _Pipe(io.RawIOBase):
    """What a buffered writer flushes into: pieces go over a bounded line to the reader's thread."""

    def __init__(self) -> None:
        super().__init__()
        self._line: queue.Queue[bytes | BaseException | None] = queue.Queue(maxsize=AHEAD)
        self._left = threading.Event()

    def writable(self) -> bool:
        return True

    def write(self, piece: Any) -> int:
        if not self._left.is_set():
            self.put(bytes(piece))
        return len(piece)

    def put(self, piece: bytes | BaseException | None) -> None:
        while not self._left.is_set():
            with suppress(queue.Full):
                self._line.put(piece, timeout=0.2)
                return
        raise _Closed

    def leave(self) -> None:
        """The reader takes no more."""
        self._left.set()

    def pieces(self) -> Generator[bytes]:
        while (piece := self._line.get()) is not None:
            if isinstance(piece, BaseException):
                raise piece
            yield piece


def _streamed(statement: str) -> Generator[bytes]:
    pipe, own = _Pipe(), connection.copy()
    own.inc_thread_sharing()  # opened here, used by the second thread, closed here
    own.ensure_connection()
    with own.cursor() as cursor:
        cursor.execute(IN_PLACE)
    raw = own.connection
    thread = threading.Thread(target=_pump, args=(raw, statement, pipe), name="store-export", daemon=True)
    thread.start()
    try:
        yield from pipe.pieces()
    finally:
        pipe.leave()
        if thread.is_alive():
            with suppress(Error):
                raw.cancel()
        thread.join()
        own.close()


def _pump(raw: Any, statement: str, pipe: _Pipe) -> None:
    """psycopg2 writes each row by itself; the buffer, which is C, makes pieces of them."""
    writer = io.BufferedWriter(pipe, PIECE)
    try:
        with raw.cursor() as cursor:
            cursor.copy_expert(statement, writer)
        writer.flush()
        pipe.put(None)
    except _Closed:
        pass
    except Exception as error:  # noqa: BLE001  (raised again in the reader's thread)
        with suppress(_Closed):
            pipe.put(_told(error))


def _told(error: Exception) -> Exception:
    if isinstance(error, errors.QueryCanceled):
        return statements.TooSlow()
    return OperationalError(*error.args) if isinstance(error, Error) else error
