"""The demo's year of authorised operation: walked through the services, once, and never half."""

from __future__ import annotations

import io
from collections import Counter
from datetime import date

import pytest

from authorization.models import Agreement, OperationDomain, OperatorApplication, YearlyEvaluation
from portal.demo.city import operation, people
from portal.demo.city.entries import build_categories, walk_entry
from portal.demo.city.reporting import Terminal
from portal.demo.content.entries import ENTRIES
from portal.kernel.models import AuditEvent

NEEDED = {resource["entry"] for spec in operation.SPECS for resource in spec["resources"]}


@pytest.fixture
def terminal():
    return Terminal(io.StringIO())


@pytest.fixture
def built(db, terminal):
    """The units and people of the city, and the entries that are put under operation."""
    people.unit_of.cache_clear()
    people.actor_of.cache_clear()
    people.build_people(terminal.say)
    build_categories()
    for spec in ENTRIES:
        if spec.key in NEEDED:
            walk_entry(spec)
    operation.build_operation(terminal)
    yield
    people.unit_of.cache_clear()
    people.actor_of.cache_clear()


def test_a_domain_without_its_entries_is_left_out(db, terminal):
    operation.build_operation(terminal)
    assert not OperationDomain.objects.exists()


def test_every_role_finds_something_and_a_second_start_changes_nothing(built, terminal):
    states = Counter(OperatorApplication.objects.values_list("state", flat=True))
    assert states == {"approved": 4, "submitted": 1, "reviewed": 1, "returned": 1, "refused": 1}
    assert sorted(Agreement.objects.values_list("state", flat=True)) == ["active", "active", "expired"]
    assert Counter(YearlyEvaluation.objects.values_list("state", flat=True)) == {
        "evaluated": 2,
        "reported": 1,
    }
    before = AuditEvent.objects.count()
    operation.build_operation(terminal)
    assert AuditEvent.objects.count() == before


@pytest.mark.parametrize("spec", operation.SPECS, ids=lambda spec: spec["name"])
def test_the_steps_of_each_application_follow_one_another(spec):
    for application in spec["application"]:
        days = [
            when if isinstance(when, date) else operation._working_days_ago(when)
            for when in application["steps"].values()
        ]
        assert days == sorted(days)
        assert days[0] >= spec["opened_on"]
