"""Generated personal registers: common names, resident IDs that pass their check but were never issued."""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator
from typing import NamedTuple

from ..sources.table import Ground, Table
from .codes import phone, resident_id
from .enterprises import enterprises
from .names import ethnic_group, person_name
from .places import AREA_HEADER, Place, address, random_day, random_place

RESIDENT_HEADER = (
    "公民身份号码", "姓名", "性别", "出生日期", "民族", *AREA_HEADER, "现居住地址", "联系电话", "更新日期",
)  # fmt: skip
INSURANCE_HEADER = (
    "参保编号", "公民身份号码", "姓名", "参保险种", "参保单位代码", "缴费状态", "月缴费基数", "参保日期",
    *AREA_HEADER,
)  # fmt: skip
ASSISTANCE_HEADER = (
    "救助证号",
    "公民身份号码",
    "户主姓名",
    "救助类别",
    "保障人数",
    "月保障金",
    "起始日期",
    *AREA_HEADER,
)
RESIDENTS, INSURED, ASSISTED = 8_000, 6_000, 2_500


class Resident(NamedTuple):
    """A person who does not exist."""

    number: str
    name: str
    is_male: bool
    born_on: datetime.date
    place: Place
    serial: int


def residents(count: int = RESIDENTS) -> Iterator[Resident]:
    """The first ``count`` residents, the same for every register that refers to them."""
    source = random.Random("residents")
    taken: set[str] = set()
    for serial in range(1, count + 1):
        male = source.random() < 0.505
        born = random_day(source, datetime.date(1938, 1, 1), datetime.date(2024, 12, 31))
        number = resident_id(born, _order(source, male))
        while number in taken:
            number = resident_id(born, _order(source, male))
        taken.add(number)
        yield Resident(number, person_name(source, male=male), male, born, random_place(source), serial)


def _order(source: random.Random, male: bool) -> int:
    return source.randint(1, 498) * 2 + int(male)


def _register(_: Ground) -> Iterator[tuple[object, ...]]:
    source = random.Random("resident_register")
    for person in residents():
        updated = random_day(source, datetime.date(2024, 1, 1), datetime.date(2026, 9, 30))
        yield (
            person.number, person.name, "男" if person.is_male else "女", person.born_on.isoformat(),
            ethnic_group(source), *person.place.area, address(source, person.place), phone(person.serial),
            updated.isoformat(),
        )  # fmt: skip


def _insurance(_: Ground) -> Iterator[tuple[object, ...]]:
    source = random.Random("insurance")
    employers = [firm.credit_code for firm in enterprises(600)]
    for person in residents(INSURED):
        kind = source.choices(("城镇职工基本医疗保险", "城乡居民基本医疗保险"), (55, 45))[0]
        employed = kind.startswith("城镇职工")
        start = max(person.born_on, random_day(source, datetime.date(2004, 1, 1), datetime.date(2026, 8, 31)))
        yield (
            f"YB5201{person.serial:08d}", person.number, person.name, kind,
            source.choice(employers) if employed else "", source.choices(("正常", "中断"), (95, 5))[0],
            f"{source.randint(4200, 21000)}.00" if employed else "", start.isoformat(), *person.place.area,
        )  # fmt: skip


def _assistance(_: Ground) -> Iterator[tuple[object, ...]]:
    source = random.Random("assistance")
    grown = (person for person in residents() if person.born_on.year <= 2004)
    for serial, person in enumerate(grown, start=1):
        if serial > ASSISTED:
            return
        members = source.choices((1, 2, 3, 4, 5), (40, 28, 18, 10, 4))[0]
        kind = source.choices(("城市最低生活保障", "农村最低生活保障", "特困人员供养"), (46, 44, 10))[0]
        start = random_day(source, datetime.date(2018, 1, 1), datetime.date(2026, 6, 30)).replace(day=1)
        yield (
            f"JZ5201{serial:06d}", person.number, person.name, kind, members,
            f"{members * source.randint(520, 780)}.00", start.isoformat(), *person.place.area,
        )  # fmt: skip


REGISTER = Table("residents", RESIDENT_HEADER, _register, generated=True)
INSURANCE = Table("insurance", INSURANCE_HEADER, _insurance, generated=True)
ASSISTANCE = Table("assistance", ASSISTANCE_HEADER, _assistance, generated=True)
