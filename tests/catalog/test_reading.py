"""Who sees which entry, and which face of it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from catalog import policies, selectors, services
from catalog.models import CatalogEntry
from portal.kernel.actor import Actor
from portal.members.models import Organization
from tests.people import ITEMS, make_category, make_draft, make_person, make_unit, publish

pytestmark = pytest.mark.django_db

#: What each reader sees of an entry of the water bureau, by state.
SEEN = [
    ("officer", {"draft", "submitted", "published"}),
    ("cdo", {"draft", "submitted", "published"}),
    ("authority_reviewer", {"submitted", "published"}),
    ("inspector", {"draft", "submitted", "published"}),
    ("other_unit_officer", {"published"}),
    ("district_authority_reviewer", {"published"}),
    ("citizen", set()),
]


@pytest.mark.parametrize("state", ["draft", "submitted", "published"])
@pytest.mark.parametrize(("who", "states"), SEEN)
def test_everybody_sees_just_what_concerns_him(request, who, states, state):
    entry, actor = request.getfixturevalue(state), request.getfixturevalue(who)
    assert CatalogEntry.objects.visible_to(actor).filter(pk=entry.pk).exists() == (state in states)


def test_nobody_signed_in_sees_nothing(published):
    assert not CatalogEntry.objects.visible_to(Actor.visitor()).exists()


def test_a_district_authority_sees_what_its_own_departments_hand_in(
    district_officer, district_authority_reviewer, authority_reviewer
):
    entry = make_draft(district_officer, name="区医疗机构")
    services.submit_entry(entry, actor=district_officer)
    for reviewer in (district_authority_reviewer, authority_reviewer):
        assert CatalogEntry.objects.visible_to(reviewer).filter(pk=entry.pk).exists()


def test_only_the_authority_of_its_own_level_reviews_an_entry(
    district_officer, district_cdo, district_authority_reviewer, authority_reviewer
):
    entry = make_draft(district_officer, name="区医疗机构")
    services.submit_entry(entry, actor=district_officer)
    services.sign_entry(entry, actor=district_cdo)
    assert entry in selectors.waiting_for(district_authority_reviewer)
    assert entry not in selectors.waiting_for(authority_reviewer)


@pytest.mark.parametrize("level", ["city", "district", "township", "functional_area"])
def test_what_waits_for_an_authority_is_what_its_units_are_reviewed_by_it_for(city, level):
    areas = {"city": "520100", "district": "520103", "township": "520103001", "functional_area": "GUIAN"}
    unit = make_unit(f"{level}单位", level=level, area_code=areas[level])
    people = [make_person(unit, f"{level}-{role}", role, role) for role in ("data_officer", "cdo")]
    entry = make_draft(people[0])
    services.submit_entry(entry, actor=people[0])
    services.sign_entry(entry, actor=people[1])
    for authority in Organization.objects.authorities():
        reviewer = make_person(authority, f"r{authority.pk}", "审核员", "authority")
        waits = selectors.waiting_for(reviewer).filter(pk=entry.pk).exists()
        assert waits == policies.is_reviewing_authority(reviewer, entry), authority


def test_a_stranger_reads_the_published_state_while_it_is_revised(revising, officer, other_unit_officer):
    services.edit_entry(revising, actor=officer, abstract="改动中的摘要", grade="L4")
    services.set_items(revising, ITEMS[:1], actor=officer)
    entry = CatalogEntry.objects.get(pk=revising.pk)
    seen = selectors.as_seen(other_unit_officer, entry)
    assert (seen.abstract, seen.grade, seen.state) == (revising.abstract, "L1", "published")
    assert len(selectors.items_seen(other_unit_officer, entry)) == len(ITEMS)
    assert selectors.content_for(other_unit_officer, entry)["grade"] == "L1"


def test_the_unit_itself_reads_its_working_copy(revising, officer, cdo):
    services.edit_entry(revising, actor=officer, grade="L4")
    entry = CatalogEntry.objects.get(pk=revising.pk)
    assert selectors.as_seen(cdo, entry).grade == "L4"
    assert selectors.content_for(cdo, entry)["grade"] == "L4"


def test_the_published_face_of_many_entries_takes_two_statements(
    officer, cdo, authority_reviewer, other_unit_officer, django_assert_max_num_queries
):
    for n in range(5):
        entry = publish(
            make_draft(officer, name=f"供水{n}"), officer=officer, cdo=cdo, reviewer=authority_reviewer
        )
        services.revise_entry(entry, actor=officer, reason="修订")
    entries = list(CatalogEntry.objects.select_related("provider"))
    assert other_unit_officer.user.organization  # read once, like the person's rights
    other_unit_officer.can("catalog.compile_entry")
    with django_assert_max_num_queries(2):
        assert len(selectors.as_seen_all(other_unit_officer, entries)) == 5


def test_the_state_of_a_past_day_is_found(published):
    moment: datetime = published.published_at
    assert selectors.version_on(published, moment - timedelta(days=1)) is None
    assert selectors.version_on(published, moment + timedelta(days=1)).number == 1


def test_two_states_are_compared_field_by_field_and_item_by_item(revising, officer):
    services.edit_entry(revising, actor=officer, update_cycle="weekly", themes=["health"])
    changed = {**ITEMS[3], "rules": {"minimum": 0.05, "maximum": 4}}
    services.set_items(revising, [*ITEMS[:2], changed, {"name": "浑浊度"}], actor=officer)
    entry = CatalogEntry.objects.get(pk=revising.pk)
    fields, items = selectors.compared(selectors.published_content(entry), selectors.content_of(entry))
    assert {(d.old, d.new) for d in fields} == {("每月", "每周"), ("生态环境", "医疗卫生")}
    assert {(i.name, i.kind) for i in items} == {
        ("监测日期", "removed"),
        ("余氯", "changed"),
        ("浑浊度", "added"),
    }


def test_a_state_does_not_differ_from_itself(published):
    content = selectors.content_of(published)
    assert selectors.compared(selectors.published_content(published), content) == ([], [])


@pytest.mark.parametrize("words", ["水质", "water", "贵阳市水务", "201002/000001", "余氯", "水质 供水"])
def test_an_entry_is_found_by(published, officer, words):
    assert list(selectors.search_entries(officer, CatalogEntry.objects.all(), words)) == [published]


@pytest.mark.parametrize("words", ["燃气", "水质 燃气", "%", "\x00燃气"])
def test_an_entry_is_not_found_by(published, officer, words):
    assert not selectors.search_entries(officer, CatalogEntry.objects.all(), words).exists()


def test_nodes_are_offered_below_their_class(db):
    make_category("2", "主题信息资源")
    node = make_category("201002", "供水供气")
    assert selectors.categories_by_class() == [("主题信息资源", [node])]
