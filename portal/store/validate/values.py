"""Text as values of an item's type, a whole column at once; what does not fit becomes null.

Dates are taken as 2024-01-31, 2024/1/31, 2024.1.31, 2024年1月31日, 20240131; moments are civil time of the portal's
zone (one with a zone of its own is converted); numbers have no thousands separators.
"""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from portal.store.choices import DataType
from portal.store.models import StoreColumn

ZONE = "Asia/Shanghai"
TRUE = ["true", "t", "1", "yes", "y", "是", "真"]
FALSE = ["false", "f", "0", "no", "n", "否", "假"]


def typed(text: pl.Series, column: StoreColumn) -> pl.Series:
    """The column's values in polars' type; null where the text is null or of another type."""
    if column.data_type == DataType.TEXT:
        return text
    if column.data_type == DataType.DECIMAL:
        return _decimal(text, column.precision or 38, column.scale or 0)
    return _CONVERSIONS[DataType(column.data_type)](text)


def canonical(values: pl.Series) -> pl.Series:
    """Values as the text that is stored and hashed: one spelling for each value."""
    if values.dtype == pl.Datetime:
        return values.dt.to_string("%Y-%m-%d %H:%M:%S%.f")
    return values if values.dtype == pl.String else values.cast(pl.String)


def _integer(text: pl.Series) -> pl.Series:
    return text.cast(pl.Int64, strict=False)


def _double(text: pl.Series) -> pl.Series:
    values = text.cast(pl.Float64, strict=False)
    return values.set(~values.is_finite(), None) if not values.is_finite().all() else values


def _decimal(text: pl.Series, precision: int, scale: int) -> pl.Series:
    """Digits are never rounded away: more decimal places than the item has is another type."""
    whole = max(precision - scale, 1)
    form = rf"^[+-]?0*\d{{1,{whole}}}(?:\.\d{{0,{scale}}}0*)?$"
    fits = text.str.contains(form)
    plain = text if fits.all() else text.set(~fits, None)
    return plain.cast(pl.Decimal(38, scale), strict=False)


def _boolean(text: pl.Series) -> pl.Series:
    words = text.str.to_lowercase()
    return pl.select(
        pl.when(words.is_in(TRUE)).then(statement=True).when(words.is_in(FALSE)).then(statement=False)
    ).to_series()


def _date(text: pl.Series) -> pl.Series:
    return _second_chance(text, text.str.to_date("%Y-%m-%d", strict=False), _unusual_date)


def _datetime(text: pl.Series) -> pl.Series:
    values = text.str.to_datetime("%Y-%m-%d %H:%M:%S%.f", time_unit="us", strict=False)
    return _second_chance(text, values, _unusual_datetime)


def _second_chance(text: pl.Series, values: pl.Series, parse: Callable[[pl.Series], pl.Series]) -> pl.Series:
    """Parse again, more patiently, only what the usual form did not match."""
    failed = values.is_null() & text.is_not_null()
    if not failed.any():
        return values
    return values.scatter(failed.arg_true(), parse(text.filter(failed)))


def _with_hyphens(text: pl.Series) -> pl.Series:
    return text.str.replace_all("[年月/.]", "-").str.replace("日", " ").str.strip_chars()


def _unusual_date(text: pl.Series) -> pl.Series:
    hyphens = _with_hyphens(text).str.replace(r"[ T]0{1,2}:00(?::00)?(?:\.0+)?$", "")
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


_CONVERSIONS: dict[DataType, Callable[[pl.Series], pl.Series]] = {
    DataType.INTEGER: _integer,
    DataType.DOUBLE: _double,
    DataType.BOOLEAN: _boolean,
    DataType.DATE: _date,
    DataType.DATETIME: _datetime,
}
