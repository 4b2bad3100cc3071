"""Two people at the same moment: through the services, and through both doors."""

from __future__ import annotations

import pytest

from catalog import services
from catalog.models import CatalogEntry
from portal.kernel.errors import Conflict, IllegalTransition
from portal.kernel.models import AuditEvent
from tests.kernel.test_races import at_once
from tests.people import make_draft, make_person

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def second_officer(city):
    return make_person(city.water, "second-officer", "钱水", "data_officer")


def test_of_two_reviewers_one_decides_and_the_other_is_told(signed, authority_reviewer, second_reviewer):
    results = at_once(
        lambda: services.approve_entry(signed, actor=authority_reviewer),
        lambda: services.approve_entry(signed, actor=second_reviewer),
    )
    assert sorted(isinstance(result, IllegalTransition) for result in results) == [False, True]
    assert AuditEvent.objects.filter(action="catalog.catalogentry.approve").count() == 1


def test_of_two_reviewers_at_the_doors_one_decides_and_the_other_gets_409(
    door, signed, authority_reviewer, second_reviewer
):
    read = {"unless_changed_since": signed.changed_at.isoformat()}

    def decide(move, reviewer, **fields):
        return door.send("catalog:entry", move, signed, actor=reviewer, **fields, **read).status_code

    results = at_once(
        lambda: decide("approve", authority_reviewer),
        lambda: decide("return", second_reviewer, opinion="请补充"),
    )
    assert sorted(results) == sorted([door.done, 409])


def test_two_entries_published_at_once_get_two_codes(officer, cdo, authority_reviewer, second_reviewer):
    entries = [make_draft(officer, name=f"供水{n}") for n in (1, 2)]
    for entry in entries:
        services.submit_entry(entry, actor=officer)
        services.sign_entry(entry, actor=cdo)
        services.approve_entry(entry, actor=authority_reviewer)
    results = at_once(
        lambda: services.publish_entry(entries[0], actor=authority_reviewer),
        lambda: services.publish_entry(entries[1], actor=second_reviewer),
    )
    assert {entry.resource_code for entry in results} == {"201002/000001", "201002/000002"}


def test_two_officers_who_read_the_same_draft_do_not_overwrite_each_other(draft, officer, second_officer):
    read = CatalogEntry.objects.get(pk=draft.pk).changed_at
    results = at_once(
        lambda: services.edit_entry(draft, actor=officer, contact="甲", unless_changed_since=read),
        lambda: services.edit_entry(draft, actor=second_officer, contact="乙", unless_changed_since=read),
    )
    assert sorted(isinstance(result, Conflict) for result in results) == [False, True]


def test_a_submission_and_an_edit_do_not_mix(draft, officer, second_officer):
    results = at_once(
        lambda: services.submit_entry(draft, actor=officer).state,
        lambda: services.edit_entry(draft, actor=second_officer, grade="").grade,
    )
    refused = [result for result in results if isinstance(result, Exception)]
    assert len(refused) == 1
    entry = CatalogEntry.objects.get(pk=draft.pk)
    assert (entry.state, entry.grade) in {("submitted", "L1"), ("draft", "")}
