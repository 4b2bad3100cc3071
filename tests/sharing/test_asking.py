"""What can be asked for, and what happens when the resource changes while a request goes to and fro."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from catalog.services import edit_entry, revise_entry, withdraw_entry
from portal.kernel import clock
from portal.kernel.errors import Conflict, NotPermitted
from sharing import services
from sharing.forms.requests import AreaCodesField
from sharing.models import Grant, SharingRequest
from tests.people import publish

from .conftest import terms

pytestmark = pytest.mark.django_db
BACKEND = "portal.members.backends.RoleBackend"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"items": ["水温"]}, "items"),
        ({"items": []}, "items"),
        ({"area_prefixes": ["云岩"]}, "area_prefixes"),
        ({"ends_on": clock.today() - timedelta(days=400)}, "__all__"),
        ({"delivery": "pigeon"}, "delivery"),
        ({"legal_basis": ""}, "legal_basis"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_a_sentence(shared, other_unit_officer, changes, field):
    with pytest.raises(ValidationError) as refusal:
        services.create_request(shared(), actor=other_unit_officer, **terms(**changes))
    assert field in (refusal.value.message_dict if hasattr(refusal.value, "error_dict") else {"__all__"})


def test_nobody_asks_the_own_unit(shared, officer):
    with pytest.raises(NotPermitted):
        services.create_request(shared(), actor=officer, **terms())


def test_what_is_not_in_force_cannot_be_asked_for(shared, other_unit_officer, authority_reviewer):
    entry = withdraw_entry(shared(), actor=authority_reviewer, opinion="职责划转")
    with pytest.raises(Conflict):
        services.create_request(entry, actor=other_unit_officer, **terms())


def test_a_period_that_passed_is_not_submitted(drafted, other_unit_officer):
    with clock.set_to(clock.now() + timedelta(days=31)), pytest.raises(ValidationError):
        services.submit_request(drafted, actor=other_unit_officer)


def test_one_unit_asks_for_one_purpose_once(handed_in, other_unit_officer):
    second = services.create_request(handed_in.entry, actor=other_unit_officer, **terms())
    with pytest.raises(ValidationError):
        services.submit_request(second, actor=other_unit_officer)


def test_a_request_that_was_handed_in_is_not_changed(handed_in, other_unit_officer):
    with pytest.raises(Conflict):
        services.edit_request(handed_in, actor=other_unit_officer, purpose="别的用途")


def test_what_the_cdo_sent_back_can_be_corrected_and_handed_in_again(
    handed_in, asker_cdo, other_unit_officer
):
    services.decline_request(handed_in, actor=asker_cdo, opinion="用途请写具体")
    services.edit_request(handed_in, actor=other_unit_officer, purpose="供水末梢水源性疾病监测")
    assert services.submit_request(handed_in, actor=other_unit_officer).state == "submitted"


def test_an_unconditional_request_is_granted_with_the_check_and_owes_no_reply(endorsed, authority_reviewer):
    found = services.check_request(endorsed("unconditional"), actor=authority_reviewer)
    assert (found.state, found.reply_due_on, Grant.objects.get().state) == ("approved", None, "active")


def test_a_program_asks_by_the_resource_code(client, shared, other_unit_officer):
    client.force_login(other_unit_officer.user, backend=BACKEND)
    body = {name: str(v) if name.endswith("_on") else v for name, v in terms().items()}
    body["entry"] = shared().resource_code
    answer = client.post(reverse("sharing-request-list"), body, content_type="application/json")
    assert (answer.status_code, SharingRequest.objects.get().state) == (201, "draft")
    body["entry"] = "000000/000000"
    assert (
        client.post(reverse("sharing-request-list"), body, content_type="application/json").status_code == 404
    )


def test_a_page_asks_and_changes(client, shared, other_unit_officer):
    client.force_login(other_unit_officer.user, backend=BACKEND)
    client.post(reverse("sharing:request-create", args=[shared().public_id]), terms())
    made = SharingRequest.objects.get()
    changed = terms(purpose="饮用水安全评估", area_prefixes="520103 520102")
    client.post(reverse("sharing:request-update", args=[made.public_id]), changed)
    made.refresh_from_db()
    assert (made.purpose, made.area_prefixes) == ("饮用水安全评估", ["520103", "520102"])


@pytest.fixture
def published_anew(officer, cdo, authority_reviewer):
    """The provider revises the resource meanwhile."""

    def published_anew(entry, **changes):
        revise_entry(entry, actor=officer, reason="法规修订")
        edit_entry(entry, actor=officer, **changes)
        return publish(entry, officer=officer, cdo=cdo, reviewer=authority_reviewer)

    return published_anew


def test_what_became_conditional_meanwhile_is_not_granted_at_once(
    endorsed, published_anew, authority_reviewer
):
    request = endorsed("unconditional")
    published_anew(request.entry, sharing_type="conditional", sharing_condition="须说明依据")
    found = services.check_request(request, actor=authority_reviewer)
    assert (found.state, found.sharing_type, found.reply_due_on is None) == ("checked", "conditional", False)


@pytest.mark.parametrize(
    ("start", "move", "who"),
    [
        ("drafted", "submit", "other_unit_officer"),
        ("backed", "check", "authority_reviewer"),
        ("checked", "approve", "cdo"),
    ],
)
def test_what_is_not_shared_any_more_goes_no_further(door, named, authority_reviewer, start, move, who):
    request = named(start)
    withdraw_entry(request.entry, actor=authority_reviewer, opinion="职责划转")
    answer = door.send("sharing:request", move, request, actor=named(who), items=["区县"])
    assert (answer.status_code, Grant.objects.exists()) == (409, False)


def test_area_codes_may_be_parted_by_commas_and_a_wrong_one_is_named():
    field = AreaCodesField(label="区划代码")
    assert field.clean("520103，520102、520111") == ["520103", "520102", "520111"]
    with pytest.raises(ValidationError, match="“云岩”不是区划代码"):
        field.clean("520103 云岩")
