"""Every village and community of China (657,807 rows), from jionlp 1.5.31."""

from __future__ import annotations

from collections.abc import Iterator

from .location import lines
from .table import Ground, Table

HEADER = ("序号", "省份", "城市", "区县", "区县代码", "乡镇街道", "村居", "辖区代码")


def _rows(ground: Ground) -> Iterator[tuple[object, ...]]:
    villages = (line for line in lines(ground) if line.level == 5)
    for number, line in enumerate(villages, start=1):
        province, city, county, township, village = line.path
        yield (
            number,
            province.name,
            city.name,
            county.name,
            county.code,
            township.name,
            village.name,
            line.area_code,
        )


TABLE = Table("villages", HEADER, _rows)
