"""The demo city's areas: Guiyang's ten districts and counties by national code, Gui'an New Area by a list."""

from __future__ import annotations

from typing import NamedTuple

CITY_CODE = "520100"
#: A private key: the functional area has no code of GB/T 2260, and none may ever be printed for it.
GUIAN_KEY = "GA"


class Area(NamedTuple):
    """A district or county of the city."""

    code: str
    name: str
    name_en: str
    #: Part of user names and organization keys.
    slug: str
    #: Rough share of the city's population, which the generators follow.
    weight: int
    #: Rough longitude and latitude of its seat, around which generated points lie.
    longitude: float
    latitude: float


DISTRICTS = (
    Area("520102", "南明区", "Nanming District", "nanming", 19, 106.714, 26.568),
    Area("520103", "云岩区", "Yunyan District", "yunyan", 18, 106.724, 26.604),
    Area("520111", "花溪区", "Huaxi District", "huaxi", 16, 106.670, 26.409),
    Area("520112", "乌当区", "Wudang District", "wudang", 6, 106.751, 26.631),
    Area("520113", "白云区", "Baiyun District", "baiyun", 8, 106.623, 26.679),
    Area("520115", "观山湖区", "Guanshanhu District", "guanshanhu", 11, 106.622, 26.602),
    Area("520121", "开阳县", "Kaiyang County", "kaiyang", 6, 106.965, 27.058),
    Area("520122", "息烽县", "Xifeng County", "xifeng", 4, 106.740, 27.091),
    Area("520123", "修文县", "Xiuwen County", "xiuwen", 5, 106.592, 26.839),
    Area("520181", "清镇市", "Qingzhen City", "qingzhen", 7, 106.471, 26.556),
)

#: (county code, township name as the village table writes it) → township code, for the four townships that
#: Gui'an manages directly. Two carry Huaxi's county code, two that of Anshun's Pingba. The demo's decision:
#: Huaxi, whose prefix covers its two, receives them as well, since its own registers still hold them.
GUIAN_TOWNSHIPS = {
    ("520111", "党武镇"): "520111012",
    ("520111", "湖潮苗族布依族乡"): "520111204",
    ("520403", "高峰镇"): "520403102",
    ("520403", "马场镇"): "520403105",
}
GUIAN_JURISDICTION = tuple(GUIAN_TOWNSHIPS.values())
GUIAN_CENTRE = (106.467, 26.391)
