"""A registry of the test's own: what chapters contribute is not what these pages are tested with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from portal.kernel import clock
from portal.kernel.actor import Actor
from portal.web import contributions
from portal.web.contributions import InboxItem, InboxSource, Indicator, OverdueSource

Values = Callable[[Any, Sequence[date]], list[float | None]]


def sit_down(actor: Actor) -> Client:
    """A browser in which this person has signed in."""
    client = Client()
    client.force_login(actor.user, backend="portal.members.backends.RoleBackend")
    return client


def rising(scope: Any, days: Sequence[date]) -> list[float | None]:
    """Ten points more each month; the city stands at 50%."""
    return [0.1 * (n + 1) for n in range(len(days))] if scope else [0.5] * len(days)


def indicator(name: str, values: Values = rising, **changes: Any) -> Indicator:
    """A registered figure whose evidence is at an address of its own."""
    options: dict[str, Any] = {"kind": "percent", "order": 10} | changes
    return Indicator(name, f"指标{name}", values=values, url=lambda scope: f"/evidence/{name}/", **options)


def item(title: str, days: int | None = None) -> InboxItem:
    """Something that waits, due in so many days."""
    due = None if days is None else clock.today() + timedelta(days=days)
    return InboxItem(title, f"/{title}/", due_on=due, who="水务局", state="待办")


@pytest.fixture(autouse=True)
def _no_kept_answers() -> None:
    cache.clear()


@pytest.fixture
def figures(monkeypatch: pytest.MonkeyPatch) -> list[Indicator]:
    """The registered indicators: the test fills the list."""
    listed: list[Indicator] = []
    monkeypatch.setattr(contributions.registry, "indicators", listed)
    return listed


@pytest.fixture
def late(monkeypatch: pytest.MonkeyPatch) -> None:
    """One kind of thing that is overdue, named for its scope."""
    source = OverdueSource("逾期更新", items=lambda scope: [item(f"{scope or '全市'}的数据", -5)])
    monkeypatch.setattr(contributions.registry, "overdue", [source])


@pytest.fixture
def waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two kinds of things that wait, one of them late, and one that lies with others."""
    sources = [
        InboxSource("待审签", items=lambda actor: [item("水质", -3), item("水压", 4)]),
        InboxSource("待答复", items=lambda actor: [item("申请")], pending=lambda actor: [item("调度", 2)]),
    ]
    monkeypatch.setattr(contributions.registry, "inbox", sources)
