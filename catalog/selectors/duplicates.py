"""One item, one source: which items of an entry other units hold already and share (provision 3.1)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db.models import F
from django.db.models.fields.json import KT

from portal.members.models import Organization

from ..choices import EntryState, SharingType
from ..models import CatalogEntry, EntryVersion, item_key

#: Items that place a record in time, area or order, or say whom it is about: tables are joined by them.
COMMON = frozenset({
    "序号", "编号", "名称", "备注", "说明", "日期", "年份", "年度", "月份", "季度", "年月", "时间",
    "区县", "区域", "街道", "乡镇", "地址", "经度", "纬度", "状态", "类型", "类别", "联系电话", "电话",
    "单位", "来源", "数据来源", "更新时间", "更新日期", "发布日期", "统计时间", "行政区划", "行政区划代码",
    "区划代码", "指标", "指标名称", "数值", "区县代码", "辖区代码", "城市", "省份", "所属省份",
    "级别", "上级代码", "起始年份", "终止年份", "有效期至", "发证日期", "统一社会信用代码", "公民身份号码",
})  # fmt: skip
MOST = 10
#: An item of more entries than these is a means of joining tables and no duplicate.
MOST_HOLDERS = 5


class Held(NamedTuple):
    """A published entry of another unit that has items of the entry."""

    entry: CatalogEntry
    name: str
    provider: Organization
    sharing: str
    items: list[str]


def held_elsewhere(entry: CatalogEntry) -> list[Held]:
    """Entries of other units, in force and shared, that hold some of these items; most items first."""
    names = {
        item_key(item.name, item.data_type): item.name
        for item in entry.items.all()
        if not item.key and item.name not in COMMON
    }
    return sorted(_holders(entry, names), key=lambda held: (-len(held.items), held.name))[:MOST]


def _holders(entry: CatalogEntry, names: dict[str, str]) -> list[Held]:
    if not names:
        return []
    newest = EntryVersion.objects.filter(item_keys__overlap=list(names), number=F("entry__version_number"))
    shared = newest.exclude(content__sharing_type=SharingType.NOT_SHARED).exclude(
        entry__state=EntryState.WITHDRAWN
    )
    others = shared.exclude(entry__provider=entry.provider_id).defer("content")
    found = others.annotate(name=KT("content__name"), sharing=KT("content__sharing_type"))
    versions = list(found.select_related("entry__provider"))
    told = _without_joining(names, versions)
    held = [_held(version, [told[key] for key in version.item_keys if key in told]) for version in versions]
    return [h for h in held if h.items]


def _without_joining(names: dict[str, str], versions: Sequence[EntryVersion]) -> dict[str, str]:
    """Without the items that many entries hold: by these, tables are joined."""
    counts = Counter(key for version in versions for key in version.item_keys if key in names)
    return {key: name for key, name in names.items() if counts[key] <= MOST_HOLDERS}


def _held(version: Any, items: list[str]) -> Held:
    sharing = str(SharingType(version.sharing).label)
    return Held(version.entry, version.name, version.entry.provider, sharing, items)
