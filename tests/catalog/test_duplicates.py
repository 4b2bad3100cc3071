"""One item, one source: what other units hold already is told while compiling."""

from __future__ import annotations

import pytest
from django.urls import reverse

from catalog import selectors, services
from catalog.models import EntryVersion, item_key
from tests.people import make_draft, publish

pytestmark = pytest.mark.django_db

CHLORINE = {"name": "余 氯", "data_type": "N"}
TEXT = {"name": "余氯", "data_type": "C", "length": 20}


@pytest.fixture
def compile_again(other_unit_officer):
    """The health bureau compiles an entry with these items."""

    def compile_again(*items, **changes):
        return make_draft(other_unit_officer, [dict(item) for item in items], name="水质卫生监测", **changes)

    return compile_again


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("余氯（mg/L）", "N"), ("余氯(mg/L)", "Y"), True),
        (("余氯", "N"), ("余氯", "C"), False),
        (("统一社会信用代码", "C"), ("统一 社会信用代码", "M"), True),
        (("PM2.5", "B"), ("pm2.5", "F"), True),
    ],
)
def test_items_are_the_same_by_name_and_kind_of_value(one, other, same):
    assert (item_key(*one) == item_key(*other)) is same


def test_an_item_of_another_units_published_entry_is_told(published, compile_again):
    held = selectors.held_elsewhere(compile_again(CHLORINE))
    assert [(h.entry, h.name, h.items) for h in held] == [(published, published.name, ["余 氯"])]


@pytest.mark.parametrize(
    "item",
    [
        TEXT,
        {"name": "区县", "data_type": "C", "length": 20},
        CHLORINE | {"name": "余氯", "key": True, "required": True},
    ],
)
def test_another_kind_of_value_a_common_item_or_a_key_is_no_duplicate(published, compile_again, item):
    assert selectors.held_elsewhere(compile_again(item)) == []


def test_the_own_unit_and_what_was_withdrawn_are_no_other_source(withdrawn, compile_again, officer):
    assert selectors.held_elsewhere(compile_again(CHLORINE)) == []
    assert selectors.held_elsewhere(make_draft(officer, [CHLORINE], name="另一份水质")) == []


def test_what_is_not_shared_cannot_be_had_by_sharing(officer, cdo, authority_reviewer, compile_again):
    entry = make_draft(officer, sharing_type="not_shared", refusal_basis="《中华人民共和国统计法》第二十五条")
    publish(entry, officer=officer, cdo=cdo, reviewer=authority_reviewer)
    assert selectors.held_elsewhere(compile_again(CHLORINE)) == []


def test_only_the_newest_version_counts(published, officer, cdo, authority_reviewer, compile_again):
    services.revise_entry(published, actor=officer, reason="不再监测余氯")
    services.set_items(published, [{"name": "浑浊度", "data_type": "N"}], actor=officer)
    publish(published, officer=officer, cdo=cdo, reviewer=authority_reviewer)
    assert selectors.held_elsewhere(compile_again(CHLORINE)) == []


def test_one_query_finds_them_by_an_index(published, compile_again, django_assert_num_queries):
    draft = compile_again(CHLORINE)
    with django_assert_num_queries(2):
        selectors.held_elsewhere(draft)
    plan = EntryVersion.objects.filter(item_keys__overlap=["余氯|decimal"]).query
    assert "&&" in str(plan)
    assert any(index.name == "catalog_version_items" for index in EntryVersion._meta.indexes)


def test_it_is_shown_while_compiling_and_stops_nothing(client, published, compile_again, other_unit_officer):
    draft = compile_again(CHLORINE)
    client.force_login(other_unit_officer.user)
    for page in (draft.get_absolute_url(), draft.step_url("items"), draft.step_url("submit")):
        assert published.get_absolute_url() in client.get(page).content.decode()
    assert services.submit_entry(draft, actor=other_unit_officer).state == "submitted"


def test_programs_are_told_too_and_strangers_are_not(
    client, published, compile_again, other_unit_officer, officer
):
    draft = compile_again(CHLORINE)
    address = reverse("catalog-entry-held-elsewhere", args=[draft.public_id])
    client.force_login(other_unit_officer.user)
    found = client.get(address).json()
    assert [(f["resource_code"], f["items"]) for f in found] == [(published.resource_code, ["余 氯"])]
    client.force_login(officer.user)
    assert client.get(address).status_code == 404
    own = reverse("catalog-entry-held-elsewhere", args=[published.public_id])
    client.force_login(other_unit_officer.user)
    assert client.get(own).status_code == 403


def test_the_collection_states_its_basis_and_purpose_for_good(client, officer, cdo, authority_reviewer):
    words = {"collection_basis": "《城市供水条例》第十九条", "collection_purpose": "保障供水水质安全"}
    entry = make_draft(officer, **words)
    publish(entry, officer=officer, cdo=cdo, reviewer=authority_reviewer)
    assert words.items() <= entry.versions.get().content.items()
    client.force_login(officer.user)
    answer = client.get(reverse("catalog-entry-detail", args=[entry.public_id])).json()
    assert words.items() <= answer.items()
    assert words["collection_basis"] in client.get(entry.get_absolute_url()).content.decode()


def test_an_item_that_many_entries_hold_joins_tables_and_is_no_duplicate(
    officer, cdo, authority_reviewer, compile_again
):
    people = {"officer": officer, "cdo": cdo, "reviewer": authority_reviewer}
    draft = compile_again(CHLORINE)
    seen = []
    for number in range(selectors.duplicates.MOST_HOLDERS + 1):
        publish(make_draft(officer, name=f"水质{number}"), **people)
        seen.append(len(selectors.held_elsewhere(draft)))
    assert seen == [1, 2, 3, 4, 5, 0]
