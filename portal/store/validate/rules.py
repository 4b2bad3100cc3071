"""An item's rules as masks over a whole column: true where a value breaks the rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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
class Broken:
    """Where one rule is broken in one column."""

    mask: pl.Series
    rule: Fault
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


def broken(column: StoreColumn, text: pl.Series, values: pl.Series, length: int | None) -> Iterator[Broken]:
    """The rules of the item that some value breaks. ``text`` is as it came, ``values`` typed."""
    for found in _candidates(column, text, values, length):
        if found.mask.any():
            yield found


def _candidates(
    column: StoreColumn, text: pl.Series, values: pl.Series, length: int | None
) -> Iterator[Broken]:
    if column.required:
        yield Broken(text.is_null(), Fault.REQUIRED)
    if column.data_type == DataType.TEXT:
        if length is not None:
            yield Broken(text.str.len_chars() > length, Fault.LENGTH, str(length))
    else:
        yield Broken(values.is_null() & text.is_not_null(), Fault.TYPE, _type_label(column))
    yield from _declared(column, text, values)


def damaged(text: pl.Series) -> Broken:
    """Values with bytes that were no text."""
    return Broken(text.str.contains(DAMAGE, literal=True), Fault.ENCODING)


def _declared(column: StoreColumn, text: pl.Series, values: pl.Series) -> Iterator[Broken]:
    rules: dict[str, Any] = column.rules
    if pattern := rules.get("pattern"):
        yield Broken(~text.str.contains(_whole(pattern)), Fault.PATTERN, pattern[:200])
    if (least := rules.get("minimum")) is not None:
        yield Broken(values < _limit(least, column), Fault.MINIMUM, str(least))
    if (most := rules.get("maximum")) is not None:
        yield Broken(values > _limit(most, column), Fault.MAXIMUM, str(most))
    if allowed := rules.get("allowed"):
        yield Broken(~values.is_in(_limits(allowed, column).implode()), Fault.ALLOWED)
    if kind := rules.get("check"):
        yield Broken(fails(kind, text), Fault.CHECK, kind)


def _whole(pattern: str) -> str:
    return f"^(?:{pattern})$"


def _limit(value: Any, column: StoreColumn) -> Any:
    return _limits([value], column)[0]


def _limits(values: Sequence[Any], column: StoreColumn) -> pl.Series:
    return typed(pl.Series([str(value) for value in values]), column)


def _type_label(column: StoreColumn) -> str:
    if column.data_type == DataType.DECIMAL:
        return f"{column.data_type}({column.precision}, {column.scale})"
    return str(column.data_type)
