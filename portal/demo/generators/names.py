"""Common Chinese names for generated people, and brand words for generated firms."""

from __future__ import annotations

import random

SURNAMES = tuple(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
)
MALE = tuple("伟强磊军洋勇杰涛超明刚平辉鹏华飞鑫波斌宇浩凯健俊帆帅旭宁龙林建文志海峰")
FEMALE = tuple("芳娜敏静丽艳娟霞秀英玲燕红春梅兰凤洁琳雪慧莹颖萍佳欣婷怡倩蕾薇菲岚月悦")
#: Share of each ethnic group among generated residents, roughly that of the province.
ETHNIC_GROUPS = {
    "汉族": 80,
    "苗族": 7,
    "布依族": 6,
    "侗族": 2,
    "土家族": 2,
    "彝族": 1,
    "仡佬族": 1,
    "水族": 1,
}
BRAND_FIRST = tuple("黔筑林云山泉溪盛瑞鼎宏兴锦嘉卓启远博新天金福安信诚达明")
BRAND_SECOND = tuple("康泰源丰隆昌茂聚通汇腾创科力航宇景辉顺利和美佳优品尚成邦元")


def person_name(source: random.Random, *, male: bool) -> str:
    """A name of two or three characters."""
    given = MALE if male else FEMALE
    return source.choice(SURNAMES) + "".join(source.sample(given, source.choice((1, 2, 2))))


def ethnic_group(source: random.Random) -> str:
    """An ethnic group by its share."""
    return source.choices(list(ETHNIC_GROUPS), list(ETHNIC_GROUPS.values()))[0]


def brand(source: random.Random) -> str:
    """Two to three characters of the kind that firms call themselves."""
    return "".join(source.sample(BRAND_FIRST, source.choice((1, 2)))) + source.choice(BRAND_SECOND)
