"""Generated records of the water, gas and power companies."""

from __future__ import annotations

import datetime
import math
import random
from collections.abc import Iterator

from ..content.areas import DISTRICTS
from ..sources.table import Ground, Table
from .codes import phone
from .names import person_name
from .places import AREA_HEADER, Place, address, community_name, month_starts, random_day, random_place

WATER_HEADER = ("统计月份", "小区编号", "小区名称", *AREA_HEADER, "用水户数", "用水量", "水费")
METER_HEADER = (
    "抄表编号",
    "户号",
    "户名",
    "联系电话",
    "用水地址",
    *AREA_HEADER,
    "抄表日期",
    "上期读数",
    "本期读数",
    "用水量",
)
GAS_HEADER = (
    "检查编号", "检查日期", "用户编号", "用户类型", *AREA_HEADER, "用气地址",
    "隐患等级", "隐患类型", "是否整改", "整改日期",
)  # fmt: skip
POWER_HEADER = ("统计月份", "区县代码", "区县", "用电分类", "用户数", "用电量", "同比增长")
COMMUNITIES, WATER_MONTHS, METERS, INSPECTIONS, POWER_MONTHS = 500, 24, 10_000, 12_000, 36
WATER_PRICE = 3.2
#: Kind of power use → (users per point of a district's weight, 10,000 kWh per point in an average month).
POWER_KINDS = {"居民生活": (13_500, 210), "工业": (160, 420), "商业": (1_900, 150), "农业": (520, 9)}
DANGERS = {
    "无": ("",),
    "一般": ("软管老化", "未装报警器", "灶具无熄火保护"),
    "较大": ("私自改管", "密闭空间用气"),
    "重大": ("管道泄漏", "烟道倒流"),
}
DANGER_WEIGHTS = (78, 16, 5, 1)


def _water_usage(_: Ground) -> Iterator[tuple[object, ...]]:
    source = random.Random("water_usage")
    estates = [_estate(source, serial) for serial in range(1, COMMUNITIES + 1)]
    for month in month_starts(datetime.date(2024, 11, 1), WATER_MONTHS):
        summer = 1 + 0.12 * math.cos((month.month - 7) / 6 * math.pi)
        for number, name, place, homes in estates:
            used = round(homes * source.uniform(8.5, 13.5) * summer)
            yield month.isoformat(), number, name, *place.area, homes, used, f"{used * WATER_PRICE:.2f}"


def _estate(source: random.Random, serial: int) -> tuple[str, str, Place, int]:
    place = random_place(source)
    name = f"{community_name(source)}{source.choice(('', '', '一期', '二期', 'A区', 'B区'))}"
    return f"XQ{serial:05d}", name, place, source.randint(120, 3200)


def _water_meters(_: Ground) -> Iterator[tuple[object, ...]]:
    source = random.Random("water_meters")
    for serial in range(1, METERS + 1):
        place = random_place(source)
        name = person_name(source, male=source.random() < 0.5)
        day = random_day(source, datetime.date(2026, 10, 1), datetime.date(2026, 10, 31))
        before = source.randint(40, 4000)
        used = source.randint(2, 38)
        flat = f"{source.randint(1, 30)}栋{source.randint(1, 33)}{source.randint(1, 6):02d}室"
        home = f"{address(source, place)}{community_name(source)}{flat}"
        yield (
            f"CB202610{serial:06d}", f"S{100_000 + serial}", name, phone(serial), home, *place.area,
            day.isoformat(), before, before + used, used,
        )  # fmt: skip


def _gas_inspections(_: Ground) -> Iterator[tuple[object, ...]]:
    source = random.Random("gas_inspections")
    for serial in range(1, INSPECTIONS + 1):
        place = random_place(source)
        day = random_day(source, datetime.date(2025, 11, 1), datetime.date(2026, 10, 31))
        kind = source.choices(("居民用户", "商业用户", "工业用户"), (86, 12, 2))[0]
        danger = source.choices(list(DANGERS), DANGER_WEIGHTS)[0]
        mended, mended_on = _mending(source, danger, day)
        yield (
            f"AJ{day:%Y}{serial:06d}", day.isoformat(), f"R{500_000 + serial * 3}", kind, *place.area,
            address(source, place), danger, source.choice(DANGERS[danger]), mended, mended_on,
        )  # fmt: skip


def _mending(source: random.Random, danger: str, found_on: datetime.date) -> tuple[str, str]:
    if danger == "无":
        return "", ""
    if source.random() < 0.08:
        return "否", ""
    return "是", (found_on + datetime.timedelta(days=source.randint(0, 25))).isoformat()


def _electricity(_: Ground) -> Iterator[tuple[object, ...]]:
    source = random.Random("electricity")
    for month in month_starts(datetime.date(2023, 11, 1), POWER_MONTHS):
        season = 1 + 0.18 * math.cos((month.month - 1) / 6 * math.pi)
        growth = 1.045 ** (month.year - 2023 + month.month / 12)
        for area in DISTRICTS:
            for kind, (users, amount) in POWER_KINDS.items():
                swing = season if kind == "居民生活" else 1.0
                used = amount * area.weight * swing * growth * source.uniform(0.96, 1.04)
                count = round(users * area.weight * growth)
                rise = source.uniform(-2.5, 9.5)
                yield month.isoformat(), area.code, area.name, kind, count, f"{used:.2f}", f"{rise:.2f}"


WATER_USAGE = Table("water_usage", WATER_HEADER, _water_usage, generated=True)
WATER_METERS = Table("water_meters", METER_HEADER, _water_meters, generated=True)
GAS_INSPECTIONS = Table("gas_inspections", GAS_HEADER, _gas_inspections, generated=True)
ELECTRICITY = Table("electricity", POWER_HEADER, _electricity, generated=True)
