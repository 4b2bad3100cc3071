"""Pages of rows: one parameterised statement, keyset paging, JSON built in the database."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from psycopg2 import sql

from . import cursors, ddl, statements
from .figures import Bucket, Group, Summary, group_by, summary
from .models import StoreColumn, StoreTable
from .rules import COUNT_BOUND, bound
from .statements import Seen, TooSlow, both
from .terms import Filter, Fragment, Restriction, json_row, named, searchable, visible_columns

__all__ = [
    "Bucket",
    "Count",
    "Filter",
    "Group",
    "JsonPage",
    "Page",
    "Query",
    "Restriction",
    "Summary",
    "TooSlow",
    "count",
    "counted_page_json",
    "group_by",
    "page",
    "page_json",
    "summary",
]

MOST_ROWS = 1000
COUNT_KEPT_SECONDS = 24 * 3600


@dataclass(frozen=True, slots=True)
class Query:
    """What a reader asks: items by title (None: all), filters, an item to order by (``-`` before it: down).

    ``after`` is the cursor of the page before; ``limit`` in rows; ``timeout`` in seconds (None: without).
    """

    table: StoreTable
    columns: Sequence[str] | None = None
    filters: Sequence[Filter] = ()
    order: Sequence[str] = ()
    after: str = ""
    limit: int = 100
    version: int | None = None
    restriction: Restriction | None = None
    timeout: float | None = 5.0

    def chosen(self) -> list[StoreColumn]:
        """The items to show; ``ValidationError`` naming one that the reader does not know."""
        known = visible_columns(self.table, self.restriction)
        if self.columns is None:
            return list(known.values())
        if not self.columns:
            raise ValidationError(_("Choose at least one item."))
        return [named(known, name) for name in dict.fromkeys(self.columns)]

    def ordered_by(self) -> tuple[StoreColumn, bool] | None:
        """The item to order by, and whether downwards."""
        if not self.order:
            return None
        if len(self.order) > 1:
            raise ValidationError(_("Rows can be ordered by one item at a time."))
        name = self.order[0]
        known = visible_columns(self.table, self.restriction)
        downwards = name.startswith("-") and name not in known
        return searchable(known, name[1:] if downwards else name), downwards

    def fingerprint(self) -> str:
        """What cursors of this query belong to."""
        limits = (self.restriction.columns, self.restriction.filters) if self.restriction else ()
        columns = sorted(limits[0]) if limits and limits[0] is not None else None
        return cursors.fingerprint(
            self.table.pk, list(self.order), [_plain(f) for f in self.filters], columns, limits[1:]
        )


def _plain(wanted: Filter) -> tuple[str, str, str]:
    return str(wanted.column), str(wanted.op), str(wanted.value)


@dataclass(frozen=True, slots=True)
class Page:
    """Rows as Python values in the order of ``columns``; ``next`` is empty on the last page."""

    columns: list[StoreColumn]
    rows: list[list[Any]]
    next: str
    version: int


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows match; estimated beyond the bound."""

    value: int
    exact: bool


@dataclass(frozen=True, slots=True)
class JsonPage:
    """A page as ``page_json`` gives it, with the number of its rows and of their version."""

    body: bytes
    rows: int
    version: int


def page_json(query: Query) -> bytes:
    """``{"version": n, "rows": [{title: value}], "next": cursor or null}`` as UTF-8.

    ``ValidationError`` names what cannot be asked; ``TooSlow`` after the query's timeout.
    """
    return counted_page_json(query).body


