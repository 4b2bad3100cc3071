"""Statements that change the schema ``store``. Names are opaque and made here; no title enters an identifier.

``store.t17`` is a table, partitioned by generation; ``store.t17_g3`` is one generation of it, which stands
alone while it is filled. Waiting for a lock is short and tried again: a long reader blocks nobody behind us.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from django.db import OperationalError, connection, transaction
from django.utils.translation import gettext as _
from psycopg2 import errors, sql

from portal.kernel.errors import Conflict

from .choices import DataType
from .models import StoreColumn, StoreTable

SCHEMA = "store"
LOCK_TIMEOUT = "500ms"
ATTEMPTS = 6
#: Bytes that PostgreSQL may use for sorting in one index build or merge.
WORK_MEMORY = "128MB"

#: Text is ordered by code point: indexes are smaller, prefixes use them, and no locale update breaks them.
COLLATION = ' COLLATE "C"'
_TYPES = {
    DataType.TEXT: "text",
    DataType.INTEGER: "bigint",
    DataType.DATE: "date",
    DataType.DATETIME: "timestamp",
    DataType.BOOLEAN: "boolean",
    DataType.DOUBLE: "double precision",
}
#: The store's own columns, before the items.
OWN = "_generation int NOT NULL, _id bigint NOT NULL, _since int NOT NULL, _until int, _hash bytea NOT NULL"


def name_of(table: StoreTable) -> sql.Composable:
    """The parent table."""
    return sql.Identifier(SCHEMA, f"t{table.pk}")


def partition_of(table: StoreTable, generation: int) -> sql.Composable:
    """One generation of the table."""
    return sql.Identifier(SCHEMA, f"t{table.pk}_g{generation}")


def items(columns: Sequence[StoreColumn], prefix: str = "") -> sql.Composable:
    """The items' physical names, separated by commas."""
    names = [sql.Identifier(prefix, c.physical) if prefix else sql.Identifier(c.physical) for c in columns]
    return sql.SQL(", ").join(names)


def type_of(column: StoreColumn) -> sql.Composable:
    """The item's type in PostgreSQL."""
    if column.data_type == DataType.DECIMAL:
        return sql.SQL("numeric({}, {})").format(sql.Literal(column.precision), sql.Literal(column.scale))
    return sql.SQL(_TYPES[DataType(column.data_type)])


def _definition(column: StoreColumn) -> sql.Composable:
    return type_of(column) + sql.SQL(COLLATION if column.data_type == DataType.TEXT else "")


def create_table(table: StoreTable, columns: Sequence[StoreColumn]) -> None:
    """Create the empty parent."""
    definitions = [
        sql.SQL("{} {}").format(sql.Identifier(column.physical), _definition(column)) for column in columns
    ]
    statement = sql.SQL("CREATE TABLE {} ({}) PARTITION BY LIST (_generation)")
    execute(statement.format(name_of(table), sql.SQL(", ").join([sql.SQL(OWN), *definitions])))


def add_columns(table: StoreTable, columns: Sequence[StoreColumn]) -> None:
    """Add items; rows that are there have no value in them."""
    parts = [
        sql.SQL("ADD COLUMN {} {}").format(sql.Identifier(column.physical), _definition(column))
        for column in columns
    ]
    if parts:
        patiently(sql.SQL("ALTER TABLE {} {}").format(name_of(table), sql.SQL(", ").join(parts)))


def create_partition(table: StoreTable, generation: int) -> None:
    """Create a generation that stands alone; its check lets ``attach`` skip the scan."""
    partition = partition_of(table, generation)
    execute(sql.SQL("CREATE TABLE {} (LIKE {})").format(partition, name_of(table)))
    statement = "ALTER TABLE {0} ALTER _generation SET DEFAULT {1}, ADD CHECK (_generation = {1})"
    execute(sql.SQL(statement).format(partition, sql.Literal(generation)))


def index(table: StoreTable, generation: int, columns: Sequence[StoreColumn]) -> None:
    """Build what readers need: the order of rows, and each searchable item followed by it."""
    partition = partition_of(table, generation)
    execute(sql.SQL("SET LOCAL maintenance_work_mem = {}").format(sql.Literal(WORK_MEMORY)))
    execute(
        sql.SQL("CREATE INDEX IF NOT EXISTS {} ON {} (_id)").format(
            sql.Identifier(f"t{table.pk}_g{generation}_id"), partition
        )
    )
    for column in columns:
        if column.searchable:
            statement = sql.SQL("CREATE INDEX IF NOT EXISTS {} ON {} ({}, _id)")
            name = sql.Identifier(f"t{table.pk}_g{generation}_{column.physical}")
            execute(statement.format(name, partition, sql.Identifier(column.physical)))
    execute(sql.SQL("ANALYZE {}").format(partition))


def index_key(table: StoreTable, generation: int, key: Sequence[StoreColumn]) -> None:
    """Make the key unique among the generation's living rows."""
    statement = sql.SQL("CREATE UNIQUE INDEX IF NOT EXISTS {} ON {} ({}, _generation) WHERE _until IS NULL")
    name = sql.Identifier(f"t{table.pk}_g{generation}_key")
    execute(sql.SQL("SET LOCAL maintenance_work_mem = {}").format(sql.Literal(WORK_MEMORY)))
    execute(statement.format(name, partition_of(table, generation), items(key)))


def attach(table: StoreTable, generation: int) -> None:
    """Make a filled generation part of the table; readers are not blocked."""
    statement = sql.SQL("ALTER TABLE {} ATTACH PARTITION {} FOR VALUES IN ({})")
    patiently(statement.format(name_of(table), partition_of(table, generation), sql.Literal(generation)))


def drop_partition(table: StoreTable, generation: int, *, attempts: int = ATTEMPTS) -> None:
    """Drop a generation; ``Conflict`` when somebody still reads the table."""
    patiently(sql.SQL("DROP TABLE IF EXISTS {}").format(partition_of(table, generation)), attempts)


def drop_table(table: StoreTable) -> None:
    """Drop the parent with its generations."""
    patiently(sql.SQL("DROP TABLE IF EXISTS {}").format(name_of(table)))


def execute(statement: sql.Composable, parameters: Sequence[Any] | None = None) -> int:
    """Run one statement on the Django connection; the number of rows that it touched."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return int(cursor.rowcount)


def rows(statement: sql.Composable, parameters: Sequence[Any] | None = None) -> list[tuple[Any, ...]]:
    """Run one query on the Django connection; all its rows."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return list(cursor.fetchall())


def patiently(statement: sql.Composable, attempts: int = ATTEMPTS) -> None:
    """Run a statement that needs a heavy lock: wait briefly, let others pass, try again, ``Conflict``."""
    for attempt in range(attempts):
        try:
            with transaction.atomic():
                execute(sql.SQL("SET LOCAL lock_timeout = {}").format(sql.Literal(LOCK_TIMEOUT)))
                execute(statement)
                execute(sql.SQL("SET LOCAL lock_timeout = DEFAULT"))
            return
        except OperationalError as error:
            if not isinstance(error.__cause__, errors.LockNotAvailable):
                raise
            if attempt + 1 < attempts:
                time.sleep(0.2 * (attempt + 1))
    raise Conflict(_("The table is in use; try again in a moment."))
