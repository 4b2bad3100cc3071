"""How the database becomes what migrations made of it after a test that committed.

Django would truncate every table and then seed rights, roles and rules once more, which takes longer than
most tests. Here the seeded rows are copied once a run, and what a test wrote is deleted where it wrote.
"""

from __future__ import annotations

from typing import Any

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

#: Copies of the tables that migrations fill.
SEEDS = "seeds"


def keep_seeds() -> None:
    """Copy every table that is not empty; the database was migrated a moment ago."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA IF EXISTS {SEEDS} CASCADE")
        cursor.execute(f"CREATE SCHEMA {SEEDS}")
        for table in _filled(cursor):
            cursor.execute(f'CREATE TABLE {SEEDS}."{table}" AS TABLE "{table}"')


def empty(*_sql: Any) -> None:
    """Stand in for Django's flush: delete past triggers, put the seeds back. Only a superuser may."""
    with transaction.atomic(), connection.cursor() as cursor:
        tables = ", ".join(f'"{table}"' for table in _tables())
        cursor.execute(f"LOCK TABLE {tables} IN ACCESS EXCLUSIVE MODE")  # after whoever is still writing
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table in _filled(cursor):
            cursor.execute(f'DELETE FROM "{table}"')
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [SEEDS])
        for (table,) in cursor.fetchall():
            cursor.execute(f'INSERT INTO "{table}" SELECT * FROM {SEEDS}."{table}"')


def _tables() -> list[str]:
    return connection.introspection.django_table_names(only_existing=True, include_views=False)


def _filled(cursor: CursorWrapper) -> list[str]:
    asked = [f"SELECT '{table}' WHERE EXISTS (SELECT FROM \"{table}\")" for table in _tables()]
    cursor.execute(" UNION ALL ".join(asked))
    return [table for (table,) in cursor.fetchall()]
