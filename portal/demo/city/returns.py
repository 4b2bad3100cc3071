"""A year of data return: needs of the districts, monthly runs, receipts in time and late, one sent again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile

from aggregation import services as aggregation
from aggregation.models import Batch, MountedResource
from aggregation.selectors import held_entries
from catalog.models import CatalogEntry
from portal.kernel import clock, jobs
from portal.kernel.actor import Actor
from sharing import services
from sharing.choices import NeedState, ParcelState
from sharing.models import ReturnNeed, ReturnParcel

from ..content.stories import stories
from .deliveries import until
from .entries import ENTRY_SPECS, entry_of
from .moments import SHANGHAI
from .people import actor_of, unit_of
from .reporting import Terminal

SPECS: list[dict[str, Any]] = stories("returns")["need"]
PLANNER = Actor.system("plan-returns", "sharing.plan_return")
#: The resource that grows by a month of rows each month, and so is returned as its difference.
MONTHLY, SLUG = "electricity", "power-supply"
FIRST_MONTH = date(2026, 1, 1)
#: The run of this month came late, and one receiver found in it something else than was sent.
LATE_MONTH, UNMATCHED_MONTH = date(2026, 4, 1), date(2026, 6, 1)
UNMATCHED_AREA = "qingzhen"
#: Receivers that have not signed for the newest parcels yet.
STILL_OPEN = timedelta(days=14)


def build_returns(terminal: Terminal) -> None:
    """File, decide, deliver, return and sign what is not there yet, in the order of its days."""
    for moment, act, subject in sorted(_events(), key=lambda event: event[0]):
        if moment <= clock.wall():
            with clock.set_to(moment), jobs.running_inline():
                act(subject)
    parcels = ReturnParcel.objects.exclude(state=ParcelState.CUT).count()
    terminal.say(f"{ReturnNeed.objects.count()} needs for return, {parcels} parcels in all")


def _events() -> Iterator[tuple[datetime, Any, Any]]:
    today = clock.wall().date()
    for spec in SPECS:
        filed = _at(today - timedelta(days=spec["filed"]), 10)
        yield filed, _file, spec
        yield filed + timedelta(days=1, hours=5), _decide, spec
    for month in _months(today):
        yield _at(month + timedelta(days=7), 9), _deliver, month
    for days in range(330, -1, -1):
        yield _at(today - timedelta(days=days), 1, 15), _tick, None
        yield _at(today - timedelta(days=days), 15), _sign, None


def _months(today: date) -> Iterator[date]:
    month = FIRST_MONTH
    while month <= today:
        yield month
        month = (month + timedelta(days=32)).replace(day=1)


def _at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), SHANGHAI)


def _entry(key: str) -> CatalogEntry | None:
    found = entry_of(key)
    return found if found and found.delivered_version else None


def _file(spec: dict[str, Any]) -> None:
    entry = _entry(spec["entry"])
    for area in spec["areas"]:
        receiver = unit_of(f"{area}-bigdata")
        if entry and not ReturnNeed.objects.filter(entry=entry, receiver=receiver).exists():
            words = {name: spec[name] for name in ("purpose", "reason", "cycle")}
            services.file_need(entry, actor=actor_of(f"{area}-bigdata-officer"), **words)


def _decide(spec: dict[str, Any]) -> None:
    entry, key = _entry(spec["entry"]), ENTRY_SPECS[spec["entry"]].provider
    if not spec["decide"]:
        return
    for need in ReturnNeed.objects.filter(entry=entry, state=NeedState.FILED, filed_at__lt=clock.now()):
        if spec["decide"] == "accept":
            services.accept_need(need, actor=actor_of("bigdata-reviewer"))
        else:
            services.refuse_need(need, actor=actor_of(f"{key}-cdo"), opinion=spec["opinion"])


def _deliver(month: date) -> None:
    """The month's file holds all months before it: unchanged rows keep their version."""
    entry = _entry(MONTHLY)
    mounted = MountedResource.objects.active().filter(entry=entry).first() if entry else None
    path = settings.DEMO_DIR / "tables" / "electricity.generated.csv"
    known = Batch.objects.filter(mounted=mounted, received_at__gte=_at(month, 0))
    if mounted is None or not path.exists() or known.exists():
        return
    file = ContentFile(until(path, month), name=f"electricity-{month:%Y-%m}.csv")
    note = f"{month:%Y}年{month.month}月报送"
    aggregation.receive_file(mounted, file, note=note, actor=actor_of(f"{SLUG}-officer"))


def _tick(_nothing: None) -> None:
    """What the portal's schedule does each night; in one month the worker stood still for days."""
    today = clock.today()
    if today.replace(day=1) == LATE_MONTH and today.day < 30:
        return
    services.plan_due_runs(actor=PLANNER)


def _sign(_nothing: None) -> None:
    """Receivers sign one to four days after a parcel came, some of them late; the newest are still open."""
    waiting = ReturnParcel.objects.filter(state=ParcelState.SENT, sent_at__lt=clock.now())
    waiting = waiting.exclude(run__entry__in=held_entries())
    for parcel in waiting.select_related("run__entry", "receiver", "file").order_by("pk"):
        age, patience = (clock.now() - parcel.sent_at).days, _patience(parcel)
        is_new = parcel.sent_at >= clock.wall() - STILL_OPEN
        if age >= patience and (patience == 1 or not is_new):
            _sign_one(parcel)


def _patience(parcel: ReturnParcel) -> int:
    """Days until the receiver signs: one to three, now and then ten."""
    number = int(parcel.digest[:4], 16) + parcel.receiver_id
    return 10 if number % 11 == 0 else 1 + number % 3


def _sign_one(parcel: ReturnParcel) -> None:
    slug = next(area for area in _slugs() if unit_of(f"{area}-bigdata").pk == parcel.receiver_id)
    officer = actor_of(f"{slug}-bigdata-officer")
    content = b"".join(services.fetch_parcel(parcel, actor=officer))
    is_unmatched = slug == UNMATCHED_AREA and parcel.run.planned_at.month == UNMATCHED_MONTH.month
    if is_unmatched and parcel.sendings == 1 and parcel.run.entry.name == ENTRY_SPECS[MONTHLY].name:
        content = content[: len(content) // 2]
    rows, digest = content.count(b"\n") - 1, hashlib.sha256(content).hexdigest()
    signed = services.sign_parcel(parcel, actor=officer, rows=rows, digest=digest)
    if signed.state == ParcelState.MISSING:
        services.resend_parcel(signed, actor=actor_of(f"{SLUG}-officer"), note="接收时连接中断，重新发送")


def _slugs() -> set[str]:
    return {area for spec in SPECS for area in spec["areas"]}
