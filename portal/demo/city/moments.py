"""When something happened in the demo's past: times of days in Guiyang, never in the future."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from portal.kernel import clock
from portal.kernel.working_days import add_working_days, is_working_day

SHANGHAI = ZoneInfo("Asia/Shanghai")


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    """That time of the day, or now where it has not come yet."""
    return min(datetime.combine(day, time(hour, minute), SHANGHAI), clock.wall())


def working_day(day: date) -> date:
    """The day itself, or the last working day before it."""
    while not is_working_day(day)[0]:
        day -= timedelta(days=1)
    return day


def days_ago(days: float) -> date:
    """The working day so many calendar days back, or the last one before it."""
    return working_day(clock.wall().date() - timedelta(days=days))


def step(begun_on: date, working_days: int, minutes: Iterator[int]) -> datetime:
    """So many working days after something began, each step a little later; never in the future."""
    day = add_working_days(begun_on, working_days).day if working_days else begun_on
    start = datetime.combine(day, time(9), SHANGHAI)
    return min(start + timedelta(minutes=next(minutes)), clock.wall())
