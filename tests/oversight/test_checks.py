"""Each check finds what it is for, and whom it concerns."""

from __future__ import annotations

from datetime import timedelta

import pytest

from oversight.selectors import CHECKS, facts_in_words
from portal.kernel import clock
from portal.members import services as members
from portal.members.models import Organization
from tests.people import STAGE
from tests.sharing.conftest import *  # noqa: F403  (requests that wait for their reply)

pytestmark = pytest.mark.django_db


def found(code, day, units=None):
    """Record and unit of each subject on that day."""
    units = Organization.objects.all() if units is None else units
    return [(subject.record, subject.unit) for subject in CHECKS[code].find(units, day)]


def test_a_late_review_concerns_the_authority_of_the_providers_level(signed, city):
    late = signed.due_on + timedelta(days=1)
    assert found("late_review", signed.due_on) == []
    assert found("late_review", late) == [(signed, city.authority)]
    water = Organization.objects.filter(pk=city.water.pk)
    assert found("late_review", late, water) == []


def test_a_late_reply_concerns_the_provider(checked, city):
    assert found("late_reply", checked.due_on) == []
    assert found("late_reply", checked.due_on + timedelta(days=1)) == [(checked, city.water)]


def test_a_late_answer_to_an_objection_concerns_the_provider(verifying):
    assert found("late_objection", verifying.due_on) == []
    late = found("late_objection", verifying.due_on + timedelta(days=1))
    assert late == [(verifying, verifying.entry.provider)]


def test_an_objection_that_the_authority_has_not_accepted_is_not_the_providers_fault(raised):
    assert found("late_objection", raised.due_on + timedelta(days=9)) == []


def test_an_office_is_vacant_until_somebody_holds_it(published, officer, cdo, city):
    today = clock.today()
    assert found("vacant_office", today) == [(city.water, city.water)]
    for person, office in ((officer, "data_officer"), (cdo, "cdo")):
        term = {"organization": city.water, "office": office, "starts_on": today}
        members.appoint_person(actor=STAGE, person=person.user, **term)
    assert found("vacant_office", today) == []


def test_facts_are_told_in_words():
    facts = {"due_on": "2026-04-07", "cycle": "monthly", "vacant": ["cdo", "data_officer"]}
    told = [(str(name), value) for name, value in facts_in_words(facts)]
    assert told == [("更新周期", "每月"), ("期限", "2026-04-07"), ("空缺", "首席数据官、数据专员")]
