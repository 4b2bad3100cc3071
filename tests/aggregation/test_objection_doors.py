"""Objections at both doors: every move, every refusal, and two people at the same moment."""

from __future__ import annotations

import pytest
from django.urls import reverse

from aggregation import services
from aggregation.models import Objection
from portal.kernel.errors import IllegalTransition
from tests.kernel.test_races import at_once
from tests.objections import ANSWER, CLAIM, settle

pytestmark = pytest.mark.django_db

PREFIX = "aggregation:objection"
#: Move → state that it starts from, who makes it, what is filled in.
MOVES = {
    "accept": ("raised", "authority_reviewer", {}),
    "redirect": ("raised", "authority_reviewer", {"answer": "属行政行为", "remedy": "申请行政复议"}),
    "verify": ("accepted", "officer", {}),
    "uphold": ("verifying", "officer", {"answer": ANSWER}),
    "dismiss": ("verifying", "cdo", {"answer": ANSWER}),
    "close": ("upheld", "officer", {}),
}
NEEDED = [("redirect", "answer"), ("redirect", "remedy"), ("uphold", "answer"), ("dismiss", "answer")]


@pytest.fixture
def scene(request):
    """The objection, the person and the words of a move."""

    def scene(move):
        state, person, words = MOVES[move]
        objection, actor = request.getfixturevalue(state), request.getfixturevalue(person)
        if move == "close":
            batch = request.getfixturevalue("correct")(objection)
            words = {"batch": batch}
        return objection, actor, words

    return scene


def sent(door, words):
    """A page names a batch by its row, a program by its public identifier."""
    if "batch" not in words:
        return words
    batch = words["batch"]
    return {"batch": batch.pk if door.kind == "page" else str(batch.public_id)}


@pytest.mark.parametrize("move", MOVES)
def test_each_move_is_made_once(door, scene, move):
    objection, actor, words = scene(move)
    words = sent(door, words)
    assert door.send(PREFIX, move, objection, actor=actor, **words).status_code == door.done
    settle()
    assert door.send(PREFIX, move, objection, actor=actor, **words).status_code == 409


@pytest.mark.parametrize("move", MOVES)
def test_who_may_see_it_may_not_move_it(door, scene, inspector, move):
    objection, _actor, words = scene(move)
    assert door.send(PREFIX, move, objection, actor=inspector, **sent(door, words)).status_code == 403


@pytest.mark.parametrize("move", MOVES)
def test_strangers_find_nothing(door, scene, district_officer, move):
    objection, _actor, words = scene(move)
    answer = door.send(PREFIX, move, objection, actor=district_officer, **sent(door, words))
    assert answer.status_code == 404


@pytest.mark.parametrize(("move", "missing"), NEEDED)
def test_reasons_and_remedies_are_needed(door, scene, move, missing):
    objection, actor, words = scene(move)
    assert door.send(PREFIX, move, objection, actor=actor, **words | {missing: ""}).status_code == 422


def test_a_correction_needs_its_batch(door, upheld, officer):
    answer = door.send(PREFIX, "close", upheld, actor=officer)
    assert (answer.status_code, "请先入库" in door.says(answer)) == (422, True)


def test_the_citizen_may_not_decide_on_the_own_objection(door, raised, citizen):
    assert door.send(PREFIX, "accept", raised, actor=citizen).status_code == 403


def test_an_unknown_row_is_refused_with_a_sentence(door, water_quality, entry_of_water, citizen):
    answer = object_to(door, water_quality, citizen, "P999")
    assert (answer.status_code, "没有这一行数据" in door.says(answer)) == (422, True)
    assert not Objection.objects.exists()


def test_a_citizen_objects_to_a_row(door, water_quality, entry_of_water, citizen):
    answer = object_to(door, water_quality, citizen, "P002")
    assert answer.status_code == {"page": 302, "api": 201}[door.kind]
    assert Objection.objects.get().row_key == {"监测点编号": "P002"}


