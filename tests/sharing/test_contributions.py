"""What sharing adds elsewhere: the inbox, dashboards, overdue lists, the page about the measure."""

from __future__ import annotations

from datetime import timedelta

import pytest

from portal.kernel import clock
from portal.web import contributions
from portal.web.contributions import registry
from sharing import selectors, services
from sharing.models import SharingRequest

pytestmark = pytest.mark.django_db


def titles(groups):
    return [item.title for _label, items in groups for item in items if "卫生健康局" in item.title]


@pytest.mark.parametrize(
    ("start", "who"),
    [
        ("sent_back", "other_unit_officer"),
        ("handed_in", "asker_cdo"),
        ("backed", "authority_reviewer"),
        ("checked", "cdo"),
    ],
)
def test_a_request_waits_for_whoever_moves_it_on(named, start, who):
    named(start)
    assert len(titles(contributions.inbox(named(who)))) == 1


@pytest.mark.parametrize("start", ["handed_in", "backed", "checked"])
def test_its_officer_sees_what_the_unit_waits_for(named, start, other_unit_officer, officer):
    named(start)
    assert len(titles(contributions.pending(other_unit_officer))) == 1
    assert titles(contributions.pending(officer)) == []


def test_a_late_reply_is_overdue_for_its_provider_and_the_city(checked, city):
    with clock.set_to(clock.now() + timedelta(days=30)):
        overdue = [len(selectors.overdue_replies(unit)) for unit in (city.water, None, city.health)]
    assert overdue == [1, 1, 0]


def test_a_late_check_is_overdue_for_the_authority(backed, city):
    with clock.set_to(clock.now() + timedelta(days=30)):
        overdue = [len(selectors.overdue_replies(unit)) for unit in (city.authority, None, city.water)]
    assert overdue == [1, 1, 0]


def test_the_indicator_tells_in_time_from_late_for_any_day(checked, cdo, city):
    indicator = next(i for i in registry.indicators if i.name == "sharing.replies_in_time")
    start, later = clock.today(), clock.now() + timedelta(days=30)
    with clock.set_to(later):
        services.approve_request(checked, actor=cdo)
    days = [start, start + timedelta(days=29), later.date()]
    assert indicator.values(city.water, days) == [None, 0.0, 0.0]
    assert indicator.values(city.health, days) == [None] * 3
    SharingRequest.objects.filter(pk=checked.pk).update(decided_at=clock.now())
    assert indicator.values(None, days) == [1.0] * 3


@pytest.mark.parametrize(("reply", "expected"), [("in_time", 1), ("late", 0), ("owed", 0)])
def test_the_evidence_list_tells_the_same(client, decided, cdo, reply, expected):
    client.force_login(cdo.user, backend="portal.members.backends.RoleBackend")
    page = client.get(f"/sharing/requests/?sharing_type=conditional&reply={reply}")
    assert page.context["page"].paginator.count == expected


def test_both_provisions_have_a_screen_with_a_live_figure(granted, other_unit_officer):
    services.read_page(granted, actor=other_unit_officer)
    links = {link.provision: link.value() for link in registry.provisions if link.provision in {"4.1", "4.2"}}
    assert links == {"4.1": 1, "4.2": 1}
