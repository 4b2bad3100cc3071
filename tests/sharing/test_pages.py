"""The pages open for those who may see them, and say what matters."""

from __future__ import annotations

import pytest
from django.urls import reverse

from sharing import services
from sharing.models import GrantUse

pytestmark = pytest.mark.django_db


@pytest.fixture
def read(client):
    """Open a page as somebody."""

    def read(name, actor, record=None, **asked):
        client.force_login(actor.user, backend="portal.members.backends.RoleBackend")
        return client.get(reverse(f"sharing:{name}", args=[record.public_id] if record else []), asked)

    return read


@pytest.mark.parametrize("name", ["request-list", "grant-list"])
@pytest.mark.parametrize(
    ("who", "expected"), [("other_unit_officer", 1), ("cdo", 1), ("inspector", 1), ("district_officer", 0)]
)
def test_the_lists_show_what_one_may_see(read, named, granted, name, who, expected):
    assert read(name, named(who)).context["page"].paginator.count == expected


@pytest.mark.parametrize(
    ("desk", "who", "expected"),
    [("waiting", "cdo", 1), ("own", "cdo", 0), ("asked", "cdo", 1), ("own", "asker_cdo", 1)],
)
def test_the_list_of_requests_can_be_narrowed_to_a_desk(read, named, checked, desk, who, expected):
    assert read("request-list", named(who), desk=desk).context["page"].paginator.count == expected


@pytest.mark.parametrize(
    ("start", "who", "moves"),
    [
        ("handed_in", "asker_cdo", ["endorse", "decline"]),
        ("backed", "authority_reviewer", ["check", "return"]),
        ("checked", "cdo", ["approve", "refuse"]),
    ],
)
def test_the_decision_page_offers_the_moves_of_whoever_decides(read, named, start, who, moves):
    page = read("request-review", named(who), named(start))
    assert [decision["move"].name for decision in page.context["decisions"]] == moves
    assert all(check.passed for check in page.context["checks"])


def test_who_has_nothing_to_decide_does_not_get_the_decision_page(read, checked, other_unit_officer):
    assert read("request-review", other_unit_officer, checked).status_code == 403


def test_the_form_shows_the_conditions_and_the_items(read, shared, other_unit_officer):
    text = read("request-create", other_unit_officer, shared()).content.decode()
    assert all(word in text for word in ("须说明依据", "监测点编号", "余氯"))


@pytest.mark.parametrize(("start", "status"), [("drafted", 200), ("sent_back", 200), ("backed", 409)])
def test_what_was_handed_in_offers_no_form(read, named, other_unit_officer, start, status):
    assert read("request-update", other_unit_officer, named(start)).status_code == status


def test_what_is_not_shared_offers_no_form(read, shared, other_unit_officer):
    entry = shared("not_shared", refusal_basis="《中华人民共和国保守国家秘密法》第十三条")
    assert read("request-create", other_unit_officer, entry).status_code == 409


def test_the_request_names_its_next_step_and_leads_to_the_grant(read, decided, other_unit_officer):
    page = read("request-detail", other_unit_officer, decided)
    assert decided.grant.get_absolute_url() in page.content.decode()


@pytest.mark.parametrize(
    ("who", "ways"), [("other_unit_officer", True), ("cdo", False), ("inspector", False)]
)
def test_only_the_consumer_is_led_to_the_rows(read, named, granted, who, ways):
    text = read("grant-detail", named(who), granted).content.decode()
    assert (reverse("sharing:grant-rows", args=[granted.public_id]) in text) is ways


def test_the_reading_page_searches_counts_and_tells_the_purpose(read, granted, other_unit_officer):
    page = read("grant-rows", other_unit_officer, granted, item="区县", op="eq", value="云岩区")
    assert (page.context["count"].value, len(page.context["lines"])) == (2, 2)
    assert granted.purpose in page.content.decode()
    assert [value for value, _label in page.context["form"].fields["item"].choices] == [
        "",
        "监测点编号",
        "区县",
    ]


def test_a_value_that_cannot_be_searched_for_is_told_above_an_empty_table(read, granted, other_unit_officer):
    page = read("grant-rows", other_unit_officer, granted, item="区县", op="within", value="x" * 3000)
    assert (page.status_code, "page_of_rows" in page.context) == (422, False)


@pytest.mark.parametrize("who", ["other_unit_officer", "cdo"])
def test_consumer_and_provider_see_the_same_uses_refused_attempts_included(
    read, named, granted, officer, other_unit_officer, who
):
    services.read_page(granted, actor=other_unit_officer)
    read("grant-rows", officer, granted)
    page = read("grant-uses", named(who), granted)
    assert [use.outcome for use in page.context["page"].object_list] == ["refused", "served"]
    assert GrantUse.objects.first().reason in read("grant-detail", named(who), granted).content.decode()


@pytest.mark.parametrize(("who", "offered"), [("cdo", True), ("district_officer", False)])
@pytest.mark.parametrize("name", ["request-list", "grant-list"])
def test_the_filters_name_only_units_of_records_in_sight(read, named, granted, name, who, offered):
    choices = read(name, named(who)).context["filterset"].form.fields["provider"].queryset
    assert choices.filter(pk=granted.entry.provider_id).exists() is offered


def test_a_stranger_does_not_see_the_uses(read, granted, district_officer):
    assert read("grant-uses", district_officer, granted).status_code == 404


def test_an_entry_tells_what_the_own_unit_was_granted(client, granted, other_unit_officer):
    client.force_login(other_unit_officer.user, backend="portal.members.backends.RoleBackend")
    assert granted.get_absolute_url() in client.get(granted.entry.get_absolute_url()).content.decode()
