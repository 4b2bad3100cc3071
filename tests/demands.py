"""Demands for opening on their way: filed by a citizen, handed to a unit, promised."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from opening import services
from opening.models import OpenDemand
from portal.kernel import clock
from portal.kernel.actor import Actor

from .people import City, make_person

#: What a citizen wishes for.
WISH: dict[str, Any] = {
    "title": "各监测点末梢水水质",
    "text": "全市末梢水监测点的余氯、浊度，按月更新。",
    "scenario": "为有婴幼儿的家庭做净水提醒小程序。",
    "theme": "environment",
    "reasons": ["livelihood"],
}

File = Callable[..., OpenDemand]


@pytest.fixture
def file_as(citizen: Actor) -> File:
    """File a demand as somebody, a citizen unless said otherwise."""

    def file_as(actor: Actor | None = None, **changes: Any) -> OpenDemand:
        return services.file_demand(actor=actor or citizen, **WISH | changes)

    return file_as


@pytest.fixture
def neighbor(db: None) -> Actor:
    return make_person(None, "neighbor", "邻居", "citizen")


@pytest.fixture
def filed(file_as: File) -> OpenDemand:
    return file_as()


@pytest.fixture
def routed(filed: OpenDemand, city: City, authority_reviewer: Actor) -> OpenDemand:
    return services.route_demand(filed, actor=authority_reviewer, unit=city.water, reasons=["livelihood"])


@pytest.fixture
def promised(routed: OpenDemand, officer: Actor) -> OpenDemand:
    day = clock.today() + timedelta(days=30)
    return services.promise_demand(routed, actor=officer, answer="将按月公布。", promised_on=day)
