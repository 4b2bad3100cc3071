"""The classification tree of the national guide: base, topic, department."""

from __future__ import annotations

from .organizations import ORGANIZATIONS
from .specs import CategorySpec

CLASSES = (
    ("1", "基础信息资源", "Base resources"),
    ("2", "主题信息资源", "Topic resources"),
    ("3", "部门信息资源", "Department resources"),
)
#: Six: the five of Guiyang's opinion of 2017 and the social credit of the national guide.
BASE = (
    ("101", "人口", "Population"),
    ("102", "法人单位", "Legal entities"),
    ("103", "自然资源和空间地理", "Natural resources and geography"),
    ("104", "宏观经济", "Macro-economy"),
    ("105", "社会信用", "Social credit"),
    ("106", "电子证照", "Electronic certificates"),
    ("101001", "人口基本信息", "Basic facts of residents"),
    ("102001", "企业登记", "Registration of enterprises"),
    ("103001", "行政区划", "Administrative divisions"),
    ("103001001", "区划现状", "Divisions in force"),
    ("103001002", "区划变更", "Changes of divisions"),
    ("103002", "不动产", "Real estate"),
    ("104001", "区域经济运行", "Economy of the area"),
    ("105001", "行政许可", "Administrative permits"),
)
TOPICS = (
    ("201", "公共服务", "Public services"),
    ("202", "健康保障", "Health"),
    ("203", "社会保障", "Social security"),
    ("204", "食品药品安全", "Safety of food and drugs"),
    ("205", "安全生产", "Work safety"),
    ("206", "价格监管", "Prices"),
    ("207", "能源安全", "Energy"),
    ("208", "信用体系", "Credit system"),
    ("209", "城乡建设", "Urban and rural development"),
    ("210", "社区治理", "Communities"),
    ("211", "生态环保", "Environment"),
    ("212", "应急维稳", "Emergencies and stability"),
    ("201001", "公共设施", "Public facilities"),
    ("201002", "供水供气", "Water and gas supply"),
    ("201003", "公共交通", "Public transport"),
    ("201004", "通信号码", "Telephone numbers"),
    ("201005", "办事服务", "Service matters"),
    ("201006", "公共日历", "Public calendar"),
    ("201007", "教育机构", "Schools"),
    ("201008", "文化旅游", "Culture and tourism"),
    ("202001", "医疗机构", "Medical institutions"),
    ("202002", "疫情监测", "Epidemics"),
    ("203001", "社会保险", "Social insurance"),
    ("203002", "社会救助", "Social assistance"),
    ("204001", "食品经营", "Food business"),
    ("205001", "燃气安全", "Gas safety"),
    ("206001", "居民消费价格监测", "Monitoring of consumer prices"),
    ("207001", "电力消费", "Consumption of electricity"),
    ("207002", "成品油流通", "Retail of refined oil"),
    ("209001", "建设工程", "Construction projects"),
    ("210001", "社区和村居", "Communities and villages"),
    ("210002", "农业经营主体", "Farms"),
    ("211001", "环境空气", "Ambient air"),
    ("211002", "排污许可", "Discharge permits"),
    ("212001", "应急设施", "Emergency facilities"),
)


def _departments() -> tuple[tuple[str, str, str], ...]:
    """One item, with one heading, per agency and utility of the city in the order of the units."""
    kinds = {"data_authority", "administrative_organ", "public_utility"}
    units = [unit for unit in ORGANIZATIONS if unit.level == "city" and unit.kind in kinds]
    items = [(f"3{number:02d}", unit.short_name, unit.name_en) for number, unit in enumerate(units, start=1)]
    headings = [(f"{code}001", f"{name}业务", f"Business of the {english}") for code, name, english in items]
    return *items, *headings


#: Parents stand before their children.
CATEGORIES: tuple[CategorySpec, ...] = tuple(
    CategorySpec(*node)
    for node in sorted((*CLASSES, *BASE, *TOPICS, *_departments()), key=lambda node: node[0])
)
