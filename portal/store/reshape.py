"""Another type or key: the present rows are written out and loaded again, all in one transaction."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from django.core.exceptions import ValidationError
from django.db import connection
from django.utils.translation import gettext as _
from psycopg2 import sql

from . import ddl
from .choices import LoadMode
from .models import StoreColumn, StoreTable


def is_needed(before: Sequence[StoreColumn], after: Sequence[StoreColumn]) -> bool:
    """New items, rules and search need no new generation; a type, a key or a dropped item does."""
    old = {column.physical: column.key for column in before}
    new = {column.physical: column.key for column in after}
    keys_differ = any(key != old.get(physical, False) for physical, key in new.items())
    return keys_differ or not set(old) <= set(new)


def reload(table: StoreTable, before: Sequence[StoreColumn], after: Sequence[StoreColumn]) -> None:
    """Make a new generation of the present rows; ``ValidationError`` with the first that does not fit."""
    from .load import load, publish  # noqa: PLC0415  (the loader knows tables, and tables reload)
    from .readers import FileFormat, Source  # noqa: PLC0415

    kept = {column.name for column in after} & {column.name for column in before}
    with tempfile.NamedTemporaryFile(prefix="reshape-", suffix=".csv") as spool:
        _write_out(table, [column for column in before if column.name in kept], spool)
        replace_columns(table, after)
        table.current_generation = 0  # nothing to compare with: the present rows have other items
        table.save(update_fields=["current_generation"])
        source = Source(Path(spool.name), FileFormat())
        result = load(table, source, mode=LoadMode.REPLACE)
    if result.rejected:
        first = result.version.rejects.first()
        told = f"{first.column}: {first.value}: {first.message}" if first else ""
        raise ValidationError(
            _("%(count)d present rows do not fit the new items; the first: %(first)s")
            % {"count": result.rejected, "first": told}
        )
    publish(result.version)
    StoreTable.objects.filter(pk=table.pk).update(first_version_of_shape=result.version.number)


def replace_columns(table: StoreTable, after: Sequence[StoreColumn]) -> None:
    """Describe the table by these items."""
    table.columns.all().delete()
    StoreColumn.objects.bulk_create(after)
    table.shape += 1
    table.save(update_fields=["shape"])


def _write_out(table: StoreTable, columns: Sequence[StoreColumn], spool: IO[bytes]) -> None:
    with Path(spool.name).open("w", encoding="utf-8", newline="") as text:
        csv.writer(text).writerow([column.name for column in columns])
    statement = sql.SQL(
        "COPY (SELECT {} FROM {} WHERE _until IS NULL ORDER BY _id) TO STDOUT (FORMAT csv)"
    ).format(ddl.items(columns), ddl.partition_of(table, table.current_generation))
    spool.seek(0, 2)
    with connection.cursor() as cursor:
        cursor.copy_expert(statement, spool)
    spool.flush()
