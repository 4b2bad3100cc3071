"""Where generated things lie: a district (or a township of Gui'an), a road, a point around its seat."""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator
from typing import NamedTuple

from ..content.areas import DISTRICTS, GUIAN_CENTRE, GUIAN_TOWNSHIPS

#: One thing in twenty-five lies in Gui'an New Area.
GUIAN_WEIGHT = 4
#: Header of the three columns that a ``Place`` fills.
AREA_HEADER = ("区县代码", "区县", "辖区代码")
#: County → its roads.
ROADS = {
    "南明区": (
        "中华南路",
        "瑞金南路",
        "遵义路",
        "都司路",
        "市府路",
        "青云路",
        "沙冲路",
        "朝阳洞路",
        "花果园大街",
    ),
    "云岩区": ("中华北路", "瑞金北路", "延安东路", "延安西路", "北京路", "宝山北路", "黔灵东路", "友谊路"),
    "花溪区": ("清溪路", "花溪大道", "甲秀南路", "贵筑路", "溪北路", "将军路", "金竹路", "思孟路"),
    "乌当区": ("新添大道", "高新路", "航天大道", "温泉路", "新庄路"),
    "白云区": ("白云南路", "白云北路", "云峰大道", "健康路", "同心路", "育才路"),
    "观山湖区": (
        "观山东路",
        "观山西路",
        "长岭北路",
        "长岭南路",
        "林城东路",
        "林城西路",
        "金阳南路",
        "石林东路",
        "诚信北路",
    ),
    "开阳县": ("开州大道", "南山路", "云开大道", "紫兴街"),
    "息烽县": ("永靖大道", "虎城大道", "县府路", "花园路"),
    "修文县": ("阳明大道", "龙岗大道", "扎佐大道", "翠屏路"),
    "清镇市": ("红枫湖路", "云岭街", "百花大道", "前进路"),
    "平坝区": ("枫阳路", "黔中大道", "天河潭大道"),
}
COMMUNITY_WORDS = (
    *(
        "山水",
        "黔灵",
        "翠湖",
        "金源",
        "云岩",
        "南湖",
        "碧海",
        "观府",
        "林语",
        "溪山",
        "兰亭",
        "紫荆",
        "枫林",
        "锦绣",
    ),
    *(
        "福泽",
        "嘉和",
        "景和",
        "瑞和",
        "盛世",
        "东方",
        "阳光",
        "清泉",
        "梅苑",
        "桂香",
        "青山",
        "和平",
        "新华",
        "文昌",
    ),
)
COMMUNITY_ENDINGS = ("花园", "家园", "小区", "新城", "雅苑", "公馆", "名邸", "华庭", "苑", "里")


class Place(NamedTuple):
    """County code and name as its registers write them, the code for jurisdictions, and a point."""

    county_code: str
    county: str
    area_code: str
    longitude: float
    latitude: float

    @property
    def area(self) -> tuple[str, str, str]:
        """The three columns of ``AREA_HEADER``."""
        return self.county_code, self.county, self.area_code


def random_place(source: random.Random) -> Place:
    """A district by its share of the population, or a township of Gui'an, with a point near it."""
    weights = [*(area.weight for area in DISTRICTS), GUIAN_WEIGHT]
    chosen = source.choices([*DISTRICTS, None], weights)[0]
    if chosen is not None:
        return Place(chosen.code, chosen.name, chosen.code, *_near(source, chosen.longitude, chosen.latitude))
    (county_code, _), code = source.choice(sorted(GUIAN_TOWNSHIPS.items()))
    county = "花溪区" if county_code == "520111" else "平坝区"
    return Place(county_code, county, code, *_near(source, *GUIAN_CENTRE))


def address(source: random.Random, place: Place) -> str:
    """A street address that reads like one of the city."""
    city = "安顺市" if place.county == "平坝区" else "贵阳市"
    return f"{city}{place.county}{road(source, place)}{source.randint(1, 399)}号"


def road(source: random.Random, place: Place) -> str:
    """A road of the place's county."""
    return source.choice(ROADS[place.county])


def community_name(source: random.Random) -> str:
    """A housing estate's name."""
    return source.choice(COMMUNITY_WORDS) + source.choice(COMMUNITY_ENDINGS)


def random_day(source: random.Random, first: datetime.date, last: datetime.date) -> datetime.date:
    """A day between two, both included."""
    return first + datetime.timedelta(days=source.randint(0, (last - first).days))


def month_starts(first: datetime.date, count: int) -> Iterator[datetime.date]:
    """The first day of ``count`` months from ``first`` on."""
    for offset in range(first.month - 1, first.month - 1 + count):
        yield datetime.date(first.year + offset // 12, offset % 12 + 1, 1)


def _near(source: random.Random, longitude: float, latitude: float) -> tuple[float, float]:
    return round(longitude + source.gauss(0, 0.03), 6), round(latitude + source.gauss(0, 0.025), 6)
