"""Inspections, rectification and assessments of the past months, and what is open today.

Checks ask the records' own dates, so an inspection under a set clock finds what was really late then: in
autumn the entries that had been loaded only once, each put right when its newest delivery arrived. Reviews
and replies are judged by their present state, so only today's inspection looks for those.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from oversight import selectors, services
from oversight.choices import OrderState
from oversight.models import AssessmentScheme, Finding, Inspection, RectificationOrder
from oversight.tasks import PLANNING, RECHECKING
from portal.kernel import clock, jobs
from portal.kernel.actor import Actor
from portal.members.choices import Role
from portal.members.models import Organization, User

from ..content.organizations import CITY_AUTHORITY
from .moments import SHANGHAI, moment
from .people import actor_of, unit_of
from .reporting import Terminal

INSPECTOR, REVIEWER = "inspector", f"{CITY_AUTHORITY}-reviewer"
SPRING, AUTUMN, TODAY = "目录编制与挂接专项检查", "数据更新情况专项检查", "审核与答复时限专项检查"
#: Days before today.
SPRING_DAY, AUTUMN_DAY, ORDERED_DAY, REPORTED_DAY, REGULAR_DAY, ORDERED_AGAIN_DAY = 230, 62, 61, 45, 22, 20
#: Days on which units had put something right: in time, and after the autumn's deadline.
IN_TIME_DAY, LATE_DAY, CLOSED_DAY, LAST_DAY = 39, 11, 9, 1
#: The unit that reported too early: its entry is still overdue.
HASTY = "transport"
#: Sample weights: no published weights of a real assessment were found. What is not named weighs ``OTHER``.
WEIGHTS = {
    "aggregation.mounting_rate": 25,
    "aggregation.updated_in_time": 25,
    "oversight.rectified_in_time": 10,
}
OTHER = 10
BASIS = "示例权重：未见公开发布的考核权重，由主管部门按年度工作重点设定后替换。"


def build_oversight(terminal: Terminal) -> None:
    """Walk what is not there yet; done once today's inspection was held."""
    if not Inspection.objects.filter(name=TODAY).exists():
        with jobs.running_inline():
            _inspect_the_past()
            _report_on(IN_TIME_DAY)
            _hold_regular()
            _report_on(LATE_DAY)
            _settle_late()
            _inspect(TODAY, 0, ["late_review", "late_reply", "late_objection", "vacant_office"])
    with jobs.running_inline():
        _assess()
    found, open_ones = Finding.objects.count(), Finding.objects.open().count()
    terminal.say(f"{Inspection.objects.count()} inspections, {found} findings of which {open_ones} are open")


def _inspect_the_past() -> None:
    _inspect(SPRING, SPRING_DAY, ["unmounted_entry", "vacant_office"])
    autumn = _inspect(AUTUMN, AUTUMN_DAY, ["overdue_update", "unmounted_entry"])
    with _at(ORDERED_DAY, 10):
        _order_everybody(autumn, "请对照检查问题清单，按更新周期报送最新数据，并建立定期更新机制。")
    with _at(REPORTED_DAY, 15):
        for order in RectificationOrder.objects.filter(organization=unit_of(HASTY), state=OrderState.ORDERED):
            services.submit_order(
                order, answer="已要求各停车场经营单位补报，近期完成更新。", actor=_officer(order.organization)
            )


def _report_on(days: int) -> None:
    """Units report once their data has arrived; whoever was in time is closed by the re-check."""
    with _at(days, 16):
        _report()


def _hold_regular() -> None:
    """The month's regular inspection, and the orders that followed it."""
    with _at(REGULAR_DAY, 2):
        services.hold_regular_inspections(actor=PLANNING)
    regular = Inspection.objects.filter(kind="scheduled").order_by("pk").last()
    if regular is not None:
        with _at(ORDERED_AGAIN_DAY, 10):
            _order_everybody(regular, "请完成已发布目录的挂接并报送数据。")


def _settle_late() -> None:
    """Late ones are closed by the authority with an opinion; those of the last days still wait for it."""
    with _at(CLOSED_DAY, 11):
        for order in RectificationOrder.objects.filter(state=OrderState.VERIFIED).order_by("pk"):
            late = (order.verified_on - order.due_on).days if order.verified_on else 0
            opinion = f"整改到位，逾期{late}天。请完善更新机制，按期报送数据。"
            services.close_order(order, opinion=opinion, actor=actor_of(REVIEWER))
    _report_on(LAST_DAY)
    with _at(LAST_DAY, 23):
        services.recheck_findings(actor=RECHECKING)


