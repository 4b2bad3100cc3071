"""What a published version holds, item by item, for the page of a data set."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from psycopg2 import sql

from . import ddl, statements
from .choices import DataType
from .models import StoreColumn, TableVersion

LONGEST = 100


def measure(version: TableVersion) -> dict[str, Any]:
    """Read the version once, keep and return ``{title: {nulls, distinct, minimum, maximum}}``.

    Nulls, minimum and maximum are exact; distinct is PostgreSQL's estimate, null when it has none.
    """
    table = version.table
    columns = list(table.columns.all())
    where = statements.of_version(table, version.number).where()
    parts = [_aggregates(column) for column in columns]
    text = sql.SQL("SELECT count(*), {} FROM {} WHERE {}").format(
        sql.SQL(", ").join(parts), statements.source(table), where.text
    )
    (row,) = statements.run(text, where.parameters, None)
    rows, figures = row[0], row[1:]
    distinct = _distinct(version, rows)
    profile = {
        column.name: {
            "nulls": rows - figures[at * 3],
            "distinct": distinct.get(column.physical),
            "minimum": _plain(figures[at * 3 + 1]),
            "maximum": _plain(figures[at * 3 + 2]),
        }
        for at, column in enumerate(columns)
    }
    version.profile = profile
    version.save(update_fields=["profile"])
    return profile


def _aggregates(column: StoreColumn) -> sql.Composable:
    name = sql.Identifier(column.physical)
    has_range = column.data_type != DataType.BOOLEAN
    return sql.SQL("count({0}), min({0}), max({0})" if has_range else "count({0}), NULL, NULL").format(name)


def _distinct(version: TableVersion, rows: int) -> dict[str, int]:
    """Negative numbers are shares of the rows."""
    found = ddl.rows(
        sql.SQL("SELECT attname, n_distinct FROM pg_stats WHERE schemaname = %s AND tablename = %s"),
        [ddl.SCHEMA, f"t{version.table_id}_g{version.generation}"],
    )
    return {name: round(-share * rows) if share < 0 else round(share) for name, share in found}


def _plain(value: Any) -> Any:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return value[:LONGEST] if isinstance(value, str) else value
