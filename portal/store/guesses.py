"""An item's type, guessed from its values and its title. In doubt it is text: a code is never a number."""

from __future__ import annotations

import re
from dataclasses import dataclass

import polars as pl

from .choices import DataType
from .models import StoreColumn
from .validate.values import typed

#: Titles of codes: their digits are no quantity.
CODE_TITLE = re.compile(
    r"代码|编码|编号|号码|[证账帐卡]号|邮编|电话|手机|传真|区划|\bid\b|code|phone|zip", re.IGNORECASE
)
DAY_TITLE = re.compile(r"日期|时间|年月日|\bdate\b", re.IGNORECASE)
WORDS = ["true", "false", "是", "否", "yes", "no"]
INTEGER = r"^-?(?:0|[1-9]\d{0,14})$"
NUMBER = r"^[+-]?(?:0|[1-9]\d{0,25})(?:\.\d+)?$"
FLOATING = r"^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$"
MOST_PLACES = 10


@dataclass(frozen=True, slots=True)
class TypeGuess:
    """A type, with digits and decimal places for decimal numbers."""

    data_type: str
    precision: int | None = None
    scale: int | None = None


TEXT = TypeGuess(DataType.TEXT)


def guess_type(values: pl.Series, title: str) -> TypeGuess:
    """The narrowest type that takes every value (blank ones left out)."""
    if not len(values) or CODE_TITLE.search(title):
        return TEXT
    if values.str.to_lowercase().is_in(WORDS).all():
        return TypeGuess(DataType.BOOLEAN)
    if values.str.contains(NUMBER).all():
        return _number(values, title)
    if values.str.contains(FLOATING).all() and not values.str.contains(r"^[+-]?0\d").any():
        return TypeGuess(DataType.DOUBLE)
    return _moment(values)


def longest(text: pl.Series) -> int:
    """Characters of the longest value; 0 when there is none."""
    return int(text.to_frame().select(pl.first().str.len_chars().max()).item() or 0)


def _number(values: pl.Series, title: str) -> TypeGuess:
    if values.str.contains(INTEGER).all():
        if DAY_TITLE.search(title) and _fits(values, DataType.DATE):
            return TypeGuess(DataType.DATE)
        return TypeGuess(DataType.INTEGER)
    if not values.str.contains(".", literal=True).any():
        return TEXT  # whole numbers beyond fifteen digits: identity and account numbers
    places = longest(values.str.extract(r"\.(\d+)$", 1))
    digits = longest(values.str.extract(r"^[+-]?(\d+)", 1))
    if places > MOST_PLACES:
        return TypeGuess(DataType.DOUBLE)
    scale = max(places, 2)
    return TypeGuess(DataType.DECIMAL, precision=min(38, max(18, digits + 4 + scale)), scale=scale)


def _moment(values: pl.Series) -> TypeGuess:
    if not values.str.contains(r"^\d{4}[-/.年]").all():
        return TEXT
    for data_type in (DataType.DATE, DataType.DATETIME):
        if _fits(values, data_type):
            return TypeGuess(data_type)
    return TEXT


def _fits(values: pl.Series, data_type: DataType) -> bool:
    return typed(values, StoreColumn(data_type=data_type)).is_not_null().all()