def _report() -> None:
    """Each unit whose findings are gone reports what it did."""
    for order in RectificationOrder.objects.standing().order_by("pk"):
        units = Organization.objects.filter(pk=order.organization_id)
        findings = list(order.findings.open())
        codes = {finding.check_code for finding in findings}
        found = {s.key for code in codes for s in selectors.CHECKS[code].find(units, clock.today())}
        if not found & {finding.subject for finding in findings}:
            names = "、".join(finding.title for finding in findings)
            services.submit_order(
                order,
                answer=f"{names}已报送最新数据，并明确专人按周期更新。",
                actor=_officer(order.organization),
            )


def _inspect(name: str, days: int, checks: list[str]) -> Inspection:
    found = Inspection.objects.filter(name=name).first()
    if found is None:
        with _at(days, 8):
            found = services.plan_inspection(name=name, checks=checks, actor=actor_of(INSPECTOR))
    found.refresh_from_db()
    return found


def _order_everybody(inspection: Inspection, demand: str) -> None:
    for unit in selectors.units_to_order(inspection, actor_of(INSPECTOR)):
        services.issue_order(inspection, unit, demand=demand, actor=actor_of(INSPECTOR))


def _assess() -> None:
    """The last half-year, published; and the figures of yesterday, computed and not yet published."""
    day = clock.today()
    closed = date(day.year, 6, 30) if day >= date(day.year, 7, 20) else date(day.year - 1, 12, 31)
    half = "上半年" if closed.month == 6 else "下半年"
    scheme = _scheme(closed.year)
    if not scheme.assessments.exists():
        with clock.set_to(datetime.combine(closed + timedelta(days=10), time(9, 30), SHANGHAI)):
            fields = {"name": f"{closed.year}年{half}公共数据工作考核", "cut_off_on": closed}
            held = services.hold_assessment(scheme, actor=actor_of(REVIEWER), **fields)
        with clock.set_to(datetime.combine(closed + timedelta(days=18), time(15), SHANGHAI)):
            services.publish_assessment(held, actor=actor_of(REVIEWER))
    yesterday = day - timedelta(days=1)
    if scheme.assessments.count() == 1 and closed < yesterday <= scheme.ends_on:
        name = f"{yesterday.year}年度公共数据工作考核（截至{yesterday.month}月{yesterday.day}日）"
        services.hold_assessment(scheme, name=name, cut_off_on=yesterday, actor=actor_of(REVIEWER))


def _scheme(year: int) -> AssessmentScheme:
    name = f"{year}年度公共数据工作考核方案（示例）"
    found = AssessmentScheme.objects.filter(name=name).first()
    if found is not None:
        return found
    fields = {"starts_on": date(year, 1, 1), "ends_on": date(year, 12, 31), "basis": BASIS, "name": name}
    with clock.set_to(datetime(year, 1, 12, 10, tzinfo=SHANGHAI)):
        draft = services.create_scheme(weights=_weights(), actor=actor_of(REVIEWER), **fields)
    with clock.set_to(datetime(year, 1, 15, 16, tzinfo=SHANGHAI)):
        return services.adopt_scheme(draft, actor=actor_of(REVIEWER))


def _weights() -> dict[str, Decimal]:
    """Whole numbers that add up to 100; the first of the others take what is left over."""
    others = [name for name in selectors.indicators() if name not in WEIGHTS]
    each, left = divmod(100 - sum(WEIGHTS.values()), max(len(others), 1))
    shares = {name: each + (n < left) for n, name in enumerate(others)}
    return {name: Decimal(weight) for name, weight in (WEIGHTS | shares).items()}


def _officer(unit: Organization) -> Actor:
    """The unit's first data officer."""
    return Actor(
        user=User.objects.filter(organization=unit, groups__name=Role.DATA_OFFICER).order_by("pk")[0]
    )


@contextmanager
def _at(days: int, hour: int) -> Iterator[None]:
    """So many days ago, at this hour; never in the future."""
    with clock.set_to(moment(clock.today() - timedelta(days=days), hour, 10)):
        yield
