"""One slice of records in, good rows and rejects out. A record with a bad value is turned down whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from portal.store.choices import Fault
from portal.store.models import StoreColumn
from portal.store.readers.decoding import DAMAGE

from .rules import Broken, broken, damaged, longest
from .values import canonical, typed

REJECT_SCHEMA = {
    "record": pl.Int64,
    "column": pl.String,
    "value": pl.String,
    "rule": pl.String,
    "detail": pl.String,
}
SHOWN = 200


@dataclass(frozen=True, slots=True)
class Checked:
    """``good``: ``_record`` and the items as canonical text. ``rejects``: one line per broken rule."""

    good: pl.DataFrame
    rejects: pl.DataFrame
    rejected: int


class Checker:
    """The rules of a table, ready for slice after slice."""

    def __init__(self, columns: Sequence[StoreColumn]) -> None:
        self._columns = list(columns)
        self._keys = [column for column in columns if column.key]
        self._lengths = {column.physical: longest(column, len(self._keys)) for column in columns}

    def check(self, frame: pl.DataFrame, ragged: pl.DataFrame, *, look_for_damage: bool = False) -> Checked:
        """Judge the records of one slice; ``ragged`` ones are rejects already."""
        records = frame["_record"]
        bad, rejects, good = _none(len(frame)), [_ragged_rejects(ragged)], {"_record": records}
        for column in self._columns:
            text = cleaned(frame[column.physical])
            values = typed(text, column)
            faults = list(broken(column, text, values, self._lengths[column.physical]))
            if look_for_damage and (damage := damaged(text)).mask.any():
                faults.append(damage)
            for fault in faults:
                bad |= fault.mask.fill_null(value=False)
                rejects.append(_rejects(records, column.name, text, fault))
            good[column.physical] = canonical(values)
        rows = pl.DataFrame(good)
        rows = rows.filter(~bad) if bad.any() else rows
        rows, twice = self._without_repeated_keys(rows)
        told = pl.concat([*rejects, twice])
        return Checked(rows, told, len(frame) - len(rows) + len(ragged))

    def _without_repeated_keys(self, rows: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
        """The first record with a key counts; across slices the loader finds them in the database."""
        if not self._keys:
            return rows, pl.DataFrame(schema=REJECT_SCHEMA)
        names = [column.physical for column in self._keys]
        first = rows.select(pl.struct(names).is_first_distinct()).to_series()
        if first.all():
            return rows, pl.DataFrame(schema=REJECT_SCHEMA)
        repeated = rows.filter(~first)
        value = repeated.select(pl.concat_str(names, separator=" | ").alias("value")).to_series()
        fault = Broken(pl.repeat(value=True, n=len(repeated), eager=True), Fault.DUPLICATE)
        title = " | ".join(column.name for column in self._keys)
        return rows.filter(first), _rejects(repeated["_record"], title, value, fault)


def cleaned(text: pl.Series) -> pl.Series:
    """Without blanks around; what is blank is null."""
    stripped = text.str.strip_chars()
    is_blank = stripped == ""
    return stripped.set(is_blank, None) if is_blank.any() else stripped


def _none(length: int) -> pl.Series:
    return pl.repeat(value=False, n=length, dtype=pl.Boolean, eager=True)


def _rejects(records: pl.Series, title: str, text: pl.Series, fault: Broken) -> pl.DataFrame:
    value = text.filter(fault.mask).str.replace_all(DAMAGE, "�", literal=True).str.slice(0, SHOWN)
    return pl.DataFrame(
        {
            "record": records.filter(fault.mask),
            "column": pl.repeat(title, len(value), dtype=pl.String, eager=True),
            "value": value.fill_null(""),
            "rule": pl.repeat(fault.rule.value, len(value), dtype=pl.String, eager=True),
            "detail": pl.repeat(fault.detail[:SHOWN], len(value), dtype=pl.String, eager=True),
        },
        schema=REJECT_SCHEMA,
    )


def _ragged_rejects(ragged: pl.DataFrame) -> pl.DataFrame:
    return ragged.select(
        record=pl.col("_record"),
        column=pl.lit(""),
        value=pl.col("value").str.replace_all(DAMAGE, "�", literal=True).str.slice(0, SHOWN),
        rule=pl.lit(Fault.RAGGED.value),
        detail=pl.col("detail"),
    ).cast(REJECT_SCHEMA)  # type: ignore[arg-type]
