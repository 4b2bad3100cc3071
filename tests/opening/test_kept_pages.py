"""A public page that was drawn is given to the next visitor too, as long as what it says holds."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client

from opening import services
from opening.models import PublicDataset
from tests.open_data import PORTAL


@pytest.fixture(autouse=True)
def _pages_are_kept(settings):
    settings.PAGES_KEPT_SECONDS = 60
    settings.ALLOWED_HOSTS = ["*"]
    yield
    cache.clear()


@pytest.fixture
def visit(water_quality):
    """The dataset's page in the browser of somebody who was never here."""

    def visit(query="", **headers):
        return Client().get(f"{water_quality.get_absolute_url()}{query}", **headers)

    return visit


def is_drawn(answer):
    return answer.context is not None


def test_the_next_visitor_gets_the_page_that_was_drawn(visit, django_assert_num_queries):
    first = visit()
    with django_assert_num_queries(1):
        second = visit()
    assert (second.content, second["ETag"]) == (first.content, first["ETag"])
    assert not is_drawn(second)


def test_it_is_counted_all_the_same(visit):
    for _visitor in range(2):
        visit(HTTP_USER_AGENT="Mozilla/5.0")
    services.flush()
    assert PublicDataset.objects.get().views == 2


def test_what_is_refreshed_is_drawn_anew(visit, water_quality):
    visit()
    PublicDataset.objects.update(revision=water_quality.revision + 1, abstract="新的摘要")
    assert "新的摘要" in visit().content.decode()


def test_what_is_suspended_is_gone_at_once(visit, water_quality):
    visit()
    services.suspend_dataset(water_quality, actor=PORTAL, reason="核查")
    assert visit().status_code == 404


def test_every_language_host_and_wish_has_its_own(visit):
    visit()
    assert "http://elsewhere/data/" in visit(HTTP_HOST="elsewhere").content.decode()
    assert is_drawn(visit(HTTP_COOKIE="language=en"))
    assert is_drawn(visit("?order=-监测日期"))


def test_whoever_has_signed_in_is_drawn_a_page_of_the_own(water_quality, visit, client, officer):
    visit()
    client.force_login(officer.user, backend="portal.members.backends.RoleBackend")
    assert is_drawn(client.get(water_quality.get_absolute_url()))
