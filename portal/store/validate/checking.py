"""One slice of records in, good rows and rejects out. A record with a bad value is turned down whole.

Everything is a handful of expressions over the slice: a call of polars costs as much as a thousand values.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from portal.store.choices import DataType, Fault
from portal.store.models import StoreColumn
from portal.store.readers.decoding import DAMAGE

from .rules import Rule, damage, rules_of, value_of
from .values import canonical, typed, usual

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
        self._rules = [rule for column in columns for rule in rules_of(column, len(self._keys))]
        self._text = [
            pl.col(c.physical).str.strip_chars() if c.data_type == DataType.TEXT else pl.col(c.physical)
            for c in columns
        ]
        self._typed = [column for column in columns if column.data_type != DataType.TEXT]
        self._values = [usual(pl.col(c.physical), c).alias(f"v_{c.physical}") for c in self._typed]
        self._canonical = [canonical(value_of(c), c).alias(c.physical) for c in columns]

    def check(self, frame: pl.DataFrame, ragged: pl.DataFrame, *, look_for_damage: bool = False) -> Checked:
        """Judge the records of one slice; ``ragged`` ones are rejects already."""
        slice_ = self._with_values(_without_blanks(frame.select("_record", *self._text)))
        rules = self._rules
        if look_for_damage:
            rules = [*rules, *(damage(column) for column in self._columns)]
        broken, masks = _broken(slice_, rules)
        rows = slice_.select("_record", *self._canonical)
        if broken:
            rows = rows.filter(masks.select(~pl.any_horizontal(pl.all())).to_series())
        rejects = [_told(slice_, masks[str(at)], rule) for at, rule in enumerate(broken)]
        rows, twice = self._without_repeated_keys(rows)
        told = pl.concat(pl.collect_all([_told_ragged(ragged), *rejects, *twice]))
        return Checked(rows, told, len(frame) - len(rows) + len(ragged))

    def _with_values(self, text: pl.DataFrame) -> pl.DataFrame:
        """The slice with its typed values beside the text."""
        if not self._values:
            return text
        slice_ = text.with_columns(self._values)
        nulls = slice_.null_count().row(0, named=True)
        looked_again = [
            series
            for column in self._typed
            if nulls[column.physical] != nulls[f"v_{column.physical}"]
            for series in _second_look(slice_, column)
        ]
        return slice_.with_columns(looked_again) if looked_again else slice_

    def _without_repeated_keys(self, rows: pl.DataFrame) -> tuple[pl.DataFrame, list[pl.LazyFrame]]:
        """The first record with a key counts; across slices the loader finds them in the database."""
        if not self._keys:
            return rows, []
        names = [column.physical for column in self._keys]
        keys = rows[names[0]] if len(names) == 1 else rows.select(pl.struct(names)).to_series()
        if keys.n_unique() == len(keys):
            return rows, []
        first = keys.is_first_distinct()
        value = pl.concat_str(names, separator=" | ")
        title = " | ".join(column.name for column in self._keys)
        twice = rows.lazy().filter(~first).select(_reject("_record", title, value, Fault.DUPLICATE, ""))
        return rows.filter(first), [twice]


def _second_look(slice_: pl.DataFrame, column: StoreColumn) -> tuple[pl.Series, pl.Series]:
    """Text and values again where the quick look found no value: without blanks, in any spelling."""
    text, values = slice_[column.physical], slice_[f"v_{column.physical}"]
    failed = (values.is_null() & text.is_not_null()).arg_true()
    again = cleaned(text.gather(failed))
    return text.scatter(failed, again), values.scatter(failed, typed(again, column))


def cleaned(text: pl.Series) -> pl.Series:
    """Without blanks around; what is blank is null."""
    return _without_blanks(text.str.strip_chars().to_frame()).to_series()


def _without_blanks(text: pl.DataFrame) -> pl.DataFrame:
    """Stripped text that is empty is null; few columns have any, since the reader makes empty items null."""
    blanks = text.select((pl.col(pl.String) == "").any()).row(0, named=True)
    found = [
        pl.when(pl.col(name) != "").then(pl.col(name)) for name, has_blank in blanks.items() if has_blank
    ]
    return text.with_columns(found) if found else text


def _broken(slice_: pl.DataFrame, rules: Sequence[Rule]) -> tuple[list[Rule], pl.DataFrame]:
    """The rules that some record breaks, and where, in columns ``0``, ``1``, …"""
    masks = slice_.select(rule.broken.fill_null(value=False).alias(str(at)) for at, rule in enumerate(rules))
    if not rules:
        return [], masks
    counts = masks.sum().row(0)
    at_fault = [at for at, count in enumerate(counts) if count]
    named = [pl.col(str(at)).alias(str(number)) for number, at in enumerate(at_fault)]
    return [rules[at] for at in at_fault], masks.select(named)


def _told(slice_: pl.DataFrame, mask: pl.Series, rule: Rule) -> pl.LazyFrame:
    value, name = pl.col(rule.column.physical), rule.column.name
    return slice_.lazy().filter(mask).select(_reject("_record", name, value, rule.fault, rule.detail))


def _told_ragged(ragged: pl.DataFrame) -> pl.LazyFrame:
    told = ragged.lazy().select(
        _reject("_record", "", pl.col("value"), Fault.RAGGED, ""), said=pl.col("detail")
    )
    return told.with_columns(detail=pl.col("said")).drop("said")


def _reject(record: str, title: str, value: pl.Expr, fault: Fault, detail: str) -> list[pl.Expr]:
    readable = value.str.replace_all(DAMAGE, "�", literal=True).str.slice(0, SHOWN).fill_null("")
    return [
        pl.col(record).alias("record"),
        pl.lit(title).alias("column"),
        readable.alias("value"),
        pl.lit(fault.value).alias("rule"),
        pl.lit(detail[:SHOWN]).alias("detail"),
    ]
