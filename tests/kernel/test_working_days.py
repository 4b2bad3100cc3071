"""Deadlines count the State Council's working days, make-up days included."""

from __future__ import annotations

from datetime import date

import pytest

from portal.kernel.working_days import add_working_days, is_working_day, working_days_between


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2025, 1, 26), True),  # a Sunday made up for the Spring Festival
        (date(2025, 1, 28), False),  # New Year's Eve of the lunar calendar, a Tuesday
        (date(2025, 2, 8), True),  # a Saturday
        (date(2025, 9, 28), True),  # a Sunday before the National Day
        (date(2025, 10, 8), False),  # a Wednesday
        (date(2026, 1, 2), False),  # a Friday
        (date(2026, 1, 4), True),  # a Sunday
        (date(2026, 2, 23), False),  # a Monday, the last day of the Spring Festival
        (date(2026, 2, 28), True),  # a Saturday
        (date(2026, 10, 10), True),  # a Saturday
        (date(2026, 11, 21), False),  # a common Saturday
        (date(2026, 11, 23), True),  # a common Monday
    ],
)
def test_a_day_is_worked_as_the_state_council_says(day, works):
    assert is_working_day(day) == (works, False)


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (date(2026, 11, 23), 2, date(2026, 11, 25)),
        (date(2026, 11, 20), 1, date(2026, 11, 23)),  # over a weekend
        (date(2026, 11, 23), -1, date(2026, 11, 20)),  # and back
        (date(2026, 2, 13), 2, date(2026, 2, 24)),  # over the Spring Festival, with its first make-up day
        (date(2026, 9, 30), 3, date(2026, 10, 10)),  # over the National Day, with its make-up day
        (date(2025, 9, 26), 1, date(2025, 9, 28)),  # to a Sunday that is worked
        (date(2026, 11, 21), 0, date(2026, 11, 21)),
    ],
)
def test_a_deadline_leaves_out_the_day_of_receipt_and_the_holidays(start, days, end):
    assert add_working_days(start, days) == (end, False)
    assert working_days_between(start, end) == days


def test_a_deadline_that_has_passed_is_counted_backwards():
    assert working_days_between(date(2026, 11, 25), date(2026, 11, 23)) == -2


def test_a_deadline_in_a_year_that_is_not_announced_is_provisional():
    assert add_working_days(date(2035, 3, 9), 1) == (date(2035, 3, 12), True)
