"""Official air-quality figures of Guizhou (107 rows), carried in the project with each one's page."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from .table import Ground, Table

HEADER = ("序号", "发布机构", "时期", "指标", "城市或区域", "数值", "单位或含义", "备注", "来源网址")
CARRIED = Path(__file__).parents[1] / "content" / "guizhou_air_quality.csv"


def _rows(ground: Ground) -> Iterator[tuple[object, ...]]:
    with CARRIED.open(encoding="utf-8", newline="") as stream:
        reader = csv.reader(stream)
        next(reader)
        for number, row in enumerate(reader, start=1):
            yield number, *row


TABLE = Table("air_quality_guizhou", HEADER, _rows)