def counted_page_json(query: Query) -> JsonPage:
    """The same for those who keep a record of it, so that nobody has to read JSON to count rows."""
    plan = _plan(query)
    statement = sql.SQL(
        "SELECT {number}, {generation}, string_agg(j, ',') FILTER (WHERE n <= {limit}), count(*),"
        " (array_agg(_o) FILTER (WHERE n = {limit}))[1], (array_agg(_id) FILTER (WHERE n = {limit}))[1]"
        " FROM (SELECT row_number() OVER () AS n, q.* FROM ({rows}) q) numbered"
    )
    row = json_row(plan.columns)
    rows = plan.rows(Fragment(row.text + sql.SQL(" AS j"), row.parameters))
    text = statement.format(
        number=plan.seen.number.text,
        generation=plan.seen.generation.text,
        limit=sql.Literal(plan.limit),
        rows=rows.text,
    )
    parameters = plan.seen.number.parameters + plan.seen.generation.parameters + rows.parameters
    ((version, generation, found, rows_read, value, last),) = statements.run(text, parameters, query.timeout)
    if not found:
        plan.check_still_kept()
    is_last = rows_read <= plan.limit
    following = None if is_last else plan.cursor(version, generation, value, last)
    body = f'{{"version":{version},"rows":[{found or ""}],"next":{json.dumps(following)}}}'.encode()
    return JsonPage(body, min(rows_read, plan.limit), version)


def page(query: Query) -> Page:
    """The same rows as Python values. Raises as ``page_json`` does."""
    plan = _plan(query)
    rows = plan.rows(Fragment(ddl.items(plan.columns)))
    statement = sql.SQL("SELECT {number}, {generation}, q.* FROM (SELECT) one LEFT JOIN ({rows}) q ON true")
    text = statement.format(
        number=plan.seen.number.text, generation=plan.seen.generation.text, rows=rows.text
    )
    parameters = plan.seen.number.parameters + plan.seen.generation.parameters + rows.parameters
    found = statements.run(text, parameters, query.timeout)
    version, generation = found[0][:2]
    shown = [row for row in found if row[2] is not None][: plan.limit]
    if not shown:
        plan.check_still_kept()
    following = ""
    if len(found) > plan.limit:
        following = plan.cursor(version, generation, shown[-1][3], shown[-1][2])
    return Page(plan.columns, [list(row[4:]) for row in shown], following, version)


@dataclass(frozen=True, slots=True)
class _Plan:
    """A checked query."""

    query: Query
    columns: list[StoreColumn]
    order: tuple[StoreColumn, bool] | None
    limit: int
    seen: Seen
    after: cursors.Cursor | None

    def cursor(self, version: int, generation: int, value: str | None, row: int) -> str:
        last = cursors.Cursor(version, generation, value, row)
        return cursors.write(last, self.query.fingerprint())

    def check_still_kept(self) -> None:
        """A cursor promises rows: where none came, its generation was just dropped. ``ValidationError``."""
        if self.after is not None:
            fresh = StoreTable.objects.get(pk=self.query.table.pk)
            statements.fixed(fresh, self.after.version, self.after.generation)

    def rows(self, payload: Fragment) -> Fragment:
        """One row more than a page: ``_id``, ``_o`` (the order's value as text), and the payload."""
        where = statements.conditions(self.seen, self.query.filters, self.query.restriction)
        if self.order is None:
            value, branches = sql.SQL("NULL::text"), [self._by_row()]
        else:
            value = sql.SQL("{}::text").format(sql.Identifier(self.order[0].physical))
            branches = self._by_item(*self.order)
        selects = [self._select(payload, value, both(where, branch), order) for branch, order in branches]
        if len(selects) == 1:
            return selects[0]
        text = sql.SQL("SELECT * FROM ({}) both_parts LIMIT {}").format(
            sql.SQL(" UNION ALL ").join([select.text for select in selects]), sql.Literal(self.limit + 1)
        )
        return Fragment(text, tuple(p for select in selects for p in select.parameters))

    def _select(self, payload: Fragment, value: sql.Composable, where: Fragment, order: str) -> Fragment:
        text = sql.SQL("(SELECT _id, {} AS _o, {} FROM {} WHERE {} ORDER BY {} LIMIT {})").format(
            value,
            payload.text,
            statements.source(self.query.table),
            where.text,
            sql.SQL(order),
            sql.Literal(self.limit + 1),
        )
        return Fragment(text, payload.parameters + where.parameters)

    def _by_row(self) -> tuple[Fragment, str]:
        if self.after is None:
            return Fragment(sql.SQL("true")), "_id"
        return Fragment(sql.SQL("_id > %s"), (self.after.row,)), "_id"

    def _by_item(self, column: StoreColumn, downwards: bool) -> list[tuple[Fragment, str]]:
        """Rows with a value by index, then those without; deep pages cost what the first one costs."""
        name = sql.Identifier(column.physical)
        order = f'"{column.physical}" DESC, _id DESC' if downwards else f'"{column.physical}", _id'
        empty = (Fragment(name + sql.SQL(" IS NULL")), "_id")
        after = self.after
        if after is None:
            filled = Fragment(name + sql.SQL(" IS NOT NULL"))
        elif after.value is None:
            return [(both(empty[0], Fragment(sql.SQL("_id > %s"), (after.row,))), "_id")]
        else:
            comparison = sql.SQL("({}, _id) {} (CAST(%s AS {}), %s)").format(
                name, sql.SQL("<" if downwards else ">"), ddl.type_of(column)
            )
            filled = Fragment(comparison, (after.value, after.row))
        return [(filled, order)] if column.required else [(filled, order), empty]


