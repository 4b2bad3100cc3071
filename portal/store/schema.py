"""Tables and their items: created, described, altered, dropped."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.kernel.errors import Conflict

from . import ddl, reshape
from .choices import CheckKind, DataType, VersionState
from .models import StoreColumn, StoreTable
from .readers.records import MOST_ITEMS

RULES = frozenset({"pattern", "minimum", "maximum", "allowed", "check"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnSpec:
    """An item as declared; ``length`` in characters, ``rules`` as in docs/mechanisms/store.md."""

    name: str
    data_type: str = DataType.TEXT
    length: int | None = None
    precision: int | None = None
    scale: int | None = None
    required: bool = False
    key: bool = False
    searchable: bool = False
    rules: Mapping[str, Any] = field(default_factory=dict)
    reference: str = ""


def create_table(columns: Sequence[ColumnSpec]) -> StoreTable:
    """Create an empty table with these items, in this order. ``ValidationError`` names a wrong one."""
    check(columns)
    with transaction.atomic():
        table = StoreTable.objects.create(last_column=len(columns))
        made = [_column(table, position, f"c{position}", spec) for position, spec in enumerate(columns, 1)]
        StoreColumn.objects.bulk_create(made)
        ddl.create_table(table, made)
    return table


def alter_table(table: StoreTable, columns: Sequence[ColumnSpec]) -> StoreTable:
    """Give the table these items instead; items are recognised by their title.

    New items, rules and search are there at once. Another type or key, or a dropped item, makes a new
    generation of the present rows; ``ValidationError`` when they do not fit, ``Conflict`` during a load.
    """
    check(columns)
    with transaction.atomic():  # committed first: its heavy lock must not last as long as a reload
        table, before = _locked(table)
        after = _renumbered(table, before, columns)
        _make_room(table, before, after)
    with transaction.atomic():
        table, before = _locked(table)
        _apply(table, before, after)
    table.refresh_from_db()
    return table


def _locked(table: StoreTable) -> tuple[StoreTable, list[StoreColumn]]:
    table = StoreTable.objects.select_for_update().get(pk=table.pk)
    if table.versions.filter(state=VersionState.OPEN).exists():
        raise Conflict(_("The table is being loaded; wait until the load is over."))
    return table, list(table.columns.all())


def drop_table(table: StoreTable) -> None:
    """Drop the table with all its versions. ``Conflict`` while somebody reads it."""
    with transaction.atomic():
        for version in table.versions.filter(state=VersionState.OPEN, staging__isnull=False):
            ddl.drop_partition(table, version.staging or 0)
        ddl.drop_table(table)
        table.delete()


def specs(table: StoreTable) -> list[ColumnSpec]:
    """The table's items as they were declared."""
    return [_spec(column) for column in table.columns.all()]


def check(columns: Sequence[ColumnSpec]) -> None:
    """``ValidationError`` naming the first item that cannot be declared so."""
    if not 1 <= len(columns) <= MOST_ITEMS:
        raise ValidationError(_("A table has 1 to %(most)d items.") % {"most": MOST_ITEMS})
    names = [spec.name for spec in columns]
    for spec in columns:
        if not spec.name.strip() or spec.name != spec.name.strip():
            raise ValidationError(_("Every item has a title without blanks around it."))
        if names.count(spec.name) > 1:
            raise ValidationError(_("Two items have the same title: %(name)s") % {"name": spec.name})
        _check_type(spec)
        _check_rules(spec)


def _check_type(spec: ColumnSpec) -> None:
    if spec.data_type not in DataType.values:
        raise _wrong(spec, _("this type is not known"))
    if spec.data_type == DataType.DECIMAL:
        digits, places = spec.precision or 0, spec.scale or 0
        if not 1 <= digits <= 38 or not 0 <= places <= digits:
            raise _wrong(spec, _("a decimal number has 1 to 38 digits, of which some are decimal places"))
    if spec.length is not None and spec.length < 1:
        raise _wrong(spec, _("the length must be at least 1"))


def _check_rules(spec: ColumnSpec) -> None:
    if unknown := set(spec.rules) - RULES:
        raise _wrong(spec, _("this rule is not known: %(rule)s") % {"rule": sorted(unknown)[0]})
    if spec.rules.get("check", CheckKind.USCC) not in CheckKind.values:
        raise _wrong(spec, _("this check is not known"))
    if not isinstance(spec.rules.get("allowed", []), list):
        raise _wrong(spec, _("the allowed values are a list"))
    if "pattern" in spec.rules and not _is_pattern(spec.rules["pattern"]):
        raise _wrong(spec, _("the pattern is not a regular expression that the store can run"))


def _is_pattern(pattern: Any) -> bool:
    """Both engines must take it: Python's for people's tools, Rust's (without look-around) for the load."""
    from .validate.rules import compiles  # noqa: PLC0415  (polars is loaded only where rows are)

    try:
        re.compile(pattern)
    except (re.error, TypeError):
        return False
    return compiles(pattern)


def _wrong(spec: ColumnSpec, why: str) -> ValidationError:
    return ValidationError(_("Item “%(name)s”: %(why)s.") % {"name": spec.name, "why": why})


def _column(table: StoreTable, position: int, physical: str, spec: ColumnSpec) -> StoreColumn:
    is_decimal = spec.data_type == DataType.DECIMAL
    return StoreColumn(
        table=table,
        position=position,
        physical=physical,
        name=spec.name,
        data_type=spec.data_type,
        length=spec.length if spec.data_type == DataType.TEXT else None,
        precision=spec.precision if is_decimal else None,
        scale=(spec.scale or 0) if is_decimal else None,
        required=spec.required or spec.key,
        key=spec.key,
        searchable=spec.searchable,
        rules=dict(spec.rules),
        reference=spec.reference,
    )


def _spec(column: StoreColumn) -> ColumnSpec:
    names = ("name", "data_type", "length", "precision", "scale", "required", "key", "searchable")
    values = {name: getattr(column, name) for name in names}
    return ColumnSpec(**values, rules=column.rules, reference=column.reference)


def _renumbered(
    table: StoreTable, before: Sequence[StoreColumn], specs: Sequence[ColumnSpec]
) -> list[StoreColumn]:
    """The new columns: an item of the same title and type keeps its place in the database."""
    known = {column.name: column for column in before}
    after = []
    for position, spec in enumerate(specs, 1):
        column = _column(table, position, "", spec)
        old = known.get(spec.name)
        if old is not None and _lies_alike(old, column):
            column.physical = old.physical
        else:
            table.last_column += 1
            column.physical = f"c{table.last_column}"
        after.append(column)
    return after


def _lies_alike(one: StoreColumn, other: StoreColumn) -> bool:
    return (one.data_type, one.precision, one.scale) == (other.data_type, other.precision, other.scale)


def _make_room(table: StoreTable, before: Sequence[StoreColumn], after: Sequence[StoreColumn]) -> None:
    there = {column.physical for column in before}
    table.save(update_fields=["last_column"])
    ddl.add_columns(table, [column for column in after if column.physical not in there])


def _apply(table: StoreTable, before: Sequence[StoreColumn], after: Sequence[StoreColumn]) -> None:
    if table.current_generation and reshape.is_needed(before, after):
        reshape.reload(table, before, after)
        return
    reshape.replace_columns(table, after)
    if table.current_generation:
        ddl.index(table, table.current_generation, after)
