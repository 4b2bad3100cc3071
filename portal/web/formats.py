"""Values as people read them: dates, numbers, sizes, times, deadlines; in the active language."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from portal.kernel import clock
from portal.kernel.working_days import working_days_between

NOTHING = "—"
#: From this many working days on a deadline is no longer drawn as soon due.
SOON_DAYS = 3


class Due(NamedTuple):
    """A deadline in words, with its tone."""

    day: str
    words: str
    tone: str


def day(value: date | datetime | None) -> str:
    """2026-11-23"""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, datetime):
        value = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{value:%Y-%m-%d}"


def moment(value: datetime | None) -> str:
    """2026-11-23 09:05, in the portal's zone."""
    if value is None or value == "":
        return NOTHING
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{local:%Y-%m-%d %H:%M}"


def grouped(value: float | Decimal | str | None) -> str:
    """657,807; decimals are kept as they are, and so are words."""
    if value is None or value == "":
        return NOTHING
    return value if isinstance(value, str) else f"{value:,}"


def percent(value: float | Decimal | None, digits: int = 1) -> str:
    """62.5% for 0.625."""
    return NOTHING if value is None or value == "" else f"{float(value) * 100:.{digits}f}%"


def file_size(value: int | None) -> str:
    """12.0 MB for 12,582,912 bytes."""
    if value is None or value == "":
        return NOTHING
    size = float(value)
    for unit in ("B", "KB", "MB", "GB", "TB"):
        if size < 1024 or unit == "TB":
            break
        size /= 1024
    return f"{size:.0f} {unit}" if unit == "B" else f"{size:,.1f} {unit}"


def duration(value: float | timedelta | None) -> str:
    """3 min 20 s for 200 seconds."""
    if value is None or value == "":
        return NOTHING
    seconds = round(value.total_seconds() if isinstance(value, timedelta) else float(value))
    if seconds < 60:
        return _("%(seconds)s s") % {"seconds": seconds}
    minutes, seconds = divmod(seconds, 60)
    if minutes < 60:
        return _("%(minutes)s min %(seconds)s s") % {"minutes": minutes, "seconds": seconds}
    hours, minutes = divmod(minutes, 60)
    return _("%(hours)s h %(minutes)s min") % {"hours": hours, "minutes": minutes}


def yes_no(value: Any) -> str:
    """Yes, No, or nothing."""
    return NOTHING if value is None else _("Yes") if value else _("No")


def due(value: date | None) -> Due:
    """A deadline: its date, how many working days are left, and whether that is little."""
    if value is None or value == "":
        return Due(NOTHING, "", "quiet")
    left = working_days_between(clock.today(), value)
    if value < clock.today():
        return Due(day(value), _("%(days)s working days overdue") % {"days": -left}, "stop")
    if value == clock.today():
        return Due(day(value), _("due today"), "soon")
    words = _("%(days)s working days left") % {"days": left}
    return Due(day(value), words, "soon" if left <= SOON_DAYS else "quiet")
