"""Every move of requests and grants through both doors: who may, who may not, and when."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.django_db

WHY = {"opinion": "依据不足，请补充。"}
REFUSAL = WHY | {"refusal_basis": "负面清单第3项"}
ITEMS = {"items": ["区县"]}
REASON = {"reason": "疑似泄露"}
FIELDS = {"decline": WHY, "return": WHY, "approve": ITEMS, "refuse": REFUSAL}
FIELDS |= dict.fromkeys(("suspend", "resume", "revoke"), REASON)
REQUEST, GRANT = "sharing:request", "sharing:grant"
#: Door, move, the record it starts from, who makes it, where it leads.
MOVES = [
    (REQUEST, "submit", "drafted", "other_unit_officer", "submitted"),
    (REQUEST, "submit", "sent_back", "other_unit_officer", "submitted"),
    (REQUEST, "endorse", "handed_in", "asker_cdo", "endorsed"),
    (REQUEST, "decline", "handed_in", "asker_cdo", "returned"),
    (REQUEST, "check", "backed", "authority_reviewer", "checked"),
    (REQUEST, "return", "backed", "authority_reviewer", "returned"),
    (REQUEST, "approve", "checked", "cdo", "approved"),
    (REQUEST, "refuse", "checked", "cdo", "refused"),
    (REQUEST, "withdraw", "checked", "other_unit_officer", "withdrawn"),
    (GRANT, "suspend", "granted", "authority_reviewer", "suspended"),
    (GRANT, "suspend", "granted", "security_administrator", "suspended"),
    (GRANT, "resume", "suspended", "authority_reviewer", "active"),
    (GRANT, "revoke", "granted", "cdo", "revoked"),
    (GRANT, "revoke", "suspended", "cdo", "revoked"),
]
#: Somebody who sees the record, but whose move it is not.
WITHOUT_THE_RIGHT = [
    (REQUEST, "submit", "drafted", "asker_cdo"),
    (REQUEST, "endorse", "handed_in", "other_unit_officer"),
    (REQUEST, "decline", "handed_in", "other_unit_officer"),
    (REQUEST, "check", "backed", "inspector"),
    (REQUEST, "check", "backed", "asker_cdo"),
    (REQUEST, "return", "backed", "asker_cdo"),
    (REQUEST, "approve", "checked", "other_unit_officer"),
    (REQUEST, "approve", "checked", "authority_reviewer"),
    (REQUEST, "approve", "checked", "asker_cdo"),
    (REQUEST, "refuse", "checked", "officer"),
    (REQUEST, "withdraw", "checked", "cdo"),
    (GRANT, "suspend", "granted", "other_unit_officer"),
    (GRANT, "suspend", "granted", "cdo"),
    (GRANT, "resume", "suspended", "other_unit_officer"),
    (GRANT, "revoke", "granted", "asker_cdo"),
    (GRANT, "revoke", "granted", "authority_reviewer"),
]
TOO_LATE = [
    (REQUEST, "submit", "handed_in", "other_unit_officer"),
    (REQUEST, "endorse", "backed", "asker_cdo"),
    (REQUEST, "decline", "backed", "asker_cdo"),
    (REQUEST, "check", "checked", "authority_reviewer"),
    (REQUEST, "return", "checked", "authority_reviewer"),
    (REQUEST, "approve", "decided", "cdo"),
    (REQUEST, "refuse", "decided", "cdo"),
    (REQUEST, "withdraw", "decided", "other_unit_officer"),
    (GRANT, "suspend", "suspended", "authority_reviewer"),
    (GRANT, "resume", "granted", "authority_reviewer"),
    (GRANT, "resume", "revoked", "authority_reviewer"),
    (GRANT, "revoke", "revoked", "cdo"),
]
#: What is missing from what was sent.
INCOMPLETE = [
    (REQUEST, "decline", "handed_in", "asker_cdo", {"opinion": " "}),
    (REQUEST, "return", "backed", "authority_reviewer", {}),
    (REQUEST, "approve", "checked", "cdo", {"items": ["余氯"]}),
    (REQUEST, "refuse", "checked", "cdo", WHY),
    (REQUEST, "refuse", "checked", "cdo", {"refusal_basis": "负面清单"}),
    (GRANT, "suspend", "granted", "authority_reviewer", {"reason": ""}),
    (GRANT, "revoke", "granted", "cdo", {}),
]
STRANGERS = [(prefix, move, start) for prefix, move, start, _who, _end in MOVES]


def state_of(record):
    return type(record).objects.get(pk=record.pk).state


@pytest.mark.parametrize(("prefix", "move", "start", "who", "end"), MOVES)
def test_the_move_is_made(door, named, prefix, move, start, who, end):
    record = named(start)
    answer = door.send(prefix, move, record, actor=named(who), **FIELDS.get(move, {}))
    assert (answer.status_code, state_of(record)) == (door.done, end)


@pytest.mark.parametrize(("prefix", "move", "start", "who"), WITHOUT_THE_RIGHT)
def test_without_the_right_here_the_move_is_refused(door, named, prefix, move, start, who):
    record = named(start)
    answer = door.send(prefix, move, record, actor=named(who), **FIELDS.get(move, {}))
    assert (answer.status_code, state_of(record)) == (403, record.state)


@pytest.mark.parametrize(("prefix", "move", "start"), STRANGERS)
def test_a_stranger_does_not_learn_that_it_exists(door, named, district_officer, prefix, move, start):
    record = named(start)
    answer = door.send(prefix, move, record, actor=district_officer, **FIELDS.get(move, {}))
    assert (answer.status_code, state_of(record)) == (404, record.state)
    assert record.purpose not in door.says(answer)


@pytest.mark.parametrize(("prefix", "move", "start", "who"), TOO_LATE)
def test_from_another_state_it_is_a_conflict_that_names_the_state(door, named, prefix, move, start, who):
    record = named(start)
    answer = door.send(prefix, move, record, actor=named(who), **FIELDS.get(move, {}))
    assert (answer.status_code, state_of(record)) == (409, record.state)
    assert record.get_state_display() in door.says(answer)


@pytest.mark.parametrize(("prefix", "move", "start", "who", "fields"), INCOMPLETE)
def test_an_incomplete_move_is_sent_back(door, named, prefix, move, start, who, fields):
    record = named(start)
    answer = door.send(prefix, move, record, actor=named(who), **fields)
    assert (answer.status_code, state_of(record)) == (422, record.state)


def test_the_provider_does_not_see_a_request_before_it_was_checked(door, backed, cdo):
    assert door.send(REQUEST, "approve", backed, actor=cdo, **ITEMS).status_code == 404


def test_approval_may_be_narrower_than_what_was_asked(door, checked, cdo):
    door.send(REQUEST, "approve", checked, actor=cdo, **ITEMS)
    assert checked.grant.items == ["区县"]


def test_who_has_not_signed_in_is_sent_to_the_door(door, handed_in):
    answer = door.send(REQUEST, "endorse", handed_in, actor=None)
    assert answer.status_code == {"page": 302, "api": 403}[door.kind]
    assert state_of(handed_in) == "submitted"
