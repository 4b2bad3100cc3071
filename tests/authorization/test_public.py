"""What visitors read: nothing that is not published, and by the dates, whether or not a job has run."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from authorization import selectors, services
from portal.kernel import clock
from portal.kernel.actor import Actor
from portal.web import contributions

pytestmark = pytest.mark.django_db

LIST = "/operation/"


def read(client, url=LIST):
    answer = client.get(url)
    return answer.content.decode() if answer.status_code == 200 else ""


def test_a_domain_in_preparation_is_not_shown(client, prepared):
    assert "供水服务" not in read(client)
    assert client.get(prepared.get_public_url()).status_code == 404


def test_an_open_domain_is_shown_with_its_resources(client, domain, published):
    assert "供水服务" in read(client)
    assert published.resource_code in read(client, domain.get_public_url())


def test_applications_and_agreements_to_come_are_not_shown(client, coming, domain, operator_unit):
    assert operator_unit.name not in read(client) + read(client, domain.get_public_url())


def test_an_agreement_is_shown_as_in_force_between_its_dates_only(coming, domain):
    shown = {}
    for days in (6, 7, 3 * 366 + 8):
        with clock.set_to(clock.now() + timedelta(days=days)):
            (view,) = selectors.overview()
            shown[days] = (len(view.running), view.ended)
    assert list(shown.values()) == [(0, 0), (1, 0), (0, 1)]


def test_a_terminated_agreement_leaves_the_page(client, agreement, operator_unit, authority_reviewer):
    assert operator_unit.name in read(client)
    services.terminate_agreement(agreement, actor=authority_reviewer, reason="违约")
    assert operator_unit.name not in read(client)


@pytest.mark.parametrize(
    ("name", "count"), [("domain", 1), ("resource", 1), ("agreement", 0), ("evaluation", 0)]
)
def test_programs_without_an_account_read_what_is_published(client, coming, name, count):
    assert client.get(reverse(f"authorization-{name}-list")).json()["count"] == count


def test_applications_need_an_account(client, applied):
    assert client.get(reverse("authorization-application-list")).status_code in {401, 403}


@pytest.mark.parametrize("name", ["domain", "resource", "agreement", "evaluation"])
def test_visitors_write_nothing(client, agreement, domain, published, name):
    fields = {"domain": str(domain.public_id), "entry": published.resource_code, "scenarios": "x"}
    fields |= {"agreement": str(agreement.public_id), "year": 2026, "resources": 1, "services": 1}
    fields |= {"clients": 1, "incidents": 0, "report": "x", "starts_on": "2030-01-01", "duties": "x"}
    fields |= {"application": str(agreement.application.public_id), "name": "新领域", "summary": "x"}
    fields |= {"lead_department": domain.lead_department.credit_code}
    answer = client.post(reverse(f"authorization-{name}-list"), fields, content_type="application/json")
    assert answer.status_code in {403, 404}


def test_an_entry_tells_by_whom_it_is_operated(client, agreement, published, operator_unit, officer):
    client.force_login(officer.user, backend="portal.members.backends.RoleBackend")
    assert operator_unit.name in read(client, published.get_absolute_url())


def test_the_figure_of_the_provision_counts_what_is_in_force(agreement, city, operator_unit):
    assert selectors.count_in_force() == 1
    today = clock.today()
    days = [today - timedelta(days=1), today]
    assert selectors.active_on(None, days) == selectors.active_on(operator_unit, days) == [0.0, 1.0]
    assert selectors.active_on(city.health, days) == [None, None]


def test_domains_are_found_by_their_name(domain):
    found = contributions.search(Actor.visitor(), "供水服务")
    assert [hit.url for source, hits in found for hit in hits if source.name == "authorization"] == [
        domain.get_public_url()
    ]


def test_programs_read_as_it_is_described(ask_all, agreement, published):
    assert ask_all("/api/v1/operation-") == {"/api/v1/operation-evaluations/"}
