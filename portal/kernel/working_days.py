"""Working days by the State Council's calendar: weekends, public holidays, make-up days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

import chinese_calendar


class Deadline(NamedTuple):
    """The last day on which a duty is done in time; provisional while its year's calendar is unknown."""

    day: date
    provisional: bool


def is_working_day(day: date) -> tuple[bool, bool]:
    """Whether people work on ``day``, and whether that is only a guess (Monday to Friday)."""
    try:
        return chinese_calendar.is_workday(day), False
    except NotImplementedError:
        return day.weekday() < 5, True


def add_working_days(start: date, days: int) -> Deadline:
    """The day ``days`` working days after ``start``, before it if negative; ``start`` is not counted."""
    day, left, provisional = start, abs(days), False
    step = timedelta(days=-1 if days < 0 else 1)
    while left > 0:
        day += step
        works, guessed = is_working_day(day)
        provisional |= guessed
        left -= works
    return Deadline(day, provisional)


def working_days_between(start: date, end: date) -> int:
    """How many working days lie after ``start`` up to and with ``end``; negative when ``end`` has passed."""
    if end < start:
        return -working_days_between(end, start)
    span = (end - start).days
    return sum(is_working_day(start + timedelta(days=n))[0] for n in range(1, span + 1))
