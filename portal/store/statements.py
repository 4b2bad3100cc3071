"""Statements over the rows that one version shows; pointer and rows are read together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import OperationalError, connection, transaction
from django.utils.translation import gettext_lazy as _
from psycopg2 import errors, sql

from portal.kernel.errors import DomainError

from . import ddl
from .choices import VersionState
from .models import StoreTable
from .terms import Filter, Fragment, Restriction, condition, named, reader_condition, visible_columns

#: The pointer's two halves, read by the statement itself.
VERSION = sql.SQL("(SELECT current_version FROM store_storetable WHERE id = %s)")
GENERATION = sql.SQL("(SELECT current_generation FROM store_storetable WHERE id = %s)")
#: The same for careful readers, who are not shown what is held back.
SETTLED = sql.SQL("(SELECT coalesce(settled_version, current_version) FROM store_storetable WHERE id = %s)")
SETTLED_GENERATION = sql.SQL(
    "(SELECT coalesce(settled_generation, current_generation) FROM store_storetable WHERE id = %s)"
)
VISIBLE = sql.SQL("_generation = {} AND _since <= {} AND (_until IS NULL OR _until > {})")


class TooSlow(DomainError):
    """The statement ran into its timeout."""

    def __init__(self) -> None:
        super().__init__(_("This takes too long; please narrow the conditions."))


@dataclass(frozen=True, slots=True)
class Seen:
    """The rows of one version: ``number`` and ``generation`` as SQL (the pointer, or fixed numbers)."""

    table: StoreTable
    number: Fragment
    generation: Fragment

    def where(self) -> Fragment:
        """The rows that the version shows."""
        text = VISIBLE.format(self.generation.text, self.number.text, self.number.text)
        return Fragment(text, self.generation.parameters + self.number.parameters * 2)


def current(table: StoreTable) -> Seen:
    """Whatever version the pointer names when the statement runs."""
    return Seen(table, Fragment(VERSION, (table.pk,)), Fragment(GENERATION, (table.pk,)))


def in_sight(table: StoreTable, restriction: Restriction | None) -> Seen:
    """The version that a reader with these limits sees when the statement runs."""
    if restriction is None or not restriction.careful:
        return current(table)
    return Seen(table, Fragment(SETTLED, (table.pk,)), Fragment(SETTLED_GENERATION, (table.pk,)))


def fixed(table: StoreTable, number: int, generation: int) -> Seen:
    """One version for ever. ``ValidationError`` when its rows or its items are kept no more."""
    if generation < table.oldest_generation or number < table.first_version_of_shape:
        raise ValidationError(_("This version of the data is no longer kept; please start again."))
    return Seen(table, Fragment(sql.SQL("%s"), (number,)), Fragment(sql.SQL("%s"), (generation,)))


def of_version(table: StoreTable, number: int | None, restriction: Restriction | None = None) -> Seen:
    """The version with this number, or the one that a reader with these limits sees."""
    if number is None:
        return in_sight(table, restriction)
    found = table.versions.filter(number=number, state=VersionState.PUBLISHED).values_list(
        "generation", flat=True
    )
    if not found:
        raise ValidationError(_("There is no such version of the data."))
    return fixed(table, number, found[0])


def conditions(seen: Seen, filters: Sequence[Filter], restriction: Restriction | None) -> Fragment:
    """What a row must satisfy: version, restriction, and the reader's filters on searchable items."""
    columns = visible_columns(seen.table, restriction)
    parts = [seen.where()]
    if restriction:
        every = visible_columns(seen.table, None)
        parts += [condition(named(every, limit.column), limit) for limit in restriction.filters]
    parts += [reader_condition(seen.table, columns, wanted) for wanted in filters]
    return both(*parts)


def both(*parts: Fragment) -> Fragment:
    """All of the conditions."""
    text = sql.SQL(" AND ").join([part.text for part in parts])
    return Fragment(text, tuple(value for part in parts for value in part.parameters))


def source(table: StoreTable) -> sql.Composable:
    """The table to read from."""
    return ddl.name_of(table)


def run(text: sql.Composable, parameters: Sequence[Any], timeout: float | None) -> list[tuple[Any, ...]]:
    """All rows of one statement, ``timeout`` in seconds; ``TooSlow`` when it runs into it."""
    limit = f"SET LOCAL statement_timeout = {int((timeout or 0) * 1000)}; "
    statement = sql.SQL(limit) + text
    try:
        if not connection.in_atomic_block:
            return ddl.rows(statement, parameters)  # one round trip: both run in one implicit transaction
        with transaction.atomic():
            found = ddl.rows(statement, parameters)
            ddl.execute(sql.SQL("SET LOCAL statement_timeout = DEFAULT"))
            return found
    except OperationalError as error:
        if isinstance(error.__cause__, errors.QueryCanceled):
            raise TooSlow from error
        raise
