"""Responsibility lists of most units, of a district and of the city; one superseded, one waiting."""

from __future__ import annotations

import datetime

from django.db import transaction

from catalog import services
from catalog.choices import ListScope
from catalog.models import CatalogEntry, ResponsibilityList
from portal.kernel import clock

from ..content.organizations import CITY_AUTHORITY, ORGANIZATIONS
from .moments import moment
from .people import actor_of, unit_of
from .reporting import Terminal

FIRST = datetime.date(2026, 10, 20)
SECOND = datetime.date(2026, 11, 12)
#: Units that have not drawn up a list yet, that publish a second one, and whose second waits for its officer.
WITHOUT = {"education", "development-reform"}
TWICE = {"civil-affairs"}
WAITING = {"water-supply": "新增饮用水水质监测月报等资源，更新年度承诺。"}
DISTRICT = "guanshanhu-bigdata"


def build_lists(terminal: Terminal) -> None:
    """Draft and publish the lists that are not there yet."""
    publishing = set(CatalogEntry.objects.in_force().values_list("provider__name", flat=True))
    for unit in ORGANIZATIONS:
        if unit.name in publishing and unit.key not in WITHOUT:
            _publish(unit.key, ListScope.UNIT, 1, FIRST, "2026年度责任清单")
            if unit.key in TWICE:
                _publish(unit.key, ListScope.UNIT, 2, SECOND, "救助对象信息改为每月更新，重新发布。")
            if unit.key in WAITING:
                _draft(unit.key, ListScope.UNIT, 2, SECOND, WAITING[unit.key])
    if publishing:
        _publish(
            CITY_AUTHORITY,
            ListScope.CITY,
            1,
            FIRST + datetime.timedelta(days=8),
            "汇总各单位2026年度责任清单",
        )
    if unit_of(DISTRICT).name in publishing:
        _publish(DISTRICT, ListScope.DISTRICT, 1, FIRST + datetime.timedelta(days=6), "2026年度责任清单")
    terminal.say(f"{ResponsibilityList.objects.count()} responsibility lists")


def _publish(key: str, scope: str, number: int, day: datetime.date, remark: str) -> None:
    publisher = f"{key}-cdo" if scope == ListScope.UNIT else f"{key}-reviewer"
    with transaction.atomic():
        draft = _draft(key, scope, number, day, remark)
        if draft is not None:
            with clock.set_to(moment(day, 15, 5)):
                services.publish_list(draft, actor=actor_of(publisher))


def _draft(key: str, scope: str, number: int, day: datetime.date, remark: str) -> ResponsibilityList | None:
    """The draft, unless a list of this number is there already."""
    if ResponsibilityList.objects.filter(organization=unit_of(key), scope=scope, number=number).exists():
        return None
    drafter = f"{key}-officer" if scope == ListScope.UNIT else f"{key}-reviewer"
    with clock.set_to(moment(day, 10, 5)):
        return services.draft_list(actor=actor_of(drafter), scope=scope, remark=remark)
