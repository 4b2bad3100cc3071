"""Provinces, cities and counties of China with their codes (34 + 350 + 3,192 rows), from jionlp 1.5.31."""

from __future__ import annotations

from collections.abc import Iterator

from .location import lines
from .table import Ground, Table

HEADER = ("序号", "区划代码", "名称", "简称", "级别", "上级代码", "上级名称", "所属省份")
LEVELS = {1: "省级", 2: "地级", 3: "县级"}


def _rows(ground: Ground) -> Iterator[tuple[object, ...]]:
    divisions = (line for line in lines(ground) if line.level in LEVELS)
    for number, line in enumerate(divisions, start=1):
        own, above = line.path[-1], line.path[-2] if line.level > 1 else None
        parent = (above.code, above.name) if above else ("", "")
        yield number, own.code, own.name, own.short_name, LEVELS[line.level], *parent, line.path[0].name


TABLE = Table("divisions", HEADER, _rows)
