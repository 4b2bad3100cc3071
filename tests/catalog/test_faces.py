"""Nobody learns a draft's values by searching, filtering or sorting: lists run on what is shown."""

from __future__ import annotations

import pytest
from django.urls import reverse

from catalog import selectors, services
from catalog.models import CatalogEntry
from tests.people import ITEMS, make_draft, publish

pytestmark = pytest.mark.django_db

#: What the unit is about to change, unpublished, in the words of a list's address.
DRAFTED = {
    "sharing_type": "conditional",
    "open_type": "closed",
    "grade": "L3",
    "update_cycle": "weekly",
    "theme": "health",
    "state": "revising",
    "q": "秘密",
}
PUBLISHED = {
    "sharing_type": "unconditional",
    "open_type": "open",
    "grade": "L1",
    "update_cycle": "monthly",
    "theme": "environment",
    "state": "published",
    "q": "余氯",
}


@pytest.fixture
def changed(revising, officer):
    fields = {name: DRAFTED[name] for name in ("sharing_type", "open_type", "grade", "update_cycle")}
    services.edit_entry(revising, actor=officer, themes=["health"], keywords=["秘密"], **fields)
    services.set_items(revising, [*ITEMS[:2], {"name": "秘密指标"}], actor=officer)
    return CatalogEntry.objects.get(pk=revising.pk)


def shown_on_page(client, actor, **asked):
    client.force_login(actor.user)
    page = client.get(reverse("catalog:entry-list"), asked)
    return list(page.context["page"].object_list)


def shown_to_programs(client, actor, **asked):
    client.force_login(actor.user)
    return client.get(reverse("catalog-entry-list"), asked).json()["results"]


@pytest.mark.parametrize("found", [shown_on_page, shown_to_programs])
@pytest.mark.parametrize("name", DRAFTED)
def test_a_stranger_finds_the_published_value_and_never_the_drafted_one(
    client, changed, other_unit_officer, found, name
):
    lists = [found(client, other_unit_officer, **{name: said[name]}) for said in (PUBLISHED, DRAFTED)]
    assert [len(shown) for shown in lists] == [1, 0]


@pytest.mark.parametrize("name", DRAFTED)
@pytest.mark.parametrize("who", ["officer", "authority_reviewer", "inspector"])
def test_who_works_on_it_finds_the_working_copy(client, request, changed, who, name):
    actor = request.getfixturevalue(who)
    lists = [shown_on_page(client, actor, **{name: said[name]}) for said in (PUBLISHED, DRAFTED)]
    assert [len(shown) for shown in lists] == [0, 1]


@pytest.mark.parametrize("word", ["秘密", "秘密指标"])
def test_the_search_of_the_whole_portal_and_of_needs_knows_no_drafts(changed, other_unit_officer, word):
    visible = CatalogEntry.objects.visible_to(other_unit_officer)
    assert not selectors.search_entries(other_unit_officer, visible, word).exists()
    assert selectors.entries_matching(other_unit_officer, word) == []


@pytest.mark.parametrize("sort", ["shown_grade", "shown_changed_at", "shown_name"])
def test_a_list_is_sorted_by_what_is_shown(client, changed, officer, cdo, authority_reviewer, sort, request):
    people = {"officer": officer, "cdo": cdo, "reviewer": authority_reviewer}
    second = publish(make_draft(officer, name="供水管网", grade="L1"), **people)
    services.edit_entry(changed, actor=officer, name="Ａ改名")
    stranger = request.getfixturevalue("other_unit_officer")
    shown = shown_on_page(client, stranger, sort=sort)
    assert {entry.pk for entry in shown} == {changed.pk, second.pk}
    values = [getattr(entry, sort.removeprefix("shown_")) for entry in shown]
    assert values == sorted(values)


def test_a_withdrawal_gives_an_open_revision_up(changed, authority_reviewer, other_unit_officer):
    gone = services.withdraw_entry(changed, actor=authority_reviewer, opinion="职责划转")
    entry = CatalogEntry.objects.get(pk=gone.pk)
    seen = selectors.as_seen(other_unit_officer, entry)
    assert (seen.state, seen.grade, seen.keywords) == (
        "withdrawn",
        "L1",
        entry.versions.get().content["keywords"],
    )
    assert [item.name for item in selectors.items_seen(other_unit_officer, entry)] == [
        i["name"] for i in ITEMS
    ]


def test_an_unfinished_revision_does_not_stop_the_withdrawal(revising, officer, authority_reviewer):
    services.edit_entry(revising, actor=officer, grade="")
    gone = services.withdraw_entry(revising, actor=authority_reviewer, opinion="职责划转")
    assert (gone.state, gone.grade) == ("withdrawn", "L1")
