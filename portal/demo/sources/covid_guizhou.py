"""Guizhou: daily COVID-19 figures by city in 2020 (3,456 rows), from the extra folder."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from .table import Ground, Table

HEADER = ("序号", "日期", "省份", "城市", "区划代码", "确诊", "疑似", "治愈", "死亡")
MEASURES = ("confirmed", "suspected", "cured", "dead")


def _rows(ground: Ground) -> Iterator[tuple[object, ...]]:
    with TABLE.extra_path(ground).open(encoding="utf-8", newline="") as stream:
        for number, row in enumerate(csv.DictReader(stream), start=1):
            code = row["cityCode"] or row["provinceCode"]
            yield number, row["date"], row["province"], row["city"], code, *(row[name] for name in MEASURES)


TABLE = Table("covid_guizhou", HEADER, _rows, extra_file="covid_city_daily_canghailan/guizhou_only.csv")