def object_to(door, dataset, actor, point):
    """Through the public form, or through the interface."""
    claim = {name: value for name, value in CLAIM.items() if name != "row_key"}
    if door.kind == "page":
        address = reverse("opening:objection-create", args=[dataset.slug])
        return door.client(actor).post(address, claim | {"key_0": point})
    named = {"entry": dataset.code, "channel": "opening", "row_key": {"监测点编号": point}}
    address = reverse("aggregation-objection-list")
    return door.client(actor).post(address, claim | named, content_type="application/json")


def test_a_consumer_objects_on_the_page_of_the_grant(client, granted_water, other_unit_officer):
    client.force_login(other_unit_officer.user, backend="portal.members.backends.RoleBackend")
    address = reverse("aggregation:objection-create", args=[granted_water.entry.public_id])
    assert address in client.get(granted_water.get_absolute_url()).content.decode()
    claim = {name: value for name, value in CLAIM.items() if name != "row_key"}
    assert client.post(address, claim | {"key_0": "P999"}).status_code == 422
    assert client.post(address, claim | {"key_0": "P002"}).status_code == 302
    assert Objection.objects.get().channel == "sharing"


def test_without_a_grant_the_form_is_not_for_you(client, entry_of_water, district_officer):
    client.force_login(district_officer.user, backend="portal.members.backends.RoleBackend")
    address = reverse("aggregation:objection-create", args=[entry_of_water.public_id])
    assert client.get(address).status_code == 403


@pytest.mark.parametrize(
    ("person", "is_told"),
    [("officer", True), ("authority_reviewer", True), ("citizen", True), ("inspector", False)],
)
def test_only_who_handles_it_reads_who_objects(client, request, raised, person, is_told):
    actor = request.getfixturevalue(person)
    client.force_login(actor.user, backend="portal.members.backends.RoleBackend")
    page = client.get(raised.get_absolute_url()).content.decode()
    program = client.get(reverse("aggregation-objection-detail", args=[raised.public_id])).json()
    assert ("13800000000" in page, bool(program["objector"])) == (is_told, is_told)


@pytest.mark.parametrize(
    ("person", "place"), [("officer", "P002"), ("authority_reviewer", "P＊＊＊"), ("citizen", "P002")]
)
def test_a_key_that_is_personal_is_masked_for_others(client, request, raised, monkeypatch, person, place):
    monkeypatch.setattr("aggregation.selectors.objections.personal_items", lambda mounted: {"监测点编号"})
    client.force_login(request.getfixturevalue(person).user, backend="portal.members.backends.RoleBackend")
    assert f"监测点编号 {place}" in client.get(raised.get_absolute_url()).content.decode()
    program = client.get(reverse("aggregation-objection-detail", args=[raised.public_id])).json()
    assert program["row_key"] == {"监测点编号": place}


@pytest.mark.parametrize("person", ["officer", "authority_reviewer", "citizen"])
def test_list_record_and_inbox_open(client, request, raised, person):
    actor = request.getfixturevalue(person)
    client.force_login(actor.user, backend="portal.members.backends.RoleBackend")
    assert raised.number in client.get(reverse("aggregation:objection-list")).content.decode()
    assert client.get(raised.get_absolute_url()).status_code == 200


def test_a_visitor_is_asked_to_sign_in(client, raised):
    assert client.get(raised.get_absolute_url()).status_code == 302


def test_the_decision_page_shows_the_row_to_the_provider_only(client, verifying, officer, cdo):
    address = reverse("aggregation:objection-review", args=[verifying.public_id])
    client.force_login(officer.user, backend="portal.members.backends.RoleBackend")
    assert "<strong>0.42</strong>" in client.get(address).content.decode()


@pytest.mark.django_db(transaction=True)
def test_of_two_who_decide_one_is_told_that_it_was_decided(verifying, officer, cdo):
    results = at_once(
        lambda: services.uphold_objection(verifying, actor=officer, answer=ANSWER),
        lambda: services.dismiss_objection(verifying, actor=cdo, answer="与检测报告一致。"),
    )
    assert sorted(isinstance(result, IllegalTransition) for result in results) == [False, True]


@pytest.mark.django_db(transaction=True)
def test_of_two_same_objections_one_is_raised(water_quality, raise_as_citizen):
    results = at_once(raise_as_citizen, raise_as_citizen)
    assert (sum(isinstance(found, Objection) for found in results), Objection.objects.count()) == (1, 1)
