"""Townships and streets of all China (43,104) and of Guiyang with Gui'an (175 + 2), from jionlp 1.5.31."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ..content.areas import CITY_CODE, GUIAN_TOWNSHIPS
from .location import lines
from .table import Ground, Table

CHINA_HEADER = ("序号", "省份", "省份代码", "城市", "城市代码", "区县", "区县代码", "乡镇街道", "村居数")
GUIYANG_HEADER = ("序号", "城市", "区县", "区县代码", "乡镇街道", "村居数", "贵安新区直管", "辖区代码")


def _china(ground: Ground) -> Iterator[tuple[object, ...]]:
    counts = _village_counts(ground)
    townships = (line for line in lines(ground) if line.level == 4)
    for number, line in enumerate(townships, start=1):
        province, city, county, township = line.path
        places = (province.name, province.code, city.name, city.code, county.name, county.code)
        yield number, *places, township.name, counts[line.path]


def _guiyang(ground: Ground) -> Iterator[tuple[object, ...]]:
    counts = _village_counts(ground)
    number = 0
    for line in lines(ground):
        if line.level != 4:
            continue
        _, city, county, township = line.path
        managed = (county.code, township.name) in GUIAN_TOWNSHIPS
        if city.code == CITY_CODE or managed:
            number += 1
            flag = "是" if managed else "否"
            yield (
                number,
                city.name,
                county.name,
                county.code,
                township.name,
                counts[line.path],
                flag,
                line.area_code,
            )


def _village_counts(ground: Ground) -> Counter[object]:
    return Counter(line.path[:4] for line in lines(ground) if line.level == 5)


CHINA = Table("townships_china", CHINA_HEADER, _china)
GUIYANG = Table("townships_guiyang", GUIYANG_HEADER, _guiyang)
