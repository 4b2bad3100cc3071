"""Every move of data return through both doors: who may, who may not, who does not learn of it, when."""

from __future__ import annotations

import hashlib

import pytest
from django.urls import reverse

from portal.kernel.models import AuditEvent
from sharing import services
from sharing.models import ReturnNeed, ReturnRun
from tests.doors import Door

pytestmark = pytest.mark.django_db

WORDS = {"purpose": "基层水质巡查", "reason": "乡镇需要本辖区监测点", "cycle": "monthly"}
WRONG = {"rows": 1, "digest": "0" * 64}
FIELDS = {"refuse": {"opinion": "已有专线"}, "sign": WRONG}
NEED, PARCEL = "sharing:need", "sharing:parcel"
MOVES = [
    (NEED, "accept", "return_need", "cdo", "accepted"),
    (NEED, "accept", "return_need", "authority_reviewer", "accepted"),
    (NEED, "refuse", "return_need", "cdo", "refused"),
    (NEED, "withdraw", "return_need", "district_officer", "withdrawn"),
    (PARCEL, "sign", "parcel", "receiver_officer", "missing"),
    (PARCEL, "resend", "unmatched", "officer", "sent"),
    (PARCEL, "resend", "unmatched", "authority_reviewer", "sent"),
]
WITHOUT_THE_RIGHT = [
    (NEED, "accept", "return_need", "district_officer"),
    (NEED, "refuse", "return_need", "officer"),
    (NEED, "withdraw", "return_need", "cdo"),
    (PARCEL, "sign", "parcel", "officer"),
    (PARCEL, "sign", "parcel", "district_officer"),
    (PARCEL, "resend", "unmatched", "receiver_officer"),
]
TOO_LATE = [
    (NEED, "accept", "refused_need", "cdo"),
    (NEED, "refuse", "refused_need", "cdo"),
    (NEED, "withdraw", "refused_need", "district_officer"),
    (PARCEL, "sign", "reconciled", "receiver_officer"),
    (PARCEL, "sign", "unmatched", "receiver_officer"),
    (PARCEL, "resend", "parcel", "officer"),
]
INCOMPLETE = [
    (NEED, "refuse", "return_need", "cdo", {"opinion": " "}),
    (PARCEL, "sign", "parcel", "receiver_officer", {"rows": -1, "digest": "0" * 64}),
    (PARCEL, "sign", "parcel", "receiver_officer", {"rows": 2, "digest": "g" * 64}),
]
#: Another district's officer does not learn that it exists.
STRANGERS = [(prefix, move, start) for prefix, move, start, _who, _end in MOVES[2:6]]


def state_of(record):
    return type(record).objects.get(pk=record.pk).state


@pytest.mark.parametrize(("prefix", "move", "start", "who", "end"), MOVES)
def test_the_move_is_made(door, named, prefix, move, start, who, end):
    record = named(start)
    answer = door.send(prefix, move, record, actor=named(who), **FIELDS.get(move, {}))
    assert (answer.status_code, state_of(record)) == (door.done, end)


@pytest.mark.parametrize(("prefix", "move", "start", "who"), WITHOUT_THE_RIGHT)
def test_without_the_right_it_is_refused(door, named, prefix, move, start, who):
    record = named(start)
    before = state_of(record)
    answer = door.send(prefix, move, record, actor=named(who), **FIELDS.get(move, {}))
    assert (answer.status_code, state_of(record)) == (403, before)


@pytest.mark.parametrize(("prefix", "move", "start"), STRANGERS)
def test_a_stranger_does_not_learn_of_it(door, named, huaxi_officer, prefix, move, start):
    record = named(start)
    answer = door.send(prefix, move, record, actor=huaxi_officer, **FIELDS.get(move, {}))
    assert answer.status_code == 404


@pytest.mark.parametrize(("prefix", "move", "start", "who"), TOO_LATE)
def test_what_is_over_is_refused_with_a_sentence(door, named, prefix, move, start, who):
    record = named(start)
    answer = door.send(prefix, move, record, actor=named(who), **FIELDS.get(move, {}))
    assert answer.status_code == 409
    assert record.get_state_display() in door.says(answer)


@pytest.mark.parametrize(("prefix", "move", "start", "who", "fields"), INCOMPLETE)
def test_what_does_not_fit_is_told(door, named, prefix, move, start, who, fields):
    answer = door.send(prefix, move, named(start), actor=named(who), **fields)
    assert answer.status_code == 422


def test_a_program_files_a_need_and_starts_a_run(door_of, placed, district_officer, officer, cdo):
    body = {"entry": placed.resource_code} | WORDS
    made = door_of(district_officer).post(reverse("sharing-need-list"), body, "application/json")
    assert (made.status_code, made.json()["state"]) == (201, "filed")
    services.accept_need(ReturnNeed.objects.get(), actor=cdo)
    body = {"entry": placed.resource_code}
    run = door_of(officer).post(reverse("sharing-run-list"), body, "application/json")
    assert (run.status_code, ReturnRun.objects.get().state) == (201, "planned")
    assert door_of(officer).post(reverse("sharing-run-list"), body, "application/json").status_code == 409


def test_a_page_files_a_need_and_starts_a_run(door_of, placed, district_officer, officer, cdo):
    page = reverse("sharing:need-create", args=[placed.public_id])
    assert door_of(district_officer).post(page, WORDS).status_code == 302
    services.accept_need(ReturnNeed.objects.get(), actor=cdo)
    page = reverse("sharing:run-create", args=[placed.public_id])
    assert door_of(district_officer).post(page).status_code == 403
    assert door_of(officer).post(page).status_code == 302
    assert door_of(officer).post(page).status_code == 409


def test_a_program_fetches_its_parcel_and_signs_for_it(door_of, parcel, receiver_officer):
    client = door_of(receiver_officer)
    detail = reverse("sharing-parcel-detail", args=[parcel.public_id])
    assert client.get(detail).json()["digest"] is None
    answer = client.get(reverse("sharing-parcel-file", args=[parcel.public_id]))
    content = b"".join(answer.streaming_content)
    body = {"rows": content.count(b"\n") - 1, "digest": hashlib.sha256(content).hexdigest()}
    sign = reverse("sharing-parcel-sign", args=[parcel.public_id])
    assert client.post(sign, body, "application/json").json()["state"] == "reconciled"
    assert client.post(sign, body, "application/json").status_code == 409
    assert client.get(detail).json()["digest"] == body["digest"]


@pytest.mark.parametrize("name", ["sharing:parcel-file", "sharing-parcel-file"])
def test_asking_for_the_files_head_is_no_fetching(door_of, parcel, receiver_officer, name):
    answer = door_of(receiver_officer).head(reverse(name, args=[parcel.public_id]))
    assert answer.status_code == 405
    assert not AuditEvent.objects.filter(action="sharing.returnparcel.fetch").exists()


@pytest.mark.parametrize("who", ["huaxi_officer", "officer"])
def test_the_file_is_for_its_receiver_alone(door_of, named, parcel, who):
    status = 404 if who == "huaxi_officer" else 403
    for name in ("sharing:parcel-file", "sharing-parcel-file"):
        assert door_of(named(who)).get(reverse(name, args=[parcel.public_id])).status_code == status


@pytest.fixture
def door_of():
    """A client that is signed in as this person."""
    return Door("page").client
