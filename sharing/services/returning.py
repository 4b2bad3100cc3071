"""What lower levels need back: filed, decided, and planned into runs."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aggregation.services import lock_unheld
from catalog.models import CatalogEntry
from portal.kernel import audit, clock, jobs
from portal.kernel.actor import Actor
from portal.kernel.errors import Conflict, NotPermitted
from portal.members.jurisdiction import unit_of
from portal.members.selectors import reviewing_authority

from .. import policies
from ..choices import RunState, RunTrigger
from ..models import ReturnNeed, ReturnRun
from ..selectors import area_item_of, entries_due, needs_to_serve
from ..workflows import NEED

CUT_JOB = "sharing.cut_run"


def file_need(entry: CatalogEntry, *, actor: Actor, **fields: Any) -> ReturnNeed:
    """File that the own area needs its part of an upper level's resource back."""
    unit = unit_of(actor)
    if unit is None or not policies.may_file(actor, entry):
        raise NotPermitted(
            "sharing.file_return_need",
            _("Data officers of districts and functional areas file what they need back."),
        )
    receiver = reviewing_authority(unit)
    if receiver is None:
        raise Conflict(_("Your area has no data authority that could receive the data."))
    if not area_item_of(entry):
        raise ValidationError(_("The resource names no item that holds an area code: it cannot be cut."))
    need = ReturnNeed(entry=entry, organization=unit, receiver=receiver, filed_by=actor.user, **fields)
    need.filed_at = clock.now()
    audit.write("sharing.returnneed.file", need, actor=actor, provision="4.4")
    return need


def accept_need(need: ReturnNeed, *, actor: Actor, note: str = "") -> ReturnNeed:
    """From now on every newer version is returned in this cycle."""
    with NEED.fire("accept", need, actor=actor, note=note) as locked:
        locked.decided_at, locked.opinion = clock.now(), note
    return locked


def refuse_need(need: ReturnNeed, *, actor: Actor, opinion: str) -> ReturnNeed:
    """Do not return the data, for reasons."""
    with NEED.fire("refuse", need, actor=actor, note=opinion) as locked:
        locked.decided_at, locked.opinion = clock.now(), opinion
    return locked


def withdraw_need(need: ReturnNeed, *, actor: Actor, note: str = "") -> ReturnNeed:
    """The data is needed no longer."""
    with NEED.fire("withdraw", need, actor=actor, note=note):
        pass
    need.refresh_from_db()
    return need


def plan_run(entry: CatalogEntry, *, actor: Actor, trigger: str = RunTrigger.HAND) -> ReturnRun:
    """Plan the return of the newest version to all who lack it; a worker begins after the commit."""
    if trigger == RunTrigger.HAND and not policies.may_plan(actor, entry):
        raise NotPermitted("sharing.plan_return")
    with transaction.atomic():
        entry = lock_unheld(entry)
        _refuse_needless(entry, trigger)
        run = ReturnRun(entry=entry, version=entry.delivered_version, trigger=trigger)
        run.planned_at = clock.now()
        audit.write("sharing.returnrun.plan", run, actor=actor, provision="4.4")
        run.job = jobs.enqueue(CUT_JOB, {"run_id": run.pk}, actor=actor, subject=run)
        audit.write("sharing.returnrun.queue", run, actor=actor, provision="4.4")
    return run


def plan_due_runs(*, actor: Actor) -> int:
    """Plan what is due by its cycle, each in its own transaction; how many runs."""
    due = [entry for entry in entries_due(clock.today()) if not _is_under_way(entry)]
    return sum(_planned(entry, actor) for entry in due)


def _planned(entry: CatalogEntry, actor: Actor) -> bool:
    """Whether it was this call that planned the run; somebody may have done so by hand in between."""
    with suppress(Conflict):
        plan_run(entry, actor=actor, trigger=RunTrigger.SCHEDULE)
        return True
    return False


def _is_under_way(entry: CatalogEntry) -> bool:
    open_states = (RunState.PLANNED, RunState.RUNNING)
    return ReturnRun.objects.filter(entry=entry, state__in=open_states).exists()


def _refuse_needless(entry: CatalogEntry, trigger: str) -> None:
    if _is_under_way(entry):
        raise Conflict(_("This resource is being returned at this moment."))
    if not needs_to_serve(entry, entry.delivered_version, trigger=trigger, day=clock.today()):
        raise Conflict(_("Nobody waits for it: no accepted need lacks the newest version."))
