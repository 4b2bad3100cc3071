"""The two roles of the database and the database itself: one owns and migrates, the other runs."""

from __future__ import annotations

import secrets
from contextlib import closing
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg2
from psycopg2 import sql

from .processes import ServerError

#: The role of web and workers. It owns no table; its rights are granted by the kernel after migration.
APP = "portal_app"


def make_database(owner_url: str, name: str) -> str:
    """Make the database with Chinese-capable trigrams unless it exists; return its owner's address."""
    with closing(psycopg2.connect(owner_url)) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
            if cursor.fetchone() is None:
                cursor.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    url = urlunsplit(urlsplit(owner_url)._replace(path=f"/{name}"))
    _check_trigrams(url)
    return url


def make_app_role(owner_url: str) -> str:
    """Make the running role with a new password; return its address of the same database."""
    password = secrets.token_urlsafe(24)
    with closing(psycopg2.connect(owner_url)) as connection, connection, connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [APP])
        verb = "ALTER" if cursor.fetchone() else "CREATE"
        statement = sql.SQL(verb + " ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD {}")
        cursor.execute(statement.format(sql.Identifier(APP), sql.Literal(password)))
    parts = urlsplit(owner_url)
    place = f"{APP}:{quote(password)}@{parts.hostname}:{parts.port}"
    return urlunsplit(parts._replace(netloc=place))


def _check_trigrams(url: str) -> None:
    with closing(psycopg2.connect(url)) as connection, connection, connection.cursor() as cursor:
        cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        cursor.execute("SELECT cardinality(show_trgm('公共'))")
        if not cursor.fetchone()[0]:
            raise ServerError("This PostgreSQL finds no trigrams in Chinese text: its LC_CTYPE is not UTF-8.")
