"""An item's rules as expressions over a whole column: true where a value breaks the rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import polars as pl

from portal.store.choices import DataType, Fault
from portal.store.models import StoreColumn
from portal.store.readers.decoding import DAMAGE

from .check_digits import fails
from .values import typed

#: Characters of an indexed text: a B-tree entry, shared by a key, has 2,704 bytes, a character up to four.
INDEXED_LENGTH = 500


@dataclass(frozen=True, slots=True)
class Rule:
    """What one rule of one item forbids."""

    column: StoreColumn
    fault: Fault
    broken: pl.Expr
    detail: str = ""


def compiles(pattern: str) -> bool:
    """Whether the engine of the load takes the pattern."""
    try:
        pl.Series(["a"]).str.contains(_whole(pattern), strict=True)
    except pl.exceptions.PolarsError:
        return False
    return True


def longest(column: StoreColumn, keys: int) -> int | None:
    """Characters that the item may have: its declared length, or what an index can hold."""
    bounds = [column.length] if column.length else []
    if column.searchable:
        bounds.append(INDEXED_LENGTH)
    if column.key:
        bounds.append(INDEXED_LENGTH // max(keys, 1))
    return min(bounds, default=None)


def rules_of(column: StoreColumn, keys: int) -> Iterator[Rule]:
    """The item's rules over a frame with its text as ``c1`` and its values as ``v_c1``."""
    text, values = pl.col(column.physical), value_of(column)
    if column.required:
        yield Rule(column, Fault.REQUIRED, text.is_null())
    if column.data_type != DataType.TEXT:
        yield Rule(column, Fault.TYPE, values.is_null() & text.is_not_null(), _type_label(column))
    elif (length := longest(column, keys)) is not None:
        yield Rule(column, Fault.LENGTH, text.str.len_chars() > length, str(length))
    yield from _declared(column, text, values)


def damage(column: StoreColumn) -> Rule:
    """Bytes that were no text."""
    broken = pl.col(column.physical).str.contains(DAMAGE, literal=True)
    return Rule(column, Fault.ENCODING, broken)


def value_of(column: StoreColumn) -> pl.Expr:
    """The item's typed values: those of text are the text."""
    return pl.col(column.physical if column.data_type == DataType.TEXT else f"v_{column.physical}")


def _declared(column: StoreColumn, text: pl.Expr, values: pl.Expr) -> Iterator[Rule]:
    rules: dict[str, Any] = column.rules
    if pattern := rules.get("pattern"):
        yield Rule(column, Fault.PATTERN, ~text.str.contains(_whole(pattern)), pattern)
    if (least := rules.get("minimum")) is not None:
        yield Rule(column, Fault.MINIMUM, values < _limit(least, column), str(least))
    if (most := rules.get("maximum")) is not None:
        yield Rule(column, Fault.MAXIMUM, values > _limit(most, column), str(most))
    if allowed := rules.get("allowed"):
        yield Rule(column, Fault.ALLOWED, ~values.is_in(_limits(allowed, column).implode()))
    if kind := rules.get("check"):
        broken = text.map_batches(partial(fails, kind), return_dtype=pl.Boolean)
        yield Rule(column, Fault.CHECK, broken, kind)


def _whole(pattern: str) -> str:
    return f"^(?:{pattern})$"


def _limit(value: Any, column: StoreColumn) -> pl.Expr:
    return pl.lit(_limits([value], column)).first()


def _limits(values: Sequence[Any], column: StoreColumn) -> pl.Series:
    return typed(pl.Series([str(value) for value in values]), column)


def _type_label(column: StoreColumn) -> str:
    if column.data_type == DataType.DECIMAL:
        return f"{column.data_type}({column.precision}, {column.scale})"
    return str(column.data_type)
