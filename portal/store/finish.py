"""The last part of a load: keys made unique, then either a new generation or changes in the present one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from psycopg2 import errors, sql

from portal.kernel import clock
from portal.kernel.errors import Conflict

from . import ddl, hashing
from .choices import Fault, LoadMode, VersionState
from .fill import Hold
from .models import Reject, StoreColumn, StoreTable, TableVersion

#: With this share of unchanged rows a replacement is written as changes, so that they keep their version.
MOSTLY_UNCHANGED = 0.5
COUNTERS = ("loaded", "rejected", "added", "changed", "removed", "unchanged", "rows", "digest", "signs")


@dataclass(slots=True)
class Work:
    """What the steps share. ``staging`` is the filled stand-alone partition, ``current`` what readers see."""

    table: StoreTable
    version: TableVersion
    columns: Sequence[StoreColumn]

    @property
    def key(self) -> list[StoreColumn]:
        """The items that make the key."""
        return [column for column in self.columns if column.key]

    @property
    def staging(self) -> sql.Composable:
        """The stand-alone partition."""
        return ddl.partition_of(self.table, self.version.staging or 0)

    @property
    def current(self) -> sql.Composable:
        """The partition that readers see."""
        return ddl.partition_of(self.table, self.table.current_generation)

    def same_key(self, one: str, other: str) -> sql.Composable:
        """Both rows have the same key."""
        pairs = [
            sql.SQL("{} = {}").format(sql.Identifier(one, c.physical), sql.Identifier(other, c.physical))
            for c in self.key
        ]
        return sql.SQL(" AND ").join(pairs)


def finish(work: Work, hold: Hold | None) -> None:
    """Bring a completely copied version to where it can be published, in one transaction."""
    with transaction.atomic():
        _check_still_mine(work.version)
        ddl.execute(sql.SQL("SET LOCAL work_mem = {}").format(sql.Literal(ddl.WORK_MEMORY)))
        if work.version.staging is None:
            _count_appended(work)
        else:
            _finish_staging(work)
        work.version.filled_at = clock.now()
        work.version.save(update_fields=[*COUNTERS, "filled_at", "generation", "staging"])
        if hold is not None:
            hold()


def _check_still_mine(version: TableVersion) -> None:
    """A worker that was given up for dead must not finish what another has taken over."""
    locked = TableVersion.objects.select_for_update().get(pk=version.pk)
    if (locked.attempt, locked.state, locked.filled_at) != (version.attempt, VersionState.OPEN, None):
        raise Conflict(_("Another worker has taken this load over."))


def _finish_staging(work: Work) -> None:
    if work.key:
        _make_key_unique(work)
    if not work.table.current_generation or not work.key:
        _become_generation(work, removed=work.table.row_count)
        return
    ddl.execute(sql.SQL("ANALYZE {}").format(work.staging))  # else the planner expects a handful of rows
    if work.version.mode == LoadMode.REPLACE and not _compare_mostly_unchanged(work):
        _become_generation(work, removed=work.version.removed)
    else:
        _merge(work)


def _count_appended(work: Work) -> None:
    version = work.version
    version.added = version.loaded
    version.rows = work.table.row_count + version.loaded
    version.digest = hashing.plus(_present(work).digest, version.digest)
    _inherit_signs(work)


def _become_generation(work: Work, *, removed: int) -> None:
    version = work.version
    ddl.index(work.table, version.generation, work.columns)
    version.removed = removed
    version.added = version.loaded - version.changed - version.unchanged
    version.rows = version.loaded


def _make_key_unique(work: Work) -> None:
    """Most files have no key twice: try, and look for them only when the index says so."""
    try:
        with transaction.atomic():
            ddl.index_key(work.table, work.version.generation, work.key)
    except IntegrityError as error:
        if not isinstance(error.__cause__, errors.UniqueViolation):
            raise
        _turn_down_repeated(work)
        ddl.index_key(work.table, work.version.generation, work.key)


def _turn_down_repeated(work: Work) -> None:
    """The first record with a key stays; the others become rejects."""
    statement = sql.SQL(
        "WITH repeated AS"
        " (SELECT _id, row_number() OVER (PARTITION BY {key} ORDER BY _id) AS nth FROM {rows}),"
        " gone AS (DELETE FROM {rows} g USING repeated r WHERE g._id = r._id AND r.nth > 1"
        " RETURNING g._id, {value} AS value, g._hash), {told}"
    ).format(
        told=_told(work),
        key=ddl.items(work.key),
        rows=work.staging,
        value=_key_text(work, "g"),
    )
    _take_off(work, *ddl.rows(statement)[0])


def _told(work: Work) -> sql.Composable:
    """What follows rows that are ``gone``: they become rejects; their number and the sums of their hashes."""
    return sql.SQL(
        'told AS (INSERT INTO {rejects} (version_id, record, "column", value, rule, detail)'
        " SELECT {version}, _id - {first}, {title}, left(value, 200), {rule}, '' FROM gone)"
        " SELECT count(*), {sums} FROM gone"
    ).format(
        rejects=sql.Identifier(Reject._meta.db_table),
        version=sql.Literal(work.version.pk),
        first=sql.Literal(work.version.first_row),
        title=sql.Literal(_key_title(work)),
        rule=sql.Literal(Fault.DUPLICATE.value),
        sums=sql.SQL(hashing.SUMS.format("_hash")),
    )


def _take_off(work: Work, gone: int, first: int, second: int) -> None:
    version = work.version
    version.loaded -= gone
    version.rejected += gone
    version.digest = hashing.minus(version.digest, hashing.as_digest(first, second))


def _key_title(work: Work) -> str:
    return " | ".join(column.name for column in work.key)


def _key_text(work: Work, alias: str) -> sql.Composable:
    parts = [sql.SQL("{}::text").format(sql.Identifier(alias, column.physical)) for column in work.key]
    return sql.SQL("concat_ws(' | ', {})").format(sql.SQL(", ").join(parts))


def _compare_mostly_unchanged(work: Work) -> bool:
    """Count what a replacement changes; true when writing the changes is the lesser work."""
    statement = sql.SQL(
        "SELECT count(*) FILTER (WHERE t._hash = s._hash), count(*) FILTER (WHERE t._hash <> s._hash),"
        " count(*) FILTER (WHERE s._id IS NULL)"
        " FROM {staging} s FULL JOIN (SELECT _hash, {key} FROM {current} WHERE _until IS NULL) t ON {same}"
    ).format(
        staging=work.staging, current=work.current, key=ddl.items(work.key), same=work.same_key("s", "t")
    )
    version = work.version
    version.unchanged, version.changed, version.removed = ddl.rows(statement)[0]
    return version.unchanged >= MOSTLY_UNCHANGED * max(version.loaded, work.table.row_count, 1)


def _merge(work: Work) -> None:
    """Close and add rows of the present generation by the staged ones, then drop the staging."""
    version, table = work.version, work.table
    if version.mode == LoadMode.APPEND:
        _turn_down_present(work)
    else:
        version.changed = _close_changed(work)
    version.removed = _close_missing(work) if version.mode == LoadMode.REPLACE else 0
    inserted = _insert(work)
    version.added = inserted - version.changed
    version.unchanged = version.loaded - inserted
    version.rows = table.row_count + version.added - version.removed
    ddl.execute(sql.SQL("DROP TABLE {}").format(work.staging))
    version.generation, version.staging = table.current_generation, None
    version.digest = _merged_digest(work)
    _inherit_signs(work)
    ddl.execute(sql.SQL("ANALYZE {}").format(work.current))


def _turn_down_present(work: Work) -> None:
    """Appending may not repeat a key that is there."""
    statement = sql.SQL(
        "WITH gone AS (DELETE FROM {staging} s USING {current} t WHERE t._until IS NULL AND {same}"
        " RETURNING s._id, {value} AS value, s._hash), {told}"
    ).format(
        told=_told(work),
        staging=work.staging,
        current=work.current,
        same=work.same_key("s", "t"),
        value=_key_text(work, "s"),
    )
    _take_off(work, *ddl.rows(statement)[0])


def _close_changed(work: Work) -> int:
    return _close(work, sql.SQL("FROM {staging} s WHERE {same} AND t._hash <> s._hash"))


def _close_missing(work: Work) -> int:
    return _close(work, sql.SQL("WHERE NOT EXISTS (SELECT 1 FROM {staging} s WHERE {same})"))


def _close(work: Work, which: sql.SQL) -> int:
    """End living rows of the present generation with this version; how many."""
    statement = sql.SQL("UPDATE {current} t SET _until = {number} {which} AND t._until IS NULL")
    return ddl.execute(
        statement.format(
            current=work.current,
            number=sql.Literal(work.version.number),
            which=which.format(staging=work.staging, same=work.same_key("s", "t")),
        )
    )


def _insert(work: Work) -> int:
    """Add staged rows without a living one of the same key; a changed row keeps its number."""
    statement = sql.SQL(
        "INSERT INTO {current} (_generation, _id, _since, _hash, {items})"
        " SELECT {generation}, coalesce(t._id, s._id), s._since, s._hash, {staged}"
        " FROM {staging} s LEFT JOIN (SELECT _id, _until, {key} FROM {current}"
        " WHERE _until IS NULL OR _until = {number}) t ON {same}"
        " WHERE t._id IS NULL OR t._until = {number}"
    )
    return ddl.execute(
        statement.format(
            current=work.current,
            staging=work.staging,
            items=ddl.items(work.columns),
            staged=ddl.items(work.columns, "s"),
            key=ddl.items(work.key),
            same=work.same_key("s", "t"),
            number=sql.Literal(work.version.number),
            generation=sql.Literal(work.table.current_generation),
        )
    )


def _merged_digest(work: Work) -> str:
    """The present version's digest, with the rows that came and without those that went."""
    number, sums = sql.Literal(work.version.number), sql.SQL(hashing.SUMS.format("_hash"))
    statement = sql.SQL("SELECT {sums} FROM {current} WHERE {which} = {number}")
    came, went = (
        hashing.as_digest(
            *ddl.rows(statement.format(sums=sums, current=work.current, which=which, number=number))[0]
        )
        for which in (sql.Identifier("_since"), sql.Identifier("_until"))
    )
    return hashing.minus(hashing.plus(_present(work).digest, came), went)


def _inherit_signs(work: Work) -> None:
    present = _present(work).signs
    work.version.signs = None if present is None else sorted({*present, *(work.version.signs or [])})


def _present(work: Work) -> TableVersion:
    return work.table.versions.get(number=work.table.current_version)
