"""A record that moves, and who may move it."""

from __future__ import annotations

import pytest

from portal.kernel.actor import Actor
from tests.kernel.sample import tasks
from tests.kernel.sample.models import Petition, State


@pytest.fixture
def clerk() -> Actor:
    return Actor.system("clerk", "sample.submit_petition")


@pytest.fixture
def reviewer() -> Actor:
    return Actor.system("reviewer", "sample.decide_petition")


@pytest.fixture
def stranger() -> Actor:
    return Actor.system("stranger")


@pytest.fixture
def draft(request: pytest.FixtureRequest) -> Petition:
    _needs_database(request)
    return Petition.objects.create(title="开放停车场数据")


@pytest.fixture
def submitted(request: pytest.FixtureRequest) -> Petition:
    _needs_database(request)
    return Petition.objects.create(title="开放公交数据", state=State.SUBMITTED)


@pytest.fixture
def given_up() -> list[tuple[str, str]]:
    tasks.given_up.clear()
    return tasks.given_up


def _needs_database(request: pytest.FixtureRequest) -> None:
    if "transactional_db" not in request.fixturenames:
        request.getfixturevalue("db")
