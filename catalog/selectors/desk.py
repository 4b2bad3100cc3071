"""Whose turn it is: what waits for an actor, and who has to act on an entry."""

from __future__ import annotations

from django.db.models import QuerySet

from portal.kernel import clock
from portal.kernel.actor import Actor
from portal.members.choices import Office
from portal.members.models import Organization
from portal.members.selectors import holder_of, reviewing_authority

from .. import policies
from ..choices import EntryState
from ..models import CatalogEntry


def waiting_for(actor: Actor) -> QuerySet[CatalogEntry]:
    """What this actor has to move on, the most urgent first."""
    waiting = CatalogEntry.objects.filter(policies.waiting(actor)).select_related("provider", "category")
    return waiting.order_by("due_on", "changed_at")


def may_work_on(actor: Actor, entry: CatalogEntry) -> bool:
    """Whether the actor may change the entry now: at its unit's desk, by the unit's own people."""
    own = policies.is_provider(actor, entry) and actor.can("catalog.compile_entry", entry)
    return own and entry.is_at_the_desk


def whose_turn(entry: CatalogEntry) -> str:
    """The person or unit that has to act next; empty where nobody has to."""
    if entry.is_at_the_desk:
        return f"{entry.compiled_by}（{entry.provider}）"
    if entry.state == EntryState.SUBMITTED:
        cdo = holder_of(Office.CDO, entry.provider, clock.today())
        return f"{cdo}（{entry.provider}）" if cdo else str(entry.provider)
    if entry.state in {EntryState.SIGNED, EntryState.APPROVED}:
        return str(reviewing_authority(entry.provider) or "")
    return ""


def overdue_reviews(scope: Organization | None) -> list[CatalogEntry]:
    """Signed entries that the authority (or ``None``: any authority) should have reviewed by now."""
    late = CatalogEntry.objects.overdue(clock.today()).select_related("provider").order_by("due_on")
    return [entry for entry in late if scope is None or entry.provider.is_reviewed_by(scope)][:50]
