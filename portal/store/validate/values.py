"""Text as values of an item's type, a whole column at once; what does not fit becomes null.

Dates are taken as 2024-01-31, 2024/1/31, 2024.1.31, 2024年1月31日 and 20240131; moments are civil time of the
portal's zone (one with a zone of its own is converted); numbers have no thousands separators.
"""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from portal.store.choices import DataType
from portal.store.models import StoreColumn

ZONE = "Asia/Shanghai"
TRUE = ["true", "t", "1", "yes", "y", "是", "真"]
FALSE = ["false", "f", "0", "no", "n", "否", "假"]


def usual(text: pl.Expr, column: StoreColumn) -> pl.Expr:
    """Values from the spelling that most files use; fast, since every value goes this way."""
    if column.data_type == DataType.TEXT:
        return text
    if column.data_type == DataType.DECIMAL:
        return _decimal(text, column.precision or 38, column.scale or 0)
    return _USUAL[DataType(column.data_type)](text)


def typed(text: pl.Series, column: StoreColumn) -> pl.Series:
    """The column's values in polars' type; null where the text is null or of another type."""
    values = pl.select(usual(pl.lit(text), column)).to_series()
    patient = _PATIENT.get(DataType(column.data_type))
    failed = values.is_null() & text.is_not_null()
    if patient is None or not failed.any():
        return values
    return values.scatter(failed.arg_true(), patient(text.filter(failed)))


def canonical(values: pl.Expr, column: StoreColumn) -> pl.Expr:
    """Values as the text that is stored and hashed: one spelling for each value."""
    if column.data_type == DataType.TEXT:
        return values
    if column.data_type == DataType.DATETIME:
        return values.dt.to_string("%Y-%m-%d %H:%M:%S%.f")
    return values.cast(pl.String)


def _integer(text: pl.Expr) -> pl.Expr:
    return text.cast(pl.Int64, strict=False)


def _double(text: pl.Expr) -> pl.Expr:
    values = text.cast(pl.Float64, strict=False)
    return pl.when(values.is_finite()).then(values)


def _decimal(text: pl.Expr, precision: int, scale: int) -> pl.Expr:
    """Digits are never rounded away: more decimal places than the item has is another type."""
    whole = max(precision - scale, 1)
    form = rf"^[+-]?0*\d{{1,{whole}}}(?:\.\d{{0,{scale}}}0*)?$"
    return pl.when(text.str.contains(form)).then(text.cast(pl.Decimal(38, scale), strict=False))


def _boolean(text: pl.Expr) -> pl.Expr:
    words = text.str.to_lowercase()
    return pl.when(words.is_in(TRUE)).then(statement=True).when(words.is_in(FALSE)).then(statement=False)


def _date(text: pl.Expr) -> pl.Expr:
    return text.str.to_date("%Y-%m-%d", strict=False)


def _datetime(text: pl.Expr) -> pl.Expr:
    return text.str.to_datetime("%Y-%m-%d %H:%M:%S", time_unit="us", strict=False)


_USUAL: dict[DataType, Callable[[pl.Expr], pl.Expr]] = {
    DataType.INTEGER: _integer,
    DataType.DOUBLE: _double,
    DataType.BOOLEAN: _boolean,
    DataType.DATE: _date,
    DataType.DATETIME: _datetime,
}


def _unusual_date(text: pl.Series) -> pl.Series:
    hyphens = text.str.replace_all("[年月/.]", "-").str.replace("日", " ").str.strip_chars()
    hyphens = hyphens.str.replace(r"[ T]0{1,2}:00(?::00)?(?:\.0+)?$", "")
    values = hyphens.str.to_date("%Y-%m-%d", strict=False)
    return values.zip_with(values.is_not_null(), _eight_digits(text))


def _eight_digits(text: pl.Series) -> pl.Series:
    is_plain = text.str.contains(r"^\d{8}$")
    return text.zip_with(is_plain, pl.Series([None], dtype=pl.String)).str.to_date("%Y%m%d", strict=False)


def _unusual_datetime(text: pl.Series) -> pl.Series:
    day, clock = r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", r"[ T](\d{1,2}:\d{2})(:\d{2}(?:\.\d+)?)?"
    seconds = text.str.replace(rf"^{day}$", "$1-$2-$3 00:00:00")
    seconds = seconds.str.replace(rf"^{day}{clock}", "$1-$2-$3 $4$5")
    seconds = seconds.str.replace(r" (\d{1,2}:\d{2})(Z|[+-]\d{2}:?\d{2}|)$", " $1:00$2")
    values = seconds.str.to_datetime("%Y-%m-%d %H:%M:%S%.f", time_unit="us", strict=False)
    zoned = seconds.str.replace("Z$", "+00:00").str.to_datetime(
        "%Y-%m-%d %H:%M:%S%.f%#z", time_unit="us", time_zone="UTC", strict=False
    )
    local = zoned.dt.convert_time_zone(ZONE).dt.replace_time_zone(None)
    return values.zip_with(values.is_not_null(), local)


#: Every spelling that is taken; slow, for what the usual one did not match.
_PATIENT: dict[DataType, Callable[[pl.Series], pl.Series]] = {
    DataType.DATE: _unusual_date,
    DataType.DATETIME: _unusual_datetime,
}
