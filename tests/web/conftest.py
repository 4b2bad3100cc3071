"""Petitions, and people who may or may not decide on them."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client

from portal.kernel.actor import Actor
from tests.kernel.sample.models import Petition, State
from tests.people import make_person, make_unit

BACKEND = "portal.members.backends.RoleBackend"


@pytest.fixture(autouse=True)
def _sample_addresses(settings) -> None:
    settings.ROOT_URLCONF = "tests.web.sample"


def signed_in(actor: Actor) -> Client:
    """A browser in which this person has signed in."""
    client = Client()
    client.force_login(actor.user, backend=BACKEND)
    return client


def with_rights(actor: Actor, *codenames: str) -> Actor:
    """The same person with a role that has rights on petitions."""
    found = Permission.objects.filter(content_type__app_label="sample", codename__in=codenames)
    role = Group.objects.create(name=f"{actor.user.username}: {', '.join(codenames)}")
    role.permissions.set(found)
    actor.user.groups.add(role)
    return actor


@pytest.fixture
def unit(db):
    return make_unit("贵阳市测试局")


@pytest.fixture
def clerk(unit) -> Actor:
    return with_rights(make_person(unit, "clerk", "张文"), "submit_petition")


@pytest.fixture
def decider(unit) -> Actor:
    return with_rights(make_person(unit, "decider", "王决"), "decide_petition")


@pytest.fixture
def draft(db) -> Petition:
    return Petition.objects.create(title="开放停车场数据")


@pytest.fixture
def submitted(db) -> Petition:
    return Petition.objects.create(title="开放公交数据", state=State.SUBMITTED)


@pytest.fixture
def petitions(db) -> list[Petition]:
    titles = [f"申请{number:03}" for number in range(45)]
    return Petition.objects.bulk_create(
        Petition(title=title, number=number) for number, title in enumerate(titles)
    )
