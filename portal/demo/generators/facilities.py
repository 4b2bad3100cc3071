"""Generated lists of places in the city: stops, schools, clinics, car parks, shelters, service points."""

from __future__ import annotations

import random
from collections.abc import Iterator

from ..sources.table import Ground, Table
from .places import AREA_HEADER, COMMUNITY_WORDS, Place, address, community_name, random_place, road

STOP_HEADER = ("站点编号", "站点名称", "途经线路", "线路数", *AREA_HEADER, "经度", "纬度", "有候车亭")
SCHOOL_HEADER = (
    "学校编号", "学校名称", "学段", "办学性质", "建校年份", "在校学生数", "教职工数",
    *AREA_HEADER, "地址", "经度", "纬度",
)  # fmt: skip
CLINIC_HEADER = (
    "机构编号",
    "机构名称",
    "机构类别",
    "诊疗科目",
    "床位数",
    *AREA_HEADER,
    "地址",
    "经度",
    "纬度",
    "夜间门诊",
)
PARKING_HEADER = (
    "停车场编号", "停车场名称", "类型", "泊位数", "充电桩数", "收费标准",
    *AREA_HEADER, "地址", "经度", "纬度",
)  # fmt: skip
SHELTER_HEADER = (
    "场所编号",
    "场所名称",
    "场所类型",
    "可容纳人数",
    "有效面积",
    *AREA_HEADER,
    "地址",
    "经度",
    "纬度",
)
POINT_HEADER = ("网点编号", "网点名称", "服务类型", "服务时间", *AREA_HEADER, "地址", "经度", "纬度")
STAGES = {
    "幼儿园": ("幼儿园", 45, 270),
    "小学": ("小学", 32, 1150),
    "初中": ("中学", 15, 1300),
    "高中": ("高级中学", 8, 1900),
}
CLINICS = {
    "社区卫生服务中心": 14,
    "社区卫生服务站": 26,
    "乡镇卫生院": 12,
    "综合医院": 5,
    "专科医院": 6,
    "诊所": 37,
}
#: Kinds of clinic with beds, and how many at most.
BEDS = {"社区卫生服务中心": 60, "乡镇卫生院": 80, "综合医院": 1200, "专科医院": 400}
SUBJECTS = ("全科医疗科", "中医科", "内科", "外科", "儿科", "口腔科", "妇产科", "康复医学科", "预防保健科")
PARKING_KINDS = {"路内": "路边停车", "公共": "公共停车场", "商业配建": "商业停车场", "医院配建": "医院停车场"}
SHELTERS = {"公园绿地": "公园", "学校操场": "学校操场", "体育场馆": "体育馆", "广场": "广场"}
POINTS = {
    "政务服务": "政务服务驿站",
    "公共厕所": "公共厕所",
    "垃圾分类": "垃圾分类收集点",
    "自助图书": "自助图书馆",
}
Row = tuple[object, ...]


def _bus_stops(_: Ground) -> Iterator[Row]:
    source = random.Random("bus_stops")
    for serial in range(1, 1501):
        place = random_place(source)
        routes = sorted(source.sample(range(1, 320), source.randint(1, 7)))
        name = f"{road(source, place)}{source.choice(('', '口', '中段', '东站', '西站', '南站', '北站'))}"
        shelter = "是" if source.random() < 0.7 else "否"
        spoken = "、".join(f"{route}路" for route in routes)
        yield f"GJ{serial:05d}", name, spoken, len(routes), *place.area, *_point(place), shelter


def _schools(_: Ground) -> Iterator[Row]:
    source = random.Random("schools")
    for serial in range(1, 901):
        place = random_place(source)
        stage = source.choices(list(STAGES), [share for _, share, _ in STAGES.values()])[0]
        suffix, _share, usual = STAGES[stage]
        ownership = source.choices(("公办", "民办"), (55, 45) if stage == "幼儿园" else (88, 12))[0]
        pupils = round(usual * source.uniform(0.3, 1.7))
        name = f"{place.county}{source.choice(COMMUNITY_WORDS)}第{source.randint(1, 20)}{suffix}"
        yield (
            f"XX5201{serial:05d}", name, stage, ownership, source.randint(1952, 2025), pupils,
            max(6, pupils // source.randint(8, 16)), *place.area, address(source, place), *_point(place),
        )  # fmt: skip


def _clinics(_: Ground) -> Iterator[Row]:
    source = random.Random("clinics")
    for serial in range(1, 1201):
        place = random_place(source)
        kind = source.choices(list(CLINICS), list(CLINICS.values()))[0]
        beds = source.randint(8, BEDS[kind]) if kind in BEDS else 0
        subjects = "、".join(sorted(source.sample(SUBJECTS, 5 if beds else 2)))
        night = "是" if beds > 60 or source.random() < 0.12 else "否"
        yield (
            f"YL5201{serial:05d}", f"{place.county}{source.choice(COMMUNITY_WORDS)}{kind}", kind, subjects,
            beds, *place.area, address(source, place), *_point(place), night,
        )  # fmt: skip


def _parking(_: Ground) -> Iterator[Row]:
    source = random.Random("parking")
    for serial in range(1, 801):
        place = random_place(source)
        kind = source.choices(list(PARKING_KINDS), (30, 35, 28, 7))[0]
        spaces = source.randint(12, 80) if kind == "路内" else source.randint(40, 900)
        chargers = 0 if kind == "路内" else source.randint(0, spaces // 8)
        price = source.choice(("0.00", "2.00", "3.00", "4.00", "5.00"))
        yield (
            f"TC{serial:05d}", f"{road(source, place)}{PARKING_KINDS[kind]}", kind, spaces, chargers, price,
            *place.area, address(source, place), *_point(place),
        )  # fmt: skip


def _shelters(_: Ground) -> Iterator[Row]:
    source = random.Random("shelters")
    for serial in range(1, 301):
        place = random_place(source)
        kind = source.choices(list(SHELTERS), (45, 30, 10, 15))[0]
        area = source.randint(800, 60_000)
        name = f"{place.county}{source.choice(COMMUNITY_WORDS)}{SHELTERS[kind]}应急避难场所"
        yield (
            f"BN{serial:04d}",
            name,
            kind,
            area // 2,
            area,
            *place.area,
            address(source, place),
            *_point(place),
        )


def _service_points(_: Ground) -> Iterator[Row]:
    """Points of Guanshanhu District alone: a district's own list."""
    source = random.Random("service_points")
    centre = ("520115", "观山湖区", "520115")
    for serial in range(1, 161):
        place = Place(
            *centre, round(106.622 + source.gauss(0, 0.02), 6), round(26.602 + source.gauss(0, 0.02), 6)
        )
        kind = source.choices(list(POINTS), (20, 40, 32, 8))[0]
        hours = source.choice(("全天", "08:00-20:00", "09:00-17:00"))
        name = f"{community_name(source)}{POINTS[kind]}"
        yield f"GSH{serial:04d}", name, kind, hours, *place.area, address(source, place), *_point(place)


def _point(place: Place) -> tuple[float, float]:
    return place.longitude, place.latitude


BUS_STOPS = Table("bus_stops", STOP_HEADER, _bus_stops, generated=True)
SCHOOLS = Table("schools", SCHOOL_HEADER, _schools, generated=True)
CLINIC_LIST = Table("clinics", CLINIC_HEADER, _clinics, generated=True)
PARKING = Table("parking", PARKING_HEADER, _parking, generated=True)
SHELTER_LIST = Table("shelters", SHELTER_HEADER, _shelters, generated=True)
SERVICE_POINTS = Table("service_points", POINT_HEADER, _service_points, generated=True)
