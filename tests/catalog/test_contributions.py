"""What the catalog adds to the frame: the desk, the menu, the search, the figures."""

from __future__ import annotations

import pytest

from catalog import services
from portal.kernel.actor import Actor
from portal.web import contributions, frame

pytestmark = pytest.mark.django_db


def waiting(actor):
    return {item.title: item for _label, items in contributions.inbox(actor) for item in items}


@pytest.mark.parametrize(
    ("state", "who"),
    [
        ("returned", "officer"),
        ("submitted", "cdo"),
        ("signed", "authority_reviewer"),
        ("approved", "authority_reviewer"),
    ],
)
def test_an_entry_waits_for_who_has_to_act(request, state, who):
    entry = request.getfixturevalue(state)
    assert entry.name in waiting(request.getfixturevalue(who))


@pytest.mark.parametrize(
    "who", ["officer", "cdo", "other_unit_officer", "inspector", "district_authority_reviewer"]
)
def test_a_signed_entry_waits_for_nobody_but_its_authority(request, signed, who):
    assert signed.name not in waiting(request.getfixturevalue(who))


def test_a_review_is_on_the_desk_with_its_deadline_and_one_click_away(client, signed, authority_reviewer):
    item = waiting(authority_reviewer)[signed.name]
    assert item.due_on == signed.due_on
    client.force_login(authority_reviewer.user)
    assert client.get(item.url).status_code == 200


def test_the_menu_counts_what_waits(submitted, cdo):
    entries = [entry for section in frame.menu(cdo) for entry in section.entries]
    counts = {str(entry.label): entry.count for entry in entries}
    assert counts["目录条目"] == 1


def hits(actor, words):
    found = contributions.search(actor, words)
    return [hit.title for source, hits in found if source.name == "catalog" for hit in hits]


def test_staff_find_published_entries_of_other_units(published, other_unit_officer):
    assert hits(other_unit_officer, "水质") == [published.name]


def test_staff_do_not_find_drafts_of_other_units(draft, other_unit_officer):
    assert hits(other_unit_officer, "水质") == []


def test_a_finding_says_what_is_published(revising, officer, other_unit_officer):
    services.edit_entry(revising, actor=officer, name="供水水质改动")
    assert hits(other_unit_officer, "水质") == ["供水水质监测信息"]


@pytest.mark.parametrize("who", ["citizen", None])
def test_the_public_finds_no_entries_here(request, published, who):
    actor = request.getfixturevalue(who) if who else Actor.visitor()
    assert hits(actor, "水质") == []


@pytest.mark.parametrize("audience", ["staff", "public"])
def test_a_figure_counts_what_is_in_force(published, draft, officer, audience):
    figures = {str(f.label): reading.value for f, reading in contributions.figures(officer, audience)}
    assert figures["已发布目录"] == 1


def test_a_withdrawn_entry_is_not_counted(withdrawn, officer):
    figures = {str(f.label): reading.value for f, reading in contributions.figures(officer, "staff")}
    assert figures["已发布目录"] == 0


def test_the_timeline_names_every_step_of_an_entry(client, returned, officer):
    client.force_login(officer.user)
    page = client.get(returned.get_absolute_url()).content.decode()
    assert all(step in page for step in ("新建草稿", "修改信息项", "提交审签", "审签", "退回修改"))
    assert "catalog.catalogentry" not in page
