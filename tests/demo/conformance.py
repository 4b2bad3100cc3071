"""Whether the rows of a file satisfy the items that the catalog declares: types, lengths, rules, keys."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl
from stdnum.cn import ric, uscc

from portal.demo.content.specs import ItemSpec, RuleSpec

FORMS = {
    "C": r"^.*$",
    "M": r"(?s)^.*$",
    "N": r"^-?\d+(\.\d+)?$",
    "Y": r"^-?\d+(\.\d+)?$",
    "I": r"^-?\d+$",
    "B": r"^-?\d+(\.\d+)?([eE]-?\d+)?$",
    "F": r"^-?\d+(\.\d+)?$",
    "L": r"^(是|否)$",
}
MOMENTS = {"D": (pl.Date, "%Y-%m-%d"), "T": (pl.Datetime, "%Y-%m-%d %H:%M:%S")}
NUMBERS: dict[str, Callable[[str], bool]] = {"uscc": uscc.is_valid, "resident_id": ric.is_valid}


def faults(frame: pl.DataFrame, items: tuple[ItemSpec, ...]) -> dict[str, int]:
    """What is wrong → in how many rows; empty when all is well."""
    checks = {name: check for item in items for name, check in _checks(frame, item).items()}
    counts = {name: int(frame.select(wrong.sum()).item()) for name, wrong in checks.items()}
    key = [item.name for item in items if item.key]
    counts["key"] = frame.height - frame.n_unique(key)
    return {name: count for name, count in counts.items() if count}


def _checks(frame: pl.DataFrame, item: ItemSpec) -> dict[str, pl.Expr]:
    value = pl.col(item.name)
    given = value != ""
    checks = {f"{item.name} type": given & ~_is_of_type(value, item)}
    if item.required:
        checks[f"{item.name} required"] = ~given
    if item.length:
        checks[f"{item.name} length"] = _size(value, item) > item.length
    for rule in item.rules:
        checks[f"{item.name} {rule.kind}"] = given & ~_obeys(frame, value, rule, item)
    return checks


def _is_of_type(value: pl.Expr, item: ItemSpec) -> pl.Expr:
    if item.data_type in MOMENTS:
        kind, form = MOMENTS[item.data_type]
        return value.str.strptime(kind, form, strict=False).is_not_null()
    return value.str.contains(FORMS[item.data_type])


def _size(value: pl.Expr, item: ItemSpec) -> pl.Expr:
    """Characters of a text; digits of a number, its decimals filled up."""
    if item.data_type == "C":
        return value.str.len_chars()
    return value.str.extract(r"^-?(\d+)").str.len_chars().fill_null(0) + item.decimals


def _obeys(frame: pl.DataFrame, value: pl.Expr, rule: RuleSpec, item: ItemSpec) -> pl.Expr:
    if rule.kind == "pattern":
        return value.str.contains(f"^(?:{rule.values[0]})$")
    if rule.kind == "one_of":
        return value.is_in(rule.values)
    if rule.kind == "range":
        number = value.cast(pl.Float64, strict=False)
        least, greatest = (float(bound) if bound else None for bound in rule.values)
        below = number < least if least is not None else pl.lit(False)
        above = number > greatest if greatest is not None else pl.lit(False)
        return ~(below | above).fill_null(False)
    good = [text for text in frame[item.name].unique() if NUMBERS[rule.kind](text)]
    return value.is_in(good)
