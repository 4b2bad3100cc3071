"""A record is judged by the rule in force when it was filed."""

from __future__ import annotations

from datetime import date

import pytest

from portal.kernel import rules
from portal.kernel.models import Rule

pytestmark = pytest.mark.django_db


@pytest.fixture
def term(monkeypatch):
    """A rule of two working days, five from 2026 on."""
    monkeypatch.setattr(rules, "_declared", {})
    key = rules.declare(
        "sample.term", default=2, unit="working days", provision="4.1", source="自定", label="期限"
    )
    rules.seed()
    later = {"value": 5, "unit": "working days", "provision": "4.1", "source": "新规"}
    Rule.objects.create(key=key, version=2, effective_from=date(2026, 1, 1), **later)
    return key


@pytest.mark.parametrize(
    ("day", "version", "value"),
    [(date(2025, 12, 31), 1, 2), (date(2026, 1, 1), 2, 5), (date(2026, 11, 23), 2, 5)],
)
def test_the_version_of_the_day_applies(term, day, version, value):
    rule = rules.in_force(term, on=day)
    assert (rule.version, rule.value) == (version, value)
    assert rules.over_time(term)(day) == rule


def test_many_records_are_judged_with_one_query(term, django_assert_num_queries):
    with django_assert_num_queries(1):
        on = rules.over_time(term)
        assert [on(date(year, 12, 31)).value for year in range(2019, 2027)] == [2] * 7 + [5]


def test_seeding_again_changes_no_stored_rule(term):
    Rule.objects.filter(key=term, version=1).update(value=3)
    rules.seed()
    assert list(Rule.objects.filter(key=term).order_by("version").values_list("value", flat=True)) == [3, 5]


@pytest.mark.parametrize("day", [date(2018, 8, 31), date(1990, 1, 1)])
def test_before_the_portal_no_rule_is_in_force(term, day):
    with pytest.raises(KeyError, match=r"sample\.term"):
        rules.in_force(term, on=day)
    with pytest.raises(KeyError, match=r"sample\.term"):
        rules.over_time(term)(day)


def test_an_unknown_rule_is_an_error():
    with pytest.raises(KeyError, match=r"no rule 'sample\.unheard'"):
        rules.in_force("sample.unheard", on=date(2026, 11, 23))


def test_one_key_is_declared_once(term):
    with pytest.raises(ValueError, match="twice"):
        rules.declare(term, default=9, unit="days", provision="4.1", source="自定", label="期限")


def test_every_declared_rule_was_seeded():
    assert set(rules.declarations()) <= set(Rule.objects.values_list("key", flat=True))
