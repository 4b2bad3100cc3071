"""Every move of a dispatch through both doors: who may, who may not, who does not learn of it, and when."""

from __future__ import annotations

import pytest
from django.urls import reverse

from portal.dispatch.models import Dispatch

from .conftest import statement

pytestmark = pytest.mark.django_db

REASONS = {"opinion": "不属于本单位职责，建议由市场监管局办理。"}
DONE = {"delivery": "已编目并发布。"}
#: Move, the state it starts from, who makes it, what is sent, and where it leads.
MOVES = [
    ("assign", "stated", "authority_reviewer", {}, "assigned"),
    ("refuse", "stated", "authority_reviewer", REASONS, "refused"),
    ("accept", "assigned", "officer", {}, "accepted"),
    ("accept", "assigned", "cdo", {}, "accepted"),
    ("decline", "assigned", "cdo", REASONS, "stated"),
    ("deliver", "accepted", "officer", DONE, "delivered"),
    ("close", "delivered", "other_unit_officer", {}, "closed"),
    ("return", "delivered", "other_unit_officer", REASONS, "accepted"),
]
WITHOUT_THE_RIGHT = [
    ("assign", "stated", "other_unit_officer"),
    ("refuse", "stated", "other_unit_officer"),
    ("accept", "assigned", "other_unit_officer"),
    ("decline", "assigned", "officer"),
    ("deliver", "accepted", "cdo"),
    ("close", "delivered", "officer"),
    ("return", "delivered", "authority_reviewer"),
    ("hasten", "assigned", "officer"),
]
TOO_LATE = [
    ("assign", "assigned", "authority_reviewer"),
    ("refuse", "assigned", "authority_reviewer"),
    ("accept", "accepted", "officer"),
    ("decline", "accepted", "cdo"),
    ("deliver", "delivered", "officer"),
    ("close", "closed", "other_unit_officer"),
    ("return", "closed", "other_unit_officer"),
    ("hasten", "delivered", "other_unit_officer"),
]
INCOMPLETE = [
    ("assign", "stated", "authority_reviewer", {"responder": ""}),
    ("assign", "stated", "authority_reviewer", {"due_on": "2020-01-01"}),
    ("refuse", "stated", "authority_reviewer", {"opinion": "  "}),
    ("decline", "assigned", "cdo", {"opinion": ""}),
    ("deliver", "accepted", "officer", {"delivery": ""}),
    ("return", "delivered", "other_unit_officer", {}),
]


@pytest.fixture
def send(door, water_bureau):
    """Make the move; the assignment names the water bureau as that door names units."""

    def send(move, dispatch, actor, **fields):
        unit = water_bureau.pk if door.kind == "page" else water_bureau.credit_code
        fields = {"responder": unit} | fields if move == "assign" else fields
        return door.send("dispatch:dispatch", move, dispatch, actor=actor, **fields)

    return send


def state_of(dispatch: Dispatch) -> str:
    return Dispatch.objects.get(pk=dispatch.pk).state


@pytest.mark.parametrize(("move", "start", "who", "fields", "end"), MOVES)
def test_the_move_is_made(door, send, named, move, start, who, fields, end):
    dispatch = named(start)
    response = send(move, dispatch, named(who), **fields)
    assert (response.status_code, state_of(dispatch)) == (door.done, end)


@pytest.mark.parametrize(("move", "start", "who"), WITHOUT_THE_RIGHT)
def test_without_the_right_here_the_move_is_refused(send, named, move, start, who):
    dispatch = named(start)
    response = send(move, dispatch, named(who), **REASONS, **DONE)
    assert (response.status_code, state_of(dispatch)) == (403, start)


@pytest.mark.parametrize(("move", "start"), [(m[0], m[1]) for m in TOO_LATE])
def test_a_stranger_does_not_learn_that_it_exists(door, send, named, move, start, stranger):
    dispatch = named(start)
    response = send(move, dispatch, stranger, **REASONS, **DONE)
    assert response.status_code == 404
    assert dispatch.title not in door.says(response)


@pytest.mark.parametrize(("move", "start", "who"), TOO_LATE)
def test_from_another_state_the_move_is_a_conflict_that_names_the_state(door, send, named, move, start, who):
    dispatch = named(start)
    response = send(move, dispatch, named(who), **REASONS, **DONE)
    assert (response.status_code, state_of(dispatch)) == (409, start)
    assert dispatch.get_state_display() in door.says(response)


@pytest.mark.parametrize(("move", "start", "who", "fields"), INCOMPLETE)
def test_an_incomplete_move_is_sent_back(send, named, move, start, who, fields):
    dispatch = named(start)
    response = send(move, dispatch, named(who), **fields)
    assert (response.status_code, state_of(dispatch)) == (422, start)


def test_hastening_is_an_act_once_a_day(door, send, assigned, other_unit_officer, authority_reviewer):
    first = send("hasten", assigned, other_unit_officer, note="请加快办理")
    again = send("hasten", assigned, authority_reviewer)
    assert (first.status_code, again.status_code, state_of(assigned)) == (door.done, 409, "assigned")


class TestStating:
    """Needs and orders are stated at both doors."""

    def send(self, door, actor, kind, **changes):
        fields = statement(**changes)
        client = door.client(actor)
        if door.kind == "page":
            return client.post(reverse(f"dispatch:{kind}-create"), fields)
        address = reverse("dispatch-dispatch-list")
        return client.post(address, {"kind": kind} | fields, content_type="application/json")

    @pytest.mark.parametrize(("kind", "who"), [("need", "officer"), ("order", "authority_reviewer")])
    def test_by_whoever_may(self, door, named, kind, who):
        response = self.send(door, named(who), kind)
        made = Dispatch.objects.get()
        assert response.status_code == {"page": 302, "api": 201}[door.kind]
        assert (made.kind, made.state, made.organization) == (kind, "stated", named(who).user.organization)

    @pytest.mark.parametrize(("kind", "who"), [("need", "cdo"), ("order", "officer"), ("need", "citizen")])
    def test_by_nobody_else(self, door, named, kind, who):
        assert self.send(door, named(who), kind).status_code == 403
        assert not Dispatch.objects.exists()

    @pytest.mark.parametrize("gap", [{"purpose": ""}, {"legal_basis": ""}, {"wished_by": "2020-01-01"}])
    def test_not_without_purpose_basis_and_a_day_to_come(self, door, officer, gap):
        assert self.send(door, officer, "need", **gap).status_code == 422
        assert not Dispatch.objects.exists()


def test_the_authority_asks_no_unit_beyond_its_reach(door, city, district_officer, send):
    from portal.dispatch import services
    from tests.people import make_person

    dispatch = services.state_need(actor=district_officer, **statement())
    reviewer = make_person(city.district_authority, "yunyan-2", "吴二", "authority")
    assert send("assign", dispatch, reviewer).status_code == 422
    assert state_of(dispatch) == "stated"


def test_a_unit_does_not_answer_its_own_need(door, send, stated, city, authority_reviewer):
    unit = city.health.pk if door.kind == "page" else city.health.credit_code
    assert send("assign", stated, authority_reviewer, responder=unit).status_code == 422
    assert state_of(stated) == "stated"
