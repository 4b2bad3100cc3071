"""Generated registers of licenses, permits and projects; their firms stand in the enterprise register."""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator

from ..sources.table import Ground, Table
from .enterprises import Enterprise, enterprises
from .places import AREA_HEADER, ROADS, community_name, random_day, random_place

FOOD_HEADER = (
    "许可证编号", "经营者名称", "统一社会信用代码", "主体业态", "经营项目", "发证日期", "有效期至",
    *AREA_HEADER, "经营场所",
)  # fmt: skip
PERMIT_HEADER = (
    "许可证编号", "单位名称", "统一社会信用代码", "行业类别", "管理类别", "发证日期", "有效期至",
    *AREA_HEADER,
)  # fmt: skip
FUEL_HEADER = ("网点编号", "网点名称", "经营单位", "统一社会信用代码", "油品", *AREA_HEADER, "地址")
PROJECT_HEADER = (
    "项目编号",
    "项目名称",
    "建设单位",
    "工程类别",
    "建筑面积",
    "开工日期",
    "形象进度",
    *AREA_HEADER,
)
FARM_HEADER = ("主体编号", "主体名称", "主体类型", "主营产业", "种养规模", "成员户数", *AREA_HEADER)
FOOD_TRADES = {"住宿和餐饮业": "餐饮服务经营者", "批发和零售业": "食品销售经营者"}
FOOD_ITEMS = {
    "餐饮服务经营者": ("热食类食品制售", "冷食类食品制售", "自制饮品制售"),
    "食品销售经营者": ("预包装食品销售", "散装食品销售", "保健食品销售"),
}
PROJECT_KINDS = ("房屋建筑", "市政道路", "学校", "医院", "保障性住房", "老旧小区改造")
PROGRESS = ("基础施工", "主体施工", "装饰装修", "竣工验收")
FARM_KINDS = {"农民专业合作社": "种植专业合作社", "家庭农场": "家庭农场", "农业企业": "农业发展有限公司"}
FARM_PRODUCTS = ("蔬菜", "茶叶", "辣椒", "猕猴桃", "刺梨", "生猪", "蛋鸡", "食用菌")
FARM_WORDS = ("绿源", "黔山", "云雾", "溪谷", "丰禾", "苗岭")
Row = tuple[object, ...]


def _food_licenses(_: Ground) -> Iterator[Row]:
    source = random.Random("food_licenses")
    serial = 0
    for firm in _living_firms():
        if kind := FOOD_TRADES.get(firm.trade):
            serial += 1
            issued = random_day(source, datetime.date(2021, 12, 1), datetime.date(2026, 9, 30))
            until = issued.replace(year=issued.year + 5, day=min(issued.day, 28))
            category = "2" if kind.startswith("餐饮") else "1"
            yield (
                f"JY{category}{firm.county_code}{serial:07d}", firm.name, firm.credit_code, kind,
                source.choice(FOOD_ITEMS[kind]), issued.isoformat(), until.isoformat(),
                firm.county_code, firm.county, firm.area_code, firm.address,
            )  # fmt: skip


def _discharge_permits(_: Ground) -> Iterator[Row]:
    source = random.Random("discharge_permits")
    makers = [firm for firm in _living_firms() if firm.trade == "制造业"][:320]
    for firm in makers:
        issued = random_day(source, datetime.date(2022, 1, 1), datetime.date(2026, 8, 31))
        until = issued.replace(year=issued.year + 5, day=min(issued.day, 28))
        kind = source.choices(("重点管理", "简化管理"), (25, 75))[0]
        yield (
            f"{firm.credit_code}001P", firm.name, firm.credit_code, "制造业", kind, issued.isoformat(),
            until.isoformat(), firm.county_code, firm.county, firm.area_code,
        )  # fmt: skip


def _fuel_stations(_: Ground) -> Iterator[Row]:
    source = random.Random("fuel_stations")
    sellers = [firm for firm in _living_firms() if firm.trade == "批发和零售业"][:180]
    for serial, firm in enumerate(sellers, start=1):
        fuels = "、".join(source.choice((("92号", "95号", "0号柴油"), ("92号", "95号", "98号", "0号柴油"))))
        area = firm.county_code, firm.county, firm.area_code
        yield (
            f"YZ{serial:04d}",
            f"{source.choice(ROADS[firm.county])}加油站",
            firm.name,
            firm.credit_code,
            fuels,
            *area,
            firm.address,
        )


def _building_projects(_: Ground) -> Iterator[Row]:
    source = random.Random("building_projects")
    for serial in range(1, 421):
        place = random_place(source)
        kind = source.choice(PROJECT_KINDS)
        start = random_day(source, datetime.date(2024, 3, 1), datetime.date(2026, 9, 30))
        name = f"{place.county}{community_name(source)}{kind}项目"
        owner = f"{place.county}城市建设投资（演示）公司"
        yield (
            f"GC{start:%Y}{serial:05d}", name, owner, kind, source.randint(800, 98_000), start.isoformat(),
            source.choice(PROGRESS), *place.area,
        )  # fmt: skip


def _farms(_: Ground) -> Iterator[Row]:
    source = random.Random("farms")
    for serial in range(1, 361):
        place = random_place(source)
        kind = source.choices(list(FARM_KINDS), (55, 30, 15))[0]
        name = f"{place.county}{source.choice(FARM_WORDS)}{serial}号{FARM_KINDS[kind]}"
        yield (
            f"NY{serial:05d}", name, kind, source.choice(FARM_PRODUCTS), source.randint(12, 2600),
            source.randint(1, 180), *place.area,
        )  # fmt: skip


def _living_firms() -> Iterator[Enterprise]:
    return (firm for firm in enterprises() if firm.status == "存续")


FOOD_LICENSES = Table("food_licenses", FOOD_HEADER, _food_licenses, generated=True)
DISCHARGE_PERMITS = Table("discharge_permits", PERMIT_HEADER, _discharge_permits, generated=True)
FUEL_STATIONS = Table("fuel_stations", FUEL_HEADER, _fuel_stations, generated=True)
BUILDING_PROJECTS = Table("building_projects", PROJECT_HEADER, _building_projects, generated=True)
FARMS = Table("farms", FARM_HEADER, _farms, generated=True)
