"""How requests are answered: in time or late, and what speaks for or against one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from aggregation.selectors import held_notice, table_of
from catalog.selectors import published_content
from portal.kernel import clock
from portal.kernel.errors import Message
from portal.members.models import Organization

from ..models import SharingRequest
from .requests import is_shareable, items_to_ask

#: What was answered or due in so many days up to the day in question counts.
WINDOW = timedelta(days=90)
#: By when something was due, and when it was done; ``None`` where it was not yet.
Answer = tuple[date, date | None]


def replies_in_time(unit: Organization | None, days: Sequence[date]) -> list[tuple[int, int]]:
    """For each day how many conditional requests were answered in time, of how many to be answered.

    Replies of one unit, or (``None``) of the whole city; those count that were given or due lately.
    """
    owed = SharingRequest.objects.owing_a_reply()
    if unit is not None:
        owed = owed.filter(entry__provider=unit)
    since = min(days, default=clock.today()) - WINDOW
    lately = owed.filter(Q(decided_at__isnull=True) | Q(decided_at__date__gt=since))
    replies = in_local_days(lately.values_list("reply_due_on", "decided_at"))
    return [in_time(replies, day) for day in days]


def in_local_days(found: Iterable[tuple[date, datetime | None]]) -> list[Answer]:
    """Days and moments as they come from the database, as days of the portal's zone."""
    return [(due, timezone.localdate(moment) if moment else None) for due, moment in found]


def in_time(answers: Sequence[Answer], day: date) -> tuple[int, int]:
    """How many were in time, of how many that were done, or overdue on that day, in the window before it."""
    given = [(due, on) for due, on in answers if on is not None and day - WINDOW < on <= day]
    awaited = [due for due, on in answers if (on is None or on > day) and day - WINDOW <= due < day]
    return sum(on <= due for due, on in given), len(given) + len(awaited)


def answered(requests: Any, punctuality: str) -> Any:
    """The requests whose reply was ``in_time``, came ``late``, or is still ``owed`` past its day."""
    on_time = Q(decided_at__date__lte=F("reply_due_on"))
    conditions = {
        "in_time": on_time,
        "late": Q(decided_at__isnull=False) & ~on_time,
        "owed": Q(decided_at__isnull=True, reply_due_on__lt=clock.today()),
    }
    return requests.owing_a_reply().filter(conditions[punctuality])


@dataclass(frozen=True, slots=True)
class Finding:
    """Something looked at before anybody decides."""

    label: Message
    passed: bool
    reason: Message = ""


def findings(request: SharingRequest) -> list[Finding]:
    """What can be told of a request without judgment, for whoever endorses, checks or replies."""
    known = items_to_ask(request.entry)
    gone = [name for name in request.items if name not in known]
    personal = [name for name in _personal_items(request) if name in request.items]
    table, held = table_of(request.entry), held_notice(request.entry)
    has_rows = table is not None and bool(table.current_version)
    return [
        Finding(_("The resource is in force and shared"), is_shareable(request.entry)),
        Finding(_("Every item asked for is published"), not gone, "、".join(gone)),
        Finding(_("The period has not passed"), request.ends_on >= clock.today(), str(request.ends_on)),
        Finding(_("There is data behind the resource"), has_rows),
        Finding(_("The resource is not stopped for data security"), not held, held),
        Finding(_("No personal information is asked for"), not personal, "、".join(personal)),
    ]


def _personal_items(request: SharingRequest) -> list[str]:
    content = published_content(request.entry) or {}
    return [item["name"] for item in content.get("items", []) if item["personal"]]
