"""Responsibility lists: their lines, and what became of each promise (provision 2.2)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import F, QuerySet
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


def lines_of(responsibility: ResponsibilityList) -> QuerySet[ResponsibilityLine] | list[ResponsibilityLine]:
    """The frozen lines; of a draft those that the live catalog would give now."""
    if responsibility.state == ListState.DRAFT:
        return composed_lines(responsibility)
    return responsibility.lines.select_related("entry")


def composed_lines(responsibility: ResponsibilityList) -> list[ResponsibilityLine]:
    """The promises of every published entry that the list gathers, by provider and code; not stored."""
    newest = EntryVersion.objects.filter(policies.listed(responsibility), number=F("entry__version_number"))
    in_force = newest.exclude(entry__state=EntryState.WITHDRAWN).select_related("entry__provider")
    ordered = in_force.order_by("entry__provider__area_code", "entry__provider__name", "entry__resource_code")
    return [_line(responsibility, position, version) for position, version in enumerate(ordered, 1)]


def fulfilment_of(line: ResponsibilityLine, today: date, grace: int) -> Fulfilment:
    """What became of the promise by today."""
    entry = line.entry
    if entry.state == EntryState.WITHDRAWN:
        return Fulfilment.WITHDRAWN
    if entry.mounted_at is None:
        return Fulfilment.NOT_MOUNTED
    if entry.delivered_at is None:
        return Fulfilment.EMPTY
    cycle = CYCLE_DAYS.get(line.update_cycle)
    fresh_until = timezone.localdate(entry.delivered_at) + timedelta(days=(cycle or 0) + grace)
    return Fulfilment.LATE if cycle and fresh_until < today else Fulfilment.KEPT


def with_fulfilment(lines: Iterable[ResponsibilityLine]) -> list[ResponsibilityLine]:
    """The lines, each with its ``fulfilment``."""
    today = clock.today()
    grace = int(rules.in_force(LIST_GRACE_DAYS, on=today).value)
    told = list(lines)
    for line in told:
        line.fulfilment = fulfilment_of(line, today, grace)
    return told


def promises_kept(responsibility: ResponsibilityList) -> list[tuple[Fulfilment, int]]:
    """How many promises of the list stand how, without those that nothing stands in."""
    found = with_fulfilment(lines_of(responsibility))
    counts = Counter(line.fulfilment for line in found)
    return [(outcome, counts[outcome]) for outcome in Fulfilment if counts[outcome]]


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


def _line(responsibility: ResponsibilityList, position: int, version: EntryVersion) -> ResponsibilityLine:
    entry = version.entry
    return ResponsibilityLine(
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