def _plan(query: Query) -> _Plan:
    if not 1 <= query.limit <= MOST_ROWS:
        raise ValidationError(_("A page has 1 to %(most)d rows.") % {"most": MOST_ROWS})
    after = cursors.read(query.after, query.fingerprint()) if query.after else None
    if after is not None:
        seen = statements.fixed(query.table, after.version, after.generation)
    else:
        seen = statements.of_version(query.table, query.version, query.restriction)
    return _Plan(query, query.chosen(), query.ordered_by(), query.limit, seen, after)


def shown_version(query: Query) -> int:
    """The number of the version that the reader sees where the query names none."""
    is_careful = query.restriction is not None and query.restriction.careful
    return query.table.version_in_sight if is_careful else query.table.current_version


def count(query: Query) -> Count:
    """How many rows match, exactly up to the bound ``store.count_bound``, else as the planner estimates.

    Remembered by version and conditions. ``TooSlow`` after the query's timeout.
    """
    limits = query.restriction.filters if query.restriction else ()
    version = query.version or shown_version(query)
    if not query.filters and not limits and query.version is None and version == query.table.current_version:
        return Count(query.table.row_count, exact=True)
    plain = repr([_plain(f) for f in query.filters] + [_plain(f) for f in limits])
    key = f"store.count.{query.table.public_id}.{version}.{hashlib.sha256(plain.encode()).hexdigest()}"
    statements.conditions(statements.current(query.table), query.filters, query.restriction)
    known = cache.get(key)
    if known is None:
        known = _counted(query, version)
        cache.set(key, known, COUNT_KEPT_SECONDS)
    return Count(*known)


def _counted(query: Query, version: int) -> tuple[int, bool]:
    if not version:
        return 0, True
    most = bound(COUNT_BOUND)
    seen = statements.of_version(query.table, version)
    where = statements.conditions(seen, query.filters, query.restriction)
    text = sql.SQL("SELECT count(*) FROM (SELECT FROM {} WHERE {} LIMIT {}) found").format(
        statements.source(query.table), where.text, sql.Literal(most + 1)
    )
    ((found,),) = statements.run(text, where.parameters, query.timeout)
    if found <= most:
        return found, True
    plan = sql.SQL("EXPLAIN (FORMAT JSON) SELECT FROM {} WHERE {}").format(
        statements.source(query.table), where.text
    )
    ((explained,),) = statements.run(plan, where.parameters, query.timeout)
    return max(int(explained[0]["Plan"]["Plan Rows"]), found), False
