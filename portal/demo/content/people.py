"""The people of the demo city, with generated names: officer and CDO of every unit, and all other roles."""

from __future__ import annotations

from collections.abc import Iterator

from .areas import DISTRICTS
from .organizations import CITY_AUTHORITY, GUIAN, GUIAN_AUTHORITY, OPERATOR, ORGANIZATIONS
from .specs import PersonSpec

_SURNAMES = (
    ("陈", "Chen"), ("罗", "Luo"), ("杨", "Yang"), ("吴", "Wu"), ("周", "Zhou"), ("王", "Wang"), ("李", "Li"),
    ("张", "Zhang"), ("刘", "Liu"), ("石", "Shi"), ("龙", "Long"), ("蒋", "Jiang"), ("冉", "Ran"),
    ("田", "Tian"),
    ("安", "An"), ("韦", "Wei"), ("莫", "Mo"), ("潘", "Pan"), ("黄", "Huang"), ("谭", "Tan"), ("邓", "Deng"),
    ("何", "He"), ("赵", "Zhao"),
)  # fmt: skip
_GIVEN = (
    ("立平", "Liping"), ("晓岚", "Xiaolan"), ("文彬", "Wenbin"), ("雪梅", "Xuemei"), ("志远", "Zhiyuan"),
    ("雨桐", "Yutong"), ("国栋", "Guodong"), ("静怡", "Jingyi"), ("明哲", "Mingzhe"), ("秀英", "Xiuying"),
    ("海波", "Haibo"), ("思琪", "Siqi"), ("建业", "Jianye"), ("丽华", "Lihua"), ("俊杰", "Junjie"),
    ("春燕", "Chunyan"), ("少华", "Shaohua"), ("慧敏", "Huimin"), ("永强", "Yongqiang"),
)  # fmt: skip
#: Role → (what follows the unit in the user name, title, English title).
_UNIT_POSTS = {
    "data_officer": ("officer", "数据专员", "Data officer"),
    "cdo": ("cdo", "首席数据官", "Chief data officer"),
}
_AUTHORITY_POSTS = {"authority": ("reviewer", "目录审核岗", "Catalog reviewer")}
_PROVIDER_POSTS = {"provider_reviewer": ("provider-reviewer", "共享审核岗", "Reviewer of sharing requests")}
#: Units that answer sharing requests often, so that somebody reviews them.
_PROVIDERS = (
    "public-security", "market-regulation", "civil-affairs", "medical-insurance", "natural-resources",
    "water-supply", "gas-supply", "power-supply",
)  # fmt: skip
#: User name, unit, role, title, English title.
_SINGLE_POSTS = (
    ("inspector", CITY_AUTHORITY, "inspector", "监督检查岗", "Inspector"),
    ("bigdata-reviewer-2", CITY_AUTHORITY, "authority", "目录审核岗", "Catalog reviewer"),
    ("operator", OPERATOR, "operator", "数据运营经理", "Data operations manager"),
    ("sysadmin", CITY_AUTHORITY, "system_administrator", "系统管理员", "System administrator"),
    ("secadmin", CITY_AUTHORITY, "security_administrator", "安全管理员", "Security administrator"),
    ("auditadmin", CITY_AUTHORITY, "audit_administrator", "审计管理员", "Audit administrator"),
    ("citizen-1", "", "citizen", "市民", "Citizen"),
    ("citizen-2", "", "citizen", "市民", "Citizen"),
    ("operator-2", "operator-2", "operator", "数据运营经理", "Data operations manager"),
)
_Post = tuple[str, str, str, str, str]


def _posts() -> Iterator[_Post]:
    """Every post in a fixed order, since the order gives the names."""
    authorities = (CITY_AUTHORITY, *(f"{area.slug}-bigdata" for area in DISTRICTS), GUIAN_AUTHORITY)
    for unit in ORGANIZATIONS:
        if unit.kind not in {"government", "operator"} and unit.key != GUIAN:
            yield from _at(unit.key, _UNIT_POSTS)
    for key in authorities:
        yield from _at(key, _AUTHORITY_POSTS)
    for key in _PROVIDERS:
        yield from _at(key, _PROVIDER_POSTS)
    yield from _SINGLE_POSTS


def _at(unit: str, posts: dict[str, tuple[str, str, str]]) -> Iterator[_Post]:
    for role, (suffix, title, title_en) in posts.items():
        yield f"{unit}-{suffix}", unit, role, title, title_en


def _person(serial: int, post: _Post) -> PersonSpec:
    """The numbers of surnames and given names have no common divisor, so a name comes once in 437 posts."""
    username, unit, role, title, title_en = post
    surname, surname_en = _SURNAMES[serial % len(_SURNAMES)]
    given, given_en = _GIVEN[serial % len(_GIVEN)]
    return PersonSpec(
        username, surname + given, f"{given_en} {surname_en}", unit, (role,), title, title_en,
        f"{username}@guiyang.example",
    )  # fmt: skip


PEOPLE: tuple[PersonSpec, ...] = tuple(_person(serial, post) for serial, post in enumerate(_posts()))
