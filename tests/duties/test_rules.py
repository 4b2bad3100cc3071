"""New versions of rules: from a later day on, by the city's authority, through both doors."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from portal.duties import selectors, services
from portal.duties.templatetags.duties import rule_amount
from portal.kernel import clock, rules
from portal.kernel.errors import NotPermitted
from portal.kernel.models import AuditEvent, Rule
from tests.people import make_person

from .conftest import KEY, version

pytestmark = pytest.mark.django_db


def url_of(door, key=KEY):
    return reverse("duties:rule-set" if door.kind == "page" else "duties-rule-set", args=[key])


def send(door, actor, key=KEY, **changes):
    options = {"content_type": "application/json"} if door.kind == "api" else {}
    return door.client(actor).post(url_of(door, key), version(**changes), **options)


def test_a_new_version_waits_for_its_day(authority_reviewer):
    made = services.set_rule(KEY, actor=authority_reviewer, **version())
    assert (made.version, made.unit, made.provision) == (2, "working days", "2.1")
    assert rules.in_force(KEY, on=clock.today()).value == 2
    assert rules.in_force(KEY, on=made.effective_from).value == 5


def test_setting_a_version_is_recorded_with_its_reason(authority_reviewer):
    services.set_rule(KEY, actor=authority_reviewer, **version())
    event = AuditEvent.objects.get(action="duties.rule.set")
    assert (event.user, event.note, event.provision) == (authority_reviewer.user, "审核时限放宽", "9.1")
    assert event.changes["value"] == [None, 5]


@pytest.mark.parametrize("days", [0, -30])
def test_a_version_never_reaches_back(authority_reviewer, days):
    with pytest.raises(ValidationError) as refused:
        services.set_rule(
            KEY, actor=authority_reviewer, **version(effective_from=clock.today() + timedelta(days=days))
        )
    assert "effective_from" in refused.value.error_dict


def test_a_version_does_not_overtake_the_one_that_is_known(authority_reviewer):
    services.set_rule(KEY, actor=authority_reviewer, **version())
    with pytest.raises(ValidationError) as refused:
        services.set_rule(KEY, actor=authority_reviewer, **version(value=3))
    assert "effective_from" in refused.value.error_dict


@pytest.mark.parametrize(
    ("key", "value"),
    [
        (KEY, "two"),
        (KEY, -1),
        (KEY, True),
        (KEY, 2.5),
        ("aggregation.max_rejected_share", "half"),
        ("opening.fresh_days", {"daily": 3}),
        ("opening.fresh_days", 3),
        ("aggregation.max_rejected_share", 1.5),
        ("aggregation.max_rejected_share", float("inf")),
        ("authorization.disclosure_due", "02-30"),
        ("authorization.disclosure_due", "W10-1"),
        (KEY, 1_000_000),
    ],
)
def test_a_value_is_of_the_same_kind_as_before(authority_reviewer, key, value):
    with pytest.raises(ValidationError) as refused:
        services.set_rule(key, actor=authority_reviewer, **version(value=value))
    assert "value" in refused.value.error_dict
    assert Rule.objects.filter(key=key).count() == 1


def test_a_district_follows_the_citys_rules(district_authority_reviewer):
    with pytest.raises(NotPermitted):
        services.set_rule(KEY, actor=district_authority_reviewer, **version())


def test_both_doors_set_a_version(door, authority_reviewer):
    assert send(door, authority_reviewer).status_code == door.done
    assert selectors.history_of(KEY).coming.value == 5


def test_both_doors_refuse_other_people(door, cdo, district_authority_reviewer):
    for actor in (cdo, district_authority_reviewer):
        assert send(door, actor).status_code == 403
    assert Rule.objects.filter(key=KEY).count() == 1


def test_both_doors_say_what_is_wrong(door, authority_reviewer):
    refused = send(door, authority_reviewer, effective_from=clock.today())
    assert refused.status_code == 422
    assert "新版本应当自今天以后的日期起施行" in door.says(refused)


def test_both_doors_know_no_rule_of_that_name(door, authority_reviewer):
    assert send(door, authority_reviewer, key="catalog.unheard_of").status_code == 404


def test_a_table_of_values_has_a_field_for_each_part(authority_reviewer, door):
    url = reverse("duties:rule-set", args=["opening.fresh_days"])
    client = door.client(authority_reviewer)
    shown = client.get(url).content.decode()
    assert 'name="value_daily"' in shown
    names = rules.declarations()["opening.fresh_days"].default
    form = version() | {f"value_{name}": 9 for name in names}
    assert client.post(url, form).status_code == 302
    assert selectors.history_of("opening.fresh_days").coming.value == dict.fromkeys(names, 9)


def test_anybody_reads_the_rules_with_value_and_source(db):
    shown = Client().get(reverse("duties:rule-list")).content.decode()
    assert "2 个工作日" in shown
    assert "政务数据共享条例" in shown
    listed = Client().get(reverse("duties-rule-list")).json()
    assert {entry["key"] for entry in listed} == rules.declarations().keys()


def test_the_button_is_there_for_those_who_may(authority_reviewer, officer, door):
    url, target = reverse("duties:rule-detail", args=[KEY]), reverse("duties:rule-set", args=[KEY])
    assert target in door.client(authority_reviewer).get(url).content.decode()
    assert target not in door.client(officer).get(url).content.decode()
    assert target not in door.client(None).get(url).content.decode()


def test_a_visitor_is_asked_to_sign_in_before_setting(db, door):
    answer = door.client(None).post(url_of(door), version())
    assert answer.status_code in {302, 401, 403}
    assert Rule.objects.filter(key=KEY).count() == 1


def test_a_reviewer_of_another_kind_of_unit_has_no_say(city):
    stray = make_person(city.water, "water-authority", "错配", "authority")
    with pytest.raises(NotPermitted):
        services.set_rule(KEY, actor=stray, **version())


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [(0.5, "share", "50%"), (2_147_483_648, "bytes", "2.0 GB"), (15, "working days", "15 个工作日")],
)
def test_a_value_is_shown_as_people_say_it(value, unit, shown):
    assert rule_amount(value, unit) == shown


def test_what_programs_call_a_rule_is_for_staff(client, officer):
    address = reverse("duties:rule-detail", args=["catalog.review_days"])
    assert ">catalog.review_days<" not in client.get(address).content.decode()
    client.force_login(officer.user, backend="portal.members.backends.RoleBackend")
    assert ">catalog.review_days<" in client.get(address).content.decode()
