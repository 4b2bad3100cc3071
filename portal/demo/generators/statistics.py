"""Generated time series: food prices by week, visitors and service matters by month."""

from __future__ import annotations

import datetime
import math
import random
from collections.abc import Iterator

from ..content.areas import DISTRICTS
from ..sources.table import Ground, Table
from .places import month_starts

PRICE_HEADER = ("监测日期", "品类", "品名", "规格", "计价单位", "平均零售价", "环比涨跌", "监测点数")
TOURISM_HEADER = ("统计月份", "区县代码", "区县", "接待游客", "过夜游客", "旅游收入")
SERVICE_HEADER = ("统计月份", "办理部门", "事项类型", "受理件数", "办结件数", "网上办理率", "好评率")
PRICE_WEEKS, TOURISM_MONTHS, SERVICE_MONTHS = 150, 36, 24
#: Name → (kind, specification, usual price in yuan per 500 g).
GOODS = {
    "粳米": ("粮食", "一级", 3.1), "籼米": ("粮食", "一级", 2.8), "面粉": ("粮食", "特一粉", 2.6),
    "菜籽油": ("食用油", "桶装一级", 8.9), "大豆油": ("食用油", "桶装一级", 6.4),
    "猪肉（五花）": ("肉禽", "鲜", 15.8), "猪肉（后腿）": ("肉禽", "鲜", 13.6), "牛肉": ("肉禽", "鲜", 39.5),
    "羊肉": ("肉禽", "鲜", 40.2), "鸡肉": ("肉禽", "白条鸡", 12.4), "鸡蛋": ("蛋品", "新鲜完整", 5.4),
    "草鱼": ("水产", "活", 9.8), "鲫鱼": ("水产", "活", 12.5), "大白菜": ("蔬菜", "新鲜一级", 1.6),
    "莲花白": ("蔬菜", "新鲜一级", 1.9), "西红柿": ("蔬菜", "新鲜一级", 3.6),
    "黄瓜": ("蔬菜", "新鲜一级", 3.3),
    "茄子": ("蔬菜", "新鲜一级", 3.7), "四季豆": ("蔬菜", "新鲜一级", 4.8), "土豆": ("蔬菜", "新鲜一级", 2.2),
    "辣椒": ("蔬菜", "新鲜一级", 5.1), "苹果": ("水果", "红富士", 6.5), "香蕉": ("水果", "一级", 3.9),
    "折耳根": ("蔬菜", "新鲜一级", 7.2),
}  # fmt: skip
UNITS = (
    "市公安局",
    "市人力资源和社会保障局",
    "市医疗保障局",
    "市自然资源和规划局",
    "市市场监督管理局",
    "市民政局",
)
MATTERS = {"行政许可": 260, "行政确认": 190, "行政给付": 120, "公共服务": 640}


def _prices(_: Ground) -> Iterator[tuple[object, ...]]:
    source = random.Random("prices")
    monday = datetime.date(2023, 12, 18)
    last = {name: usual for name, (_kind, _size, usual) in GOODS.items()}
    for week in range(PRICE_WEEKS):
        day = monday + datetime.timedelta(weeks=week)
        for name, (kind, size, usual) in GOODS.items():
            season = 1 + (0.16 if kind == "蔬菜" else 0.03) * math.cos((day.timetuple().tm_yday - 30) / 58.1)
            price = round(0.5 * last[name] + 0.5 * usual * season * source.uniform(0.95, 1.05), 2)
            change = (price / last[name] - 1) * 100
            last[name] = price
            yield (
                day.isoformat(),
                kind,
                name,
                size,
                "元/500克",
                f"{price:.2f}",
                f"{change:.2f}",
                source.randint(18, 22),
            )


def _tourism(_: Ground) -> Iterator[tuple[object, ...]]:
    source = random.Random("tourism")
    for month in month_starts(datetime.date(2023, 11, 1), TOURISM_MONTHS):
        season = {2: 1.3, 5: 1.25, 7: 1.75, 8: 1.85, 10: 1.5}.get(month.month, 0.85)
        for area in DISTRICTS:
            visitors = round(area.weight * 5.2 * season * source.uniform(0.9, 1.12), 2)
            nights = round(visitors * source.uniform(0.18, 0.34), 2)
            income = round(visitors * source.uniform(0.075, 0.105), 2)
            yield month.isoformat(), area.code, area.name, f"{visitors:.2f}", f"{nights:.2f}", f"{income:.2f}"


def _service_matters(_: Ground) -> Iterator[tuple[object, ...]]:
    source = random.Random("service_matters")
    for month in month_starts(datetime.date(2024, 11, 1), SERVICE_MONTHS):
        for unit in UNITS:
            for matter, usual in MATTERS.items():
                received = round(usual * source.uniform(4, 22))
                done = round(received * source.uniform(0.955, 1))
                online, praise = source.uniform(62, 96), source.uniform(97.5, 100)
                yield month.isoformat(), unit, matter, received, done, f"{online:.2f}", f"{praise:.2f}"


PRICES = Table("prices", PRICE_HEADER, _prices, generated=True)
TOURISM = Table("tourism", TOURISM_HEADER, _tourism, generated=True)
SERVICE_MATTERS = Table("service_matters", SERVICE_HEADER, _service_matters, generated=True)
