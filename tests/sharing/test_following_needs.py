"""A request that follows a stated data need reports its grant there."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from portal.dispatch import services as dispatch
from portal.dispatch.models import Dispatch
from portal.dispatch.selectors import subject_of
from portal.kernel import clock
from portal.kernel.identifiers import uuid7
from sharing import services
from tests.people import make_person

from .conftest import terms

pytestmark = pytest.mark.django_db
WISH = {"title": "供水水质", "content": "末梢水余氯", "purpose": "疾控预警", "legal_basis": "传染病防治法"}


@pytest.fixture
def need_of(city, authority_reviewer):
    """A data need of this person's unit that the water bureau has to answer."""

    def need_of(actor):
        stated = dispatch.state_need(actor=actor, wished_by=clock.today(), **WISH)
        return dispatch.assign_dispatch(stated, responder=city.water, actor=authority_reviewer)

    return need_of


def test_the_grant_answers_the_need(need_of, endorsed, authority_reviewer, cdo, other_unit_officer):
    request = endorsed(dispatch=need_of(other_unit_officer))
    services.check_request(request, actor=authority_reviewer)
    grant = services.approve_request(request, actor=cdo).grant
    found = Dispatch.objects.get()
    assert (found.state, subject_of(found, other_unit_officer).url) == ("delivered", grant.get_absolute_url())


def test_an_unconditional_grant_answers_it_too(need_of, endorsed, authority_reviewer, other_unit_officer):
    request = endorsed("unconditional", dispatch=need_of(other_unit_officer))
    services.check_request(request, actor=authority_reviewer)
    assert Dispatch.objects.get().state == "delivered"


def test_a_need_that_was_answered_meanwhile_does_not_hold_the_grant_up(
    need_of, endorsed, authority_reviewer, officer, cdo, other_unit_officer
):
    need = need_of(other_unit_officer)
    request = endorsed(dispatch=need)
    dispatch.accept_dispatch(need, actor=officer)
    dispatch.deliver_dispatch(need, actor=officer, delivery="已用光盘交付")
    services.check_request(request, actor=authority_reviewer)
    assert services.approve_request(request, actor=cdo).state == "approved"
    assert Dispatch.objects.get().delivery == "已用光盘交付"


def test_another_units_need_cannot_be_followed(need_of, shared, district_officer, other_unit_officer, city):
    stranger = make_person(city.authority, "clerk", "郑数", "data_officer")
    with pytest.raises(ValidationError) as refusal:
        services.create_request(shared(), actor=other_unit_officer, **terms(dispatch=need_of(stranger)))
    assert "dispatch" in refusal.value.message_dict


def test_a_program_does_not_learn_which_needs_of_others_exist(
    client, need_of, drafted, other_unit_officer, city
):
    hidden = need_of(make_person(city.authority, "clerk", "郑数", "data_officer")).public_id
    client.force_login(other_unit_officer.user, backend="portal.members.backends.RoleBackend")
    told = []
    for number in (hidden, uuid7()):
        body = terms(dispatch=str(number))
        address = reverse("sharing-request-update-terms", args=[drafted.public_id])
        answer = client.post(address, body, content_type="application/json")
        told.append((answer.status_code, answer.json()["detail"].replace(str(number), "？")))
    assert told[0] == told[1]
    assert told[0][0] == 422


@pytest.mark.parametrize("has_need", [True, False])
def test_the_form_offers_the_units_own_needs(client, need_of, shared, other_unit_officer, has_need):
    if has_need:
        need_of(other_unit_officer)
    client.force_login(other_unit_officer.user, backend="portal.members.backends.RoleBackend")
    page = client.get(f"/sharing/entries/{shared().public_id}/ask/")
    assert ("dispatch" in page.context["form"].fields) is has_need
