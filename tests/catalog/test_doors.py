"""Every move of an entry through both doors: who may, who may not, who does not learn of it, and when."""

from __future__ import annotations

import pytest

from catalog.models import CatalogEntry

pytestmark = pytest.mark.django_db

OPINION = {"opinion": "请补充监测频次。"}
#: Move, the state it starts from, who makes it, what is sent, and where it leads.
MOVES = [
    ("submit", "draft", "officer", {}, "submitted"),
    ("take_back", "submitted", "officer", {}, "draft"),
    ("sign", "submitted", "cdo", {}, "signed"),
    ("decline", "submitted", "cdo", OPINION, "returned"),
    ("return", "signed", "authority_reviewer", OPINION, "returned"),
    ("approve", "signed", "authority_reviewer", {}, "approved"),
    ("publish", "approved", "authority_reviewer", {}, "published"),
    ("revise", "published", "officer", {"reason": "新增监测点"}, "revising"),
    ("withdraw", "published", "authority_reviewer", OPINION, "withdrawn"),
]
#: A colleague or the authority: sees the entry, but the move is not theirs.
WITHOUT_THE_RIGHT = [
    ("submit", "draft", "cdo"),
    ("take_back", "submitted", "cdo"),
    ("sign", "submitted", "officer"),
    ("decline", "submitted", "officer"),
    ("return", "signed", "cdo"),
    ("approve", "signed", "officer"),
    ("publish", "approved", "inspector"),
    ("revise", "published", "other_unit_officer"),
    ("withdraw", "published", "district_authority_reviewer"),
]
TOO_LATE = [
    ("submit", "submitted", "officer"),
    ("take_back", "signed", "officer"),
    ("sign", "signed", "cdo"),
    ("decline", "signed", "cdo"),
    ("return", "submitted", "authority_reviewer"),
    ("approve", "approved", "authority_reviewer"),
    ("publish", "published", "authority_reviewer"),
    ("revise", "draft", "officer"),
    ("withdraw", "signed", "authority_reviewer"),
]
#: What was sent, and the sentence that answers it.
INCOMPLETE = [
    ("decline", "submitted", "cdo", {"opinion": ""}),
    ("return", "signed", "authority_reviewer", {"opinion": "   "}),
    ("revise", "published", "officer", {"reason": ""}),
    ("withdraw", "published", "authority_reviewer", {}),
]
FIELDS = dict.fromkeys(("decline", "return", "withdraw"), OPINION) | {"revise": {"reason": "新增监测点"}}


def state_of(entry: CatalogEntry) -> str:
    return CatalogEntry.objects.get(pk=entry.pk).state


@pytest.mark.parametrize(("move", "start", "who", "fields", "end"), MOVES)
def test_the_move_is_made(door, named, move, start, who, fields, end):
    entry = named(start)
    response = door.send("catalog:entry", move, entry, actor=named(who), **fields)
    assert (response.status_code, state_of(entry)) == (door.done, end)


@pytest.mark.parametrize(("move", "start", "who"), WITHOUT_THE_RIGHT)
def test_without_the_right_here_the_move_is_refused(door, named, move, start, who):
    entry = named(start)
    response = door.send("catalog:entry", move, entry, actor=named(who), **FIELDS.get(move, {}))
    assert (response.status_code, state_of(entry)) == (403, start)


@pytest.mark.parametrize(("move", "start"), [m[:2] for m in MOVES if m[1] != "published"])
def test_a_stranger_does_not_learn_that_the_entry_exists(door, named, move, start, other_unit_officer):
    entry = named(start)
    response = door.send("catalog:entry", move, entry, actor=other_unit_officer, **FIELDS.get(move, {}))
    assert (response.status_code, state_of(entry)) == (404, start)
    assert entry.name not in door.says(response)


@pytest.mark.parametrize(("move", "start", "who"), TOO_LATE)
def test_from_another_state_the_move_is_a_conflict_that_names_the_state(door, named, move, start, who):
    entry = named(start)
    response = door.send("catalog:entry", move, entry, actor=named(who), **FIELDS.get(move, {}))
    assert (response.status_code, state_of(entry)) == (409, start)
    assert entry.get_state_display() in door.says(response)


@pytest.mark.parametrize(("move", "start", "who", "fields"), INCOMPLETE)
def test_a_move_without_its_opinion_is_sent_back(door, named, move, start, who, fields):
    entry = named(start)
    response = door.send("catalog:entry", move, entry, actor=named(who), **fields)
    assert (response.status_code, state_of(entry)) == (422, start)


def test_an_incomplete_entry_is_not_submitted_and_everything_missing_is_named(door, officer, draft):
    CatalogEntry.objects.filter(pk=draft.pk).update(grade="", sharing_type="conditional", area_item="街道")
    response = door.send("catalog:entry", "submit", draft, actor=officer)
    said = door.says(response)
    assert (response.status_code, state_of(draft)) == (422, "draft")
    assert all(word in said for word in ("数据分级", "街道", "共享条件"))


DECISIONS = [
    ("sign", "submitted", "cdo", {}),
    ("decline", "submitted", "cdo", OPINION),
    ("approve", "signed", "authority_reviewer", {}),
    ("return", "signed", "authority_reviewer", OPINION),
]


@pytest.mark.parametrize(("move", "start", "who", "fields"), DECISIONS)
def test_nobody_decides_on_what_was_changed_since_it_was_read(door, named, move, start, who, fields):
    entry, read = named(start), {"unless_changed_since": "2026-01-01T00:00:00+08:00"}
    response = door.send("catalog:entry", move, entry, actor=named(who), **fields, **read)
    assert (response.status_code, state_of(entry)) == (409, start)


@pytest.mark.parametrize(("move", "start", "who", "fields"), DECISIONS)
def test_what_is_still_as_it_was_read_can_be_decided(door, named, move, start, who, fields):
    entry = named(start)
    read = {"unless_changed_since": entry.changed_at.isoformat()}
    response = door.send("catalog:entry", move, entry, actor=named(who), **fields, **read)
    assert response.status_code == door.done


def test_who_has_not_signed_in_is_sent_to_the_door(door, draft):
    assert (
        door.send("catalog:entry", "submit", draft, actor=None).status_code
        == {"page": 302, "api": 403}[door.kind]
    )
    assert state_of(draft) == "draft"
