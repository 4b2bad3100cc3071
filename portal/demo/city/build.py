"""The whole walk, in order."""

from __future__ import annotations

import time

from django.conf import settings

from portal.kernel import jobs

from ..archives import fetch
from ..content.entries import ENTRIES
from ..content.specs import EntrySpec
from ..tables import TABLES, Ground
from .deliveries import deliver
from .demands import build_demands
from .dispatch import build_dispatch
from .documents import build_documents
from .entries import build_categories, walk_entry
from .lists import build_lists
from .objections import build_objections
from .operation import build_operation
from .oversight import build_oversight
from .people import PASSWORD, build_people
from .reporting import Terminal
from .returns import build_returns
from .security import build_security
from .sharing import build_sharing

#: The accounts that the terminal shows: one for each path of the README, and the three administrators.
SHOWN = {
    "water-supply-officer": "数据专员 · 供水企业编目、上传",
    "water-supply-cdo": "首席数据官 · 审签",
    "bigdata-reviewer": "市数据主管部门 · 审核、发布",
    "nanming-bigdata-reviewer": "南明区数据主管部门 · 审核本区目录",
    "operator": "授权运营机构 · 申请领域、年度报告",
    "inspector": "监督检查 · 只读全部",
    "secadmin": "安全管理员 · 安全事件、个人信息研判",
    "sysadmin": "系统管理员 · 单位、人员、任职",
    "auditadmin": "审计管理员 · 审计记录",
    "citizen-1": "公众账号",
}


def build_city(*, with_data: bool = True, rows_at_most: int | None = None) -> None:
    """Build what is missing of the city; safe to run again and to interrupt. Tests cut large tables."""
    started, terminal = time.monotonic(), Terminal()
    build_people(terminal.say)
    build_categories()
    build_documents(terminal)
    ground = _ground(terminal, rows_at_most) if with_data else None
    for spec in ENTRIES:
        if ground is None or all(TABLES[d.table].is_available(ground) for d in spec.deliveries):
            _build_entry(spec, ground, terminal)
    build_dispatch(terminal)
    build_lists(terminal)
    build_sharing(terminal)
    build_returns(terminal)
    build_objections(terminal)
    build_demands(terminal)
    build_operation(terminal)
    build_security(terminal)
    build_oversight(terminal)
    terminal.say(f"demo city ready after {time.monotonic() - started:.0f} s")


def accounts() -> list[dict[str, str]]:
    """The accounts to print after the start."""
    return [{"username": name, "password": PASSWORD, "role": role} for name, role in SHOWN.items()]


def _ground(terminal: Terminal, rows_at_most: int | None) -> Ground:
    folder = settings.DEMO_DIR
    archives = fetch(folder / "archives")
    terminal.say(f"{len(archives)} archives of real data, hashes checked")
    extra = settings.DEMO_EXTRA_DATA if settings.DEMO_EXTRA_DATA.is_dir() else None
    return Ground(folder / "tables", archives, extra, rows_at_most)


def _build_entry(spec: EntrySpec, ground: Ground | None, terminal: Terminal) -> None:
    started = time.monotonic()
    with jobs.running_inline():
        entry = walk_entry(spec)
    if ground is not None:
        deliver(spec, entry, ground, terminal)
    entry.refresh_from_db()
    rows = f"{entry.delivered_rows:>9,} rows" if entry.delivered_rows else ""
    terminal.say(f"{spec.name} ({entry.get_state_display()}) {rows} {time.monotonic() - started:.1f} s")
