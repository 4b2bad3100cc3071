"""Samples of every component for the living style guide, in the Chinese that they have to carry."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from django import forms
from django.core.paginator import Paginator

from portal.kernel import clock
from portal.kernel.models import Job, JobState

from . import charts
from .contributions import Section, ShownMenuEntry
from .doors.filters import ActiveFilter
from .doors.lists import PAGE_SIZES, Head
from .doors.pages import Button, Check, Empty, NextStep
from .doors.records import ShownMove
from .doors.tables import Column, FactGroup
from .frame import ShownSection
from .icons import SHAPES
from .timelines import Change, StoryEvent

DISTRICTS = (
    ("云岩区", 1186),
    ("南明区", 1093),
    ("观山湖区", 642),
    ("花溪区", 958),
    ("乌当区", 377),
    ("白云区", 405),
    ("清镇市", 531),
    ("修文县", 289),
)
ROWS = (
    ("城市供水水质月度监测", "贵阳水务集团", "published", 3128, "520100-0012-0003", 0),
    ("燃气用户安检记录", "贵阳燃气集团", "returned", 88421, "520100-0031-0007", 1),
    ("行政区划代码及变更历史", "市民政局", "submitted", 657807, "520100-0009-0001", 3),
    ("公共停车场泊位实时信息", "市综合行政执法局", "draft", 0, "—", 9),
    ("空气质量日报", "市生态环境局", "published", 4018, "520100-0018-0002", 21),
    ("公共场所卫生许可", "市卫生健康局", "withdrawn", 12450, "520100-0022-0011", -2),
)
STATES = {
    "draft": "草稿",
    "submitted": "待审核",
    "returned": "退回修改",
    "published": "已发布",
    "withdrawn": "已撤销",
}
PM25 = (38, 41, 33, 29, 24, 19, 17, 18, 22, 27, 35, 40)


class SampleForm(forms.Form):
    """One field of each kind."""

    groups = (
        ("这是什么数据", ("title", "summary", "kind")),
        ("谁可以用", ("sharing", "price", "from_on", "agree")),
    )

    title = forms.CharField(
        label="资源名称", max_length=100, help_text="写出对象和内容，如“城市供水水质月度监测”。"
    )
    summary = forms.CharField(
        label="摘要", max_length=500, widget=forms.Textarea(attrs={"rows": 4}), required=False
    )
    kind = forms.ChoiceField(label="资源形态", choices=[("", "请选择"), ("table", "库表"), ("file", "文件")])
    sharing = forms.ChoiceField(
        label="共享类型",
        choices=[("unconditional", "无条件共享"), ("conditional", "有条件共享"), ("none", "不予共享")],
        widget=forms.RadioSelect,
        help_text="不予共享必须列入负面清单。",
    )
    price = forms.DecimalField(
        label="服务费上限", required=False, widget=forms.NumberInput(attrs={"data-unit": "元/次"})
    )
    from_on = forms.DateField(
        label="起始日期", widget=forms.DateInput(attrs={"type": "date"}), required=False
    )
    file = forms.FileField(label="数据文件", required=False, help_text="CSV 或 XLSX，不超过 2 GB。")
    agree = forms.BooleanField(label="已核对来源和依据", required=False)


def sample_menu() -> list[ShownSection]:
    """The navigation of a data officer, with counts."""
    chapters = (
        (Section.CATALOG, (("目录管理", 3), ("负面清单", 0), ("责任清单", 0))),
        (Section.AGGREGATION, (("挂接与入库", 12), ("问题数据", 1))),
        (Section.SHARING, (("共享申请", 7), ("回流", 0))),
        (Section.OVERSIGHT, (("检查整改", 0), ("审计", 0))),
    )
    return [
        ShownSection(
            section.value,
            str(section.label),
            [ShownMenuEntry(label, "#", count, label == "目录管理") for label, count in entries],
        )
        for section, entries in chapters
    ]


def samples() -> dict[str, Any]:
    """Context of the style guide."""
    return (
        {
            "title": "样式指南",
            "lead": "全部组件和它们要承载的中文。",
            "parents": [("组件", "/styleguide/")],
            "primary": Button("编目", url="#", icon="plus"),
            "icons": sorted(SHAPES),
            "tones": [
                ("草稿", "quiet"),
                ("待审核", "info"),
                ("退回修改", "soon"),
                ("已发布", "good"),
                ("已撤销", "stop"),
            ],
            "form": SampleForm(
                {"title": "", "summary": "供水企业每月检测的出厂水和管网水水质。", "sharing": "unconditional"}
            ),
            "submit": "保存草稿",
            "back_url": "#",
            "empty": Empty("还没有目录", "目录说明本单位持有的一项数据资源。", Button("编目", url="#")),
            "next_step": NextStep(
                "等待市大数据局审核", who="市大数据局 目录处", due_on=clock.today() + timedelta(days=3)
            ),
            "moves": [
                ShownMove("publish", "发布", "#", "primary"),
                ShownMove("return", "退回修改", "#", ""),
                ShownMove("withdraw", "撤销", "#", "stop"),
            ],
            "checks": [
                Check("每个信息项都有类型和说明", passed=True),
                Check("编目依据有文号", passed=False, reason="第 3 项没有文号，请补上或说明原因。"),
            ],
        }
        | _list()
        | _record()
        | _jobs()
        | _charts()
    )


def _list() -> dict[str, Any]:
    records = [_row(*row) for row in ROWS]
    columns = (
        Column("title", "资源名称", link=True, sort="title", card="title"),
        Column("provider", "数源部门", card="fact"),
        Column("state", "状态", kind="badge", sort="state", card="badge"),
        Column("row_count", "数据量", kind="number", sort="row_count", card="fact"),
        Column("code", "资源代码", kind="code"),
        Column("due_on", "办理时限", kind="due", card="fact"),
    )
    page = Paginator(range(657), 20).get_page(7)
    heads = [Head(c, "ascending" if c.sort == "title" else "", c.sort) for c in columns]
    return {
        "table": {"heads": heads, "rows": records, "columns": columns},
        "page": page,
        "pages": page.paginator.get_elided_page_range(7, on_each_side=2, on_ends=1),
        "page_sizes": PAGE_SIZES,
        "searchable": True,
        "search_hint": "名称、代码",
        "exports": True,
        "active": [ActiveFilter("", "含“水”", "#"), ActiveFilter("状态", "已发布", "#")],
        "words": "水",
    }


def _row(title: str, provider: str, state: str, row_count: int, code: str, days: int) -> SimpleNamespace:
    due_on = clock.today() + timedelta(days=days)
    row = SimpleNamespace(
        title=title, provider=provider, state=state, row_count=row_count, code=code, due_on=due_on
    )
    row.get_state_display = lambda: STATES[state]
    row.get_absolute_url = lambda: "#"
    return row


def _record() -> dict[str, Any]:
    facts = (
        Column("title", "资源名称"),
        Column("provider", "数源部门"),
        Column("code", "资源代码", kind="code"),
    )
    group = FactGroup("基本信息", (*facts, Column("row_count", "数据量", kind="number")))
    at = clock.now()
    event = {"actor": "李静（市水务管理局）", "via": "web", "simulated": False, "note": ""}
    returned = {
        "actor": "王海（市大数据局）",
        "note": "信息项“浊度”的单位应为 NTU，请更正后再提交。",
        "simulated": True,
    }
    stories = [
        StoryEvent(
            _event(event, at),
            "重新提交",
            [Change("浊度单位", "mg/L", "NTU"), Change("摘要", "—", "每月监测")],
        ),
        StoryEvent(_event(event | returned, at - timedelta(days=2)), "退回修改", []),
        StoryEvent(_event(event, at - timedelta(days=4)), "提交审核", []),
    ]
    return {"group": {"title": group.title, "rows": group.rows(_row(*ROWS[0]))}, "events": stories}


def _event(values: dict[str, Any], at: Any) -> Any:
    return SimpleNamespace(**values, at=at)


def _jobs() -> dict[str, Any]:
    now = clock.wall()
    running = Job(
        kind="入库：行政区划代码.csv",
        state=JobState.RUNNING,
        done=412_000,
        total=657_807,
        unit="rows",
        attempts=1,
    )
    running.started_at = now - timedelta(seconds=9)
    failed = Job(
        kind="入库：停车场.xlsx", state=JobState.FAILED, done=1200, total=1200, unit="rows", attempts=1
    )
    failed.started_at, failed.finished_at = now - timedelta(seconds=5), now
    failed.error = "文件缺少“泊位编号”一列。"
    return {"running_job": running, "failed_job": failed}


def _charts() -> dict[str, Any]:
    day, source = clock.today(), "市大数据局"
    months = [f"2026-{month:02}" for month in range(1, 13)]
    lines = [
        ("贵阳", list(zip(months, PM25, strict=True))),
        ("全省", list(zip(months, [value - 4 for value in PM25], strict=True))),
    ]
    return {
        "bars": charts.bar_chart("各区县目录数", DISTRICTS, unit="条", source=source, as_of=day),
        "columns": charts.column_chart(
            "每月入库批次", [(m[5:], v * 3) for m, v in zip(months, PM25, strict=True)]
        ),
        "lines": charts.line_chart("PM2.5 月均浓度", lines, unit="μg/m³", source="市生态环境局", as_of=day),
        "figures": [
            ("已发布目录", "20,134", "条", "比上月多 312 条", (18, 18.4, 19, 19.2, 19.8, 20.1)),
            ("挂接率", "92.6", "%", "比上月高 1.2 个百分点", (85, 86, 88, 90, 91.4, 92.6)),
            ("逾期未办", "7", "件", "比上周少 3 件", (12, 14, 9, 11, 10, 7)),
        ],
    }
