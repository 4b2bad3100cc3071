"""Oversight's pages as the people concerned see them, and what it adds to other pages."""

from __future__ import annotations

import pytest
from django.urls import reverse

from oversight import services
from oversight.models import Finding, UnitScore
from portal.kernel import clock
from portal.web import contributions
from tests.doors import Door

from .conftest import INSPECTED, submit

pytestmark = pytest.mark.django_db


def read(actor, address: str, status: int = 200) -> str:
    answer = Door("page").client(actor).get(address)
    assert answer.status_code == status
    return answer.content.decode()


def test_an_inspections_page_shows_findings_and_the_way_to_the_order(inspection, authority_reviewer, city):
    text = read(authority_reviewer, inspection.get_absolute_url())
    assert "数据超期未更新" in text
    assert "2026-03-02" in text
    order = reverse("oversight:order-create", args=[inspection.public_id])
    assert f"{order}?unit={city.water.public_id}" in text


def test_a_unit_reads_the_inspection_only_after_an_order(inspection, officer, inspector, city):
    read(officer, inspection.get_absolute_url(), 404)
    services.issue_order(inspection, city.water, demand="整改", actor=inspector)
    text = read(officer, inspection.get_absolute_url())
    assert reverse("oversight:order-create", args=[inspection.public_id]) not in text


@pytest.mark.parametrize("name", ["inspection", "finding", "order", "scheme", "assessment"])
def test_the_lists_open_for_unit_and_authority(name, order, computed, officer, authority_reviewer):
    for actor in (officer, authority_reviewer):
        read(actor, reverse(f"oversight:{name}-list"))


def test_the_pages_of_a_finding_and_an_order_lead_to_the_record(order, officer):
    finding = Finding.objects.get(check_code="unmounted_entry")
    assert finding.url in read(officer, finding.get_absolute_url())
    assert finding.url in read(officer, order.get_absolute_url())
    assert "报送整改情况" in read(officer, reverse("oversight:order-submit", args=[order.public_id]))


def test_a_returned_order_says_what_is_still_found(order, officer):
    returned = submit(order, officer)
    assert "复查仍发现" in read(officer, returned.get_absolute_url())


def test_the_forms_open_for_those_who_may(scheme, inspector, authority_reviewer, officer):
    pages = [reverse(f"oversight:{name}") for name in ("inspection-create", "scheme-create")]
    pages += [reverse("oversight:scheme-update", args=[scheme.public_id]), scheme.get_absolute_url()]
    for page in pages:
        read(authority_reviewer, page)
    read(inspector, pages[0])
    read(officer, pages[1], 403)


def test_a_scheme_is_drafted_changed_and_applied_on_pages(authority_reviewer, in_force):
    client = Door("page").client(authority_reviewer)
    fields = {"name": "新方案", "starts_on": "2026-01-01", "ends_on": "2026-12-31", "basis": "示例权重"}
    assert client.post(reverse("oversight:scheme-create"), fields | {"weight_0": "101"}).status_code == 422
    made = client.post(reverse("oversight:scheme-create"), fields | {"weight_0": "100"})
    change = f"{made.url}update/"
    assert client.post(change, fields | {"weight_0": "60", "weight_1": "40"}).status_code == 302
    assert "100.00" in read(authority_reviewer, made.url)
    assess = reverse("oversight:assessment-create", args=[in_force.public_id])
    assert client.post(assess, {"name": "考核", "cut_off_on": "2030-01-01"}).status_code == 422
    assert client.post(assess, {"name": "考核", "cut_off_on": "2026-04-20"}).status_code == 302


def test_the_ranking_and_the_score_show_every_figure(computed, authority_reviewer, city):
    ranking = read(authority_reviewer, computed.get_absolute_url())
    assert "30.00" in ranking
    assert "不参评" in ranking
    score = UnitScore.objects.get(organization=city.water)
    text = read(authority_reviewer, score.get_absolute_url())
    assert "1 / 2" in text
    assert "50.00%" in text
    assert "不适用" in read(
        authority_reviewer, UnitScore.objects.get(organization=city.health).get_absolute_url()
    )


def test_a_page_of_work_under_way_asks_until_it_has_moved(in_force, inspector, authority_reviewer):
    planned = services.plan_inspection(name="x", checks=["vacant_office"], actor=inspector)
    held = services.hold_assessment(in_force, name="x", cut_off_on=INSPECTED.date(), actor=authority_reviewer)
    for record in (planned, held):
        moved = f"{record.get_absolute_url()}moved/"
        assert moved in read(authority_reviewer, record.get_absolute_url())
        read(authority_reviewer, moved, 204)


def test_an_entrys_page_shows_its_open_findings(order, officer, other_unit_officer, published_twice):
    entry = published_twice[1].get_absolute_url()
    assert "已发布目录未挂接" in read(officer, entry)
    assert "已发布目录未挂接" not in read(other_unit_officer, entry)


def test_what_waits_is_in_the_inboxes(order, officer, inspector, authority_reviewer, inspection):
    with clock.set_to(INSPECTED):
        waiting = {str(label): items for label, items in contributions.inbox(officer)}
        [item] = waiting["待整改的通知书"]
        form = reverse("oversight:order-submit", args=[order.public_id])
        assert (item.url, item.due_on) == (form, order.due_on)
        awaited = {str(label): items for label, items in contributions.pending(authority_reviewer)}
        assert [i.who for i in awaited["待整改的通知书"]] == ["贵阳市水务管理局"]


def test_findings_without_an_order_wait_for_the_inspector(inspection, inspector):
    waiting = {str(label): items for label, items in contributions.inbox(inspector)}
    assert [item.state for item in waiting["尚未下达整改的检查问题"]] == ["2 个检查问题尚未下达整改通知书"]


def test_the_provisions_tell_their_figures(computed, order):
    links = {link.provision: link for link in contributions.registry.provisions}
    assert (links["8.2"].value(), links["8.3"].value()) == (0, 0)
