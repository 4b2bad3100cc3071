"""Responsibility lists: their lines, and what became of each promise (provision 2.2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, Value, When
from django.db.models.fields.json import KT
from django.utils import timezone

from portal.kernel import clock, rules
from portal.kernel.actor import Actor
from portal.members.models import Organization

from .. import policies
from ..choices import CYCLE_DAYS, EntryState, Fulfilment, ListScope, ListState
from ..models import EntryVersion, ResponsibilityLine, ResponsibilityList
from ..rules import LIST_GRACE_DAYS

#: What a line takes over from the published version of its entry.
PROMISED = [
    "name",
    "name_en",
    "sharing_type",
    "sharing_condition",
    "sharing_method",
    "open_type",
    "open_condition",
    "refusal_basis",
    "update_cycle",
]


def scopes_to_draft(actor: Actor) -> list[tuple[str, str]]:
    """The scopes of the lists that the actor may draft."""
    return [(s.value, str(s.label)) for s in ListScope if policies.may_draft_list(actor, s)]


def lines_of(responsibility: ResponsibilityList) -> QuerySet[ResponsibilityLine] | LiveLines:
    """The lines, each with its ``fulfilment``; of a draft those that the live catalog would give now."""
    if responsibility.state == ListState.DRAFT:
        return LiveLines(responsibility)
    return _told(responsibility.lines.select_related("entry"))


class LiveLines(Sequence[ResponsibilityLine]):
    """The promises of every published entry that a draft gathers, by provider and code; read as needed."""

    def __init__(self, responsibility: ResponsibilityList) -> None:
        self.responsibility = responsibility
        self.versions = _live(responsibility).select_related("entry__provider")

    def __len__(self) -> int:
        return self.versions.count()

    def __iter__(self) -> Iterator[ResponsibilityLine]:
        return self._from(0, self.versions)

    def __getitem__(self, place: Any) -> Any:
        if isinstance(place, slice):
            return list(self._from(place.start or 0, self.versions[place]))
        return next(self._from(place, self.versions[place : place + 1]))

    def _from(self, start: int, versions: Iterable[EntryVersion]) -> Iterator[ResponsibilityLine]:
        return (_line(self.responsibility, n, version) for n, version in enumerate(versions, start + 1))


def promises_kept(responsibility: ResponsibilityList) -> list[tuple[Fulfilment, int]]:
    """How many promises of the list stand how, without those that nothing stands in."""
    is_draft = responsibility.state == ListState.DRAFT
    found: QuerySet[Any] = _live(responsibility) if is_draft else _told(responsibility.lines.all())
    counted = found.order_by().values("fulfilment").annotate(number=Count("pk"))
    counts = {row["fulfilment"]: row["number"] for row in counted}
    return [(outcome, counts[outcome]) for outcome in Fulfilment if outcome in counts]


def list_in_force(unit: Organization) -> ResponsibilityList | None:
    """The unit's own list in force."""
    current = ResponsibilityList.objects.current().filter(organization=unit, scope=ListScope.UNIT)
    return current.select_related("organization").first()


def lists_waiting_for(actor: Actor) -> list[ResponsibilityList]:
    """Drafts that the actor may publish."""
    found = ResponsibilityList.objects.waiting_for(actor).select_related("organization")
    return list(found.order_by("drafted_at")[:50])


def count_lists_in_force() -> int:
    """How many responsibility lists are in force."""
    return ResponsibilityList.objects.current().count()


def _live(responsibility: ResponsibilityList) -> QuerySet[EntryVersion]:
    newest = EntryVersion.objects.filter(policies.listed(responsibility), number=F("entry__version_number"))
    in_force = newest.exclude(entry__state=EntryState.WITHDRAWN).alias(
        update_cycle=KT("content__update_cycle")
    )
    return _told(in_force).order_by(
        "entry__provider__area_code", "entry__provider__name", "entry__resource_code"
    )


def _told(promises: QuerySet[Any]) -> QuerySet[Any]:
    """Promises (with ``entry`` and ``update_cycle``) with what became of each by today: ``fulfilment``."""
    today = clock.today()
    grace = int(rules.in_force(LIST_GRACE_DAYS, on=today).value)
    late = reduce(or_, (_late(cycle, today - timedelta(days + grace)) for cycle, days in CYCLE_DAYS.items()))
    outcomes = (
        (Q(entry__state=EntryState.WITHDRAWN), Fulfilment.WITHDRAWN),
        (Q(entry__mounted_at=None), Fulfilment.NOT_MOUNTED),
        (Q(entry__delivered_at=None), Fulfilment.EMPTY),
        (late, Fulfilment.LATE),
    )
    told = Case(*(When(q, then=Value(o)) for q, o in outcomes), default=Value(Fulfilment.KEPT))
    found: QuerySet[Any] = promises.annotate(fulfilment=told)
    return found


def _late(cycle: str, oldest: date) -> Q:
    """Of this cycle, and delivered before the oldest day on which a delivery is still in time."""
    return Q(
        update_cycle=cycle, entry__delivered_at__lt=timezone.make_aware(datetime.combine(oldest, time.min))
    )


def _line(responsibility: ResponsibilityList, position: int, version: Any) -> ResponsibilityLine:
    entry = version.entry
    line = ResponsibilityLine(
        list=responsibility,
        position=position,
        entry=entry,
        entry_version=version.number,
        provider=entry.provider,
        provider_name=entry.provider.name,
        provider_name_en=entry.provider.name_en,
        resource_code=entry.resource_code or "",
        **{name: version.content[name] for name in PROMISED},
    )
    line.fulfilment = version.fulfilment
    return line
