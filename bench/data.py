"""A table of firms: twelve items of Chinese text, codes, dates, decimals, made whole columns at a time."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

SEED = 20260901
DISTRICTS = [
    "南明区",
    "云岩区",
    "花溪区",
    "乌当区",
    "白云区",
    "观山湖区",
    "开阳县",
    "息烽县",
    "修文县",
    "清镇市",
    "贵安新区",
]
TRADES = [
    "大数据",
    "建筑安装",
    "物流运输",
    "食品加工",
    "文化旅游",
    "医药",
    "装备制造",
    "农业科技",
    "教育咨询",
    "商贸",
]
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
#: Every hundredth record is bad, of these kinds in turn.
FAULTS = ("type", "required", "allowed", "check", "duplicate")

#: Title, type in the store, type in PostgreSQL, further words for ``ColumnSpec``.
ITEMS: tuple[tuple[str, str, str, dict[str, Any]], ...] = (
    ("统一社会信用代码", "text", 'text COLLATE "C"', {"key": True, "length": 18, "rules": {"check": "uscc"}}),
    ("企业名称", "text", 'text COLLATE "C"', {"required": True, "length": 100}),
    ("住所", "text", 'text COLLATE "C"', {"length": 200}),
    ("区县", "text", 'text COLLATE "C"', {"rules": {"allowed": DISTRICTS}}),
    ("行业代码", "text", 'text COLLATE "C"', {"rules": {"pattern": "[A-T][0-9]{4}"}}),
    ("成立日期", "date", "date", {}),
    ("核准日期", "date", "date", {}),
    ("注册资本", "decimal", "numeric(18, 2)", {"precision": 18, "scale": 2, "rules": {"minimum": 0}}),
    ("从业人数", "integer", "bigint", {"rules": {"minimum": 0}}),
    ("经度", "decimal", "numeric(9, 6)", {"precision": 9, "scale": 6}),
    ("联系电话", "text", 'text COLLATE "C"', {"length": 20}),
    ("更新时间", "datetime", "timestamp", {}),
)


@dataclass(frozen=True, slots=True)
class Files:
    """The clean file, and the same with one bad record in a hundred."""

    clean: Path
    dirty: Path
    rows: int
    bad: int


def make(folder: Path, rows: int) -> Files:
    """Write both files into the folder."""
    files = Files(folder / "clean.csv", folder / "dirty.csv", rows, rows // 100)
    frame = _frame(rows)
    frame.write_csv(files.clean)
    _with_faults(frame).write_csv(files.dirty)
    return files


def _frame(rows: int) -> pl.DataFrame:
    number = pl.int_range(rows, eager=True)
    mixed = (number * 7_919 + SEED) % 1_000_003
    words = pl.DataFrame({"n": number, "m": mixed})
    day = pl.date(2000, 1, 1) + pl.duration(days=pl.col("m") % 9_000)
    return words.select(
        _codes(number).alias("统一社会信用代码"),
        pl.format("贵阳市{}{}第{}有限责任公司", _one_of(DISTRICTS, 1), _one_of(TRADES, 11), "n").alias(
            "企业名称"
        ),
        pl.format(
            "贵州省贵阳市{}中华北路{}号附{}号“数谷”大厦{}楼, {}室",
            _one_of(DISTRICTS, 1),
            pl.col("m") % 997,
            pl.col("m") % 31,
            pl.col("m") % 40,
            pl.col("m") % 2_000,
        ).alias("住所"),
        _one_of(DISTRICTS, 1).alias("区县"),
        pl.format("{}{}", _one_of(list("ABCDEFGHIJKLMNOPQRST"), 7), 1_000 + pl.col("m") % 9_000).alias(
            "行业代码"
        ),
        day.alias("成立日期"),
        (day + pl.duration(days=pl.col("m") % 400)).alias("核准日期"),
        ((pl.col("m") * 137 % 10_000_000) / 100).round(2).alias("注册资本"),
        (pl.col("m") % 5_000).alias("从业人数"),
        (106 + (pl.col("m") % 900_000) / 1_000_000).round(6).alias("经度"),
        pl.format("0851-{}", 80_000_000 + pl.col("m")).alias("联系电话"),
        (pl.datetime(2024, 1, 1) + pl.duration(seconds=pl.col("m") * 37))
        .dt.to_string("%Y-%m-%d %H:%M:%S")
        .alias("更新时间"),
    )


def _one_of(words: list[str], step: int) -> pl.Expr:
    place = (pl.col("m") // step) % len(words)
    return place.replace_strict(list(range(len(words))), words, return_dtype=pl.String)


def _codes(number: pl.Series) -> pl.Series:
    """Unified social credit codes with right check digits."""
    body = (number * 48_271 + 104_729) % 999_999_937
    stem = pl.select(pl.format("91520100{}", body.cast(pl.String).str.zfill(9))).to_series()
    places = (
        pl.DataFrame({"s": stem})
        .select(
            pl.sum_horizontal(
                pl.col("s").str.slice(at, 1).cast(pl.Int64) * weight for at, weight in enumerate(WEIGHTS)
            )
            % 31
        )
        .to_series()
    )
    check = ((31 - places) % 31).replace_strict(list(range(31)), list(ALPHABET), return_dtype=pl.String)
    return stem + check


def _with_faults(frame: pl.DataFrame) -> pl.DataFrame:
    """Spoil every hundredth record in one of five ways."""
    number = pl.int_range(pl.len())
    is_bad = number % 100 == 99

    def fault(kind: str) -> pl.Expr:
        return is_bad & ((number // 100) % len(FAULTS) == FAULTS.index(kind))

    code = pl.col("统一社会信用代码")
    wrong = pl.when(code.str.ends_with("0")).then(pl.lit("1")).otherwise(pl.lit("0"))
    return frame.with_columns(
        pl.when(fault("check"))
        .then(code.str.slice(0, 17) + wrong)
        .when(fault("duplicate"))
        .then(code.shift(99))
        .otherwise(code)
        .alias("统一社会信用代码"),
        pl.when(fault("required")).then(pl.lit("")).otherwise(pl.col("企业名称")).alias("企业名称"),
        pl.when(fault("allowed")).then(pl.lit("无此区")).otherwise(pl.col("区县")).alias("区县"),
        pl.when(fault("type"))
        .then(pl.lit("2024-02-30"))
        .otherwise(pl.col("成立日期").cast(pl.String))
        .alias("成立日期"),
    )
