"""Guiyang's twelve-digit codes of city, counties and townships (157 rows) as of 2023-06 (extra folder)."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from .table import Ground, Table

HEADER = ("统计用区划代码", "级别", "名称", "上级代码", "区县代码")
LEVELS = {"2": "地级", "3": "县级", "4": "乡级"}


def _rows(ground: Ground) -> Iterator[tuple[object, ...]]:
    with TABLE.extra_path(ground).open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            if level := LEVELS.get(row["level"]):
                yield row["code12"], level, row["name"], row["parent12"], row["code12"][:6]


TABLE = Table("guiyang_codes", HEADER, _rows, extra_file="admin_divisions_modood/guiyang_12digit.derived.csv")
