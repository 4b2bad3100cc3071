"""A generated register of 20,000 enterprises of Guiyang, with a first delivery of about 1 % faulty rows."""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator
from typing import NamedTuple

from ..sources.table import Ground, Table
from .codes import credit_code, with_wrong_check_digit
from .names import brand
from .places import Place, address, random_day, random_place

COUNT = 20_000
SEED = "enterprises"
HEADER = (
    "统一社会信用代码", "企业名称", "企业类型", "行业门类", "注册资本", "成立日期", "登记状态", "登记机关",
    "区县代码", "区县", "辖区代码", "住所",
)  # fmt: skip
#: Section of GB/T 4754 → what firms of it are called after their brand.
TRADES = {
    "批发和零售业": ("商贸", "贸易", "百货", "建材", "医药"),
    "租赁和商务服务业": ("商务服务", "企业管理", "广告", "人力资源"),
    "信息传输、软件和信息技术服务业": ("信息技术", "网络科技", "数据服务", "软件"),
    "建筑业": ("建筑工程", "装饰工程", "市政工程"),
    "制造业": ("食品", "机械制造", "包装材料", "电子"),
    "住宿和餐饮业": ("餐饮管理", "酒店管理"),
    "交通运输、仓储和邮政业": ("物流", "运输", "供应链"),
    "农、林、牧、渔业": ("农业发展", "生态农业", "茶业"),
    "科学研究和技术服务业": ("科技", "检测技术", "工程咨询"),
    "居民服务、修理和其他服务业": ("家政服务", "汽车服务"),
    "房地产业": ("物业服务", "房地产经纪"),
    "教育": ("教育咨询", "文化培训"),
    "文化、体育和娱乐业": ("文化传媒", "体育文化"),
}
TRADE_WEIGHTS = (32, 13, 9, 9, 7, 8, 4, 4, 5, 4, 3, 1, 1)
#: Kind → (how its name ends, share).
KINDS = {
    "有限责任公司": ("有限公司", 62),
    "有限责任公司（自然人独资）": ("有限公司", 25),
    "股份有限公司": ("股份有限公司", 3),
    "个人独资企业": ("经营部", 6),
    "合伙企业": ("中心（有限合伙）", 4),
}
STATUSES = ("存续", "注销", "吊销", "迁出")
STATUS_WEIGHTS = (84, 12, 3, 1)
CAPITALS = (10, 30, 50, 100, 200, 300, 500, 1000, 2000, 3000, 5000, 10000)
#: Firms in Gui'an, whose codes have nine digits, are registered there.
REGISTRIES = {9: "贵安新区"}
#: The five kinds of fault of the first delivery, in turn every ``FAULT_EVERY`` rows.
FAULTS = ("check_digit", "missing_name", "malformed_date", "negative_capital", "unknown_area")
FAULT_EVERY = 100
FAULTY_ROWS = COUNT // FAULT_EVERY
MALFORMED_DATES = ("2019/13/45", "二〇一九年三月", "20190230", "不详")


class Enterprise(NamedTuple):
    """One row, in the order of ``HEADER``."""

    credit_code: str
    name: str
    kind: str
    trade: str
    capital: str
    founded_on: str
    status: str
    registry: str
    county_code: str
    county: str
    area_code: str
    address: str


def enterprises(count: int = COUNT) -> Iterator[Enterprise]:
    """The first ``count`` enterprises, the same in every run and for every register that refers to them."""
    source = random.Random(SEED)
    taken: set[str] = set()
    for serial in range(1, count + 1):
        place = random_place(source)
        trade = source.choices(list(TRADES), TRADE_WEIGHTS)[0]
        kind = source.choices(list(KINDS), [share for _, share in KINDS.values()])[0]
        yield _enterprise(source, serial, place, (trade, kind), _name(source, trade, kind, taken))


def _enterprise(
    source: random.Random, serial: int, place: Place, classes: tuple[str, str], name: str
) -> Enterprise:
    trade, kind = classes
    founded = random_day(source, datetime.date(2001, 3, 1), datetime.date(2026, 9, 30))
    return Enterprise(
        credit_code("91", place.county_code, serial),
        name,
        kind,
        trade,
        f"{source.choice(CAPITALS)}.00",
        founded.isoformat(),
        source.choices(STATUSES, STATUS_WEIGHTS)[0],
        f"{REGISTRIES.get(len(place.area_code), place.county)}市场监督管理局",
        *place.area,
        address(source, place),
    )


def _name(source: random.Random, trade: str, kind: str, taken: set[str]) -> str:
    while True:
        name = f"贵阳{brand(source)}{source.choice(TRADES[trade])}{KINDS[kind][0]}"
        if name not in taken:
            taken.add(name)
            return name


def _clean(_: Ground) -> Iterator[Enterprise]:
    return enterprises()


def _first(_: Ground) -> Iterator[Enterprise]:
    for number, row in enumerate(enterprises(), start=1):
        turn, rest = divmod(number, FAULT_EVERY)
        yield row if rest else _spoilt(row, turn)


def _spoilt(row: Enterprise, turn: int) -> Enterprise:
    """The row with the one fault whose turn it is."""
    fault = FAULTS[turn % len(FAULTS)]
    if fault == "check_digit":
        return row._replace(credit_code=with_wrong_check_digit(row.credit_code))
    if fault == "missing_name":
        return row._replace(name="")
    if fault == "malformed_date":
        return row._replace(founded_on=MALFORMED_DATES[turn // len(FAULTS) % len(MALFORMED_DATES)])
    if fault == "negative_capital":
        return row._replace(capital=f"-{row.capital}")
    return row._replace(county_code="529999", area_code="529999")


CLEAN = Table("enterprises", HEADER, _clean, generated=True)
FIRST = Table("enterprises_first", HEADER, _first, generated=True)
