"""The only reader of now. A demo or a test may set it and walk through the past; production may not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

_moment: ContextVar[datetime | None] = ContextVar("clock_moment", default=None)


def wall() -> datetime:
    """The machine's time, whatever the clock was set to: for leases, sessions and measured durations."""
    return timezone.localtime(timezone.now())


def now() -> datetime:
    """The moment at which business happens: aware, in the portal's time zone."""
    return _moment.get() or wall()


def today() -> date:
    """The day on which business happens, in the portal's time zone."""
    return now().date()


def is_simulated() -> bool:
    """True while the clock is set; what is recorded meanwhile is marked so."""
    return _moment.get() is not None


@contextmanager
def set_to(moment: datetime) -> Iterator[None]:
    """Let business happen at ``moment`` (aware) inside the block."""
    if not settings.CLOCK_MAY_BE_SET:
        raise ImproperlyConfigured("the clock may not be set here: CLOCK_MAY_BE_SET is off")
    token = _moment.set(timezone.localtime(moment))
    try:
        yield
    finally:
        _moment.reset(token)
