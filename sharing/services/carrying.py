"""The worker's side of a return run: cut one version by jurisdiction, and send the parcels.

Killed at any moment, it goes on where it was: parcels that are there stay, the same bytes are kept once, and
nothing is sent before every parcel is cut and the counts add up.
"""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from aggregation.selectors import refuse_held, table_of
from aggregation.services import lock_unheld
from portal.kernel import audit, clock, jobs, rules
from portal.kernel.actor import Actor
from portal.kernel.errors import Conflict
from portal.kernel.working_days import add_working_days
from portal.store import cutting

from ..choices import RunState
from ..models import ReturnNeed, ReturnParcel, ReturnRun
from ..rules import SIGN_DAYS
from ..selectors import area_item_of, base_version, jurisdictions, needs_to_serve, return_due_on
from ..workflows import PARCEL, RUN

CHANGE_TITLE = "变更类型"


def carry_run(run: ReturnRun, *, job: jobs.Run, actor: Actor) -> ReturnRun:
    """Cut the run's version, store a parcel for each need, and send them all."""
    if not run.is_open:
        return run
    day = timezone.localdate(run.planned_at)
    served = needs_to_serve(run.entry, run.version, trigger=run.trigger, day=day)
    needs = {need.receiver_id: need for need in served}
    if run.state == RunState.PLANNED:
        run = _start(run, served, actor)
    parts = jurisdictions()
    with cutting.cut(_plan(run, parts, needs), job.progress) as made:
        for receiver_id, need in needs.items():
            _keep(run, need, made.parts[str(receiver_id)], parts[str(receiver_id)], job=job, actor=actor)
    return _finish(run, made, needs, job=job, actor=actor)


def _start(run: ReturnRun, needs: list[ReturnNeed], actor: Actor) -> ReturnRun:
    """Whether the whole version is cut or a difference is settled before the first row."""
    refuse_held(run.entry)
    with RUN.fire("start", run, actor=actor) as started:
        started.since = base_version(started, needs)
    return started


def _plan(run: ReturnRun, parts: dict[str, list[str]], needs: dict[int, ReturnNeed]) -> cutting.Plan:
    table = table_of(run.entry)
    if table is None:
        raise Conflict(_("There is no data behind this resource at present."))
    unneeded = frozenset(parts) - {str(pk) for pk in needs}
    if missing := [need for pk, need in needs.items() if str(pk) not in parts]:
        raise Conflict(_("%(unit)s has no jurisdiction.") % {"unit": missing[0].receiver})
    return cutting.Plan(table, run.version, area_item_of(run.entry), parts, run.since, CHANGE_TITLE, unneeded)


def _keep(
    run: ReturnRun,
    need: ReturnNeed,
    part: cutting.Part,
    prefixes: list[str],
    *,
    job: jobs.Run,
    actor: Actor,
) -> None:
    """One parcel, unless an earlier attempt stored it."""
    if run.parcels.filter(receiver_id=need.receiver_id).exists():
        return
    stored = part.keep(f"v{run.version}.csv")
    parcel = ReturnParcel(run=run, need=need, receiver=need.receiver, prefixes=prefixes, file=stored)
    parcel.rows, parcel.removed, parcel.digest = part.rows, part.removed, stored.sha256
    parcel.return_due_on, parcel.cut_at = return_due_on(need), clock.now()
    refuse_held(run.entry)
    with transaction.atomic():
        audit.write("sharing.returnparcel.cut", parcel, actor=actor, provision="4.4")
        job.hold()


def _finish(
    run: ReturnRun, made: cutting.Cut, needs: dict[int, ReturnNeed], *, job: jobs.Run, actor: Actor
) -> ReturnRun:
    """All counts on the run, all parcels to their receivers, in one transaction or not at all.

    A resource that was stopped meanwhile is not returned: the run fails, and is planned anew afterwards.
    """
    with transaction.atomic():
        lock_unheld(run.entry)
        with RUN.fire("finish", run, actor=actor) as done:
            done.rows, done.strays, done.shared = made.rows, made.strays, made.shared
            done.stray_codes, done.finished_at = made.examples, clock.now()
            done.unclaimed = sum(part.rows for name, part in made.parts.items() if int(name) not in needs)
            _refuse_incomplete(done)
        for parcel in done.parcels.select_related("need"):
            _send(parcel, actor)
        job.hold()
    return done


def _refuse_incomplete(run: ReturnRun) -> None:
    parcels = sum(run.parcels.values_list("rows", flat=True))
    if parcels + run.unclaimed != run.rows - run.strays + run.shared:
        raise Conflict(_("The parcels' rows do not add up to those of the version: nothing is sent."))


def _send(parcel: ReturnParcel, actor: Actor) -> None:
    with PARCEL.fire("send", parcel, actor=actor) as sent:
        mark_sent(sent)
    need = parcel.need
    need.returned_version, need.returned_at = parcel.run.version, clock.now()
    audit.write("sharing.returnneed.serve", need, actor=actor, provision="4.4")


def mark_sent(parcel: ReturnParcel) -> None:
    """The receiver's days begin."""
    days = rules.in_force(SIGN_DAYS, on=clock.today()).value
    parcel.sent_at, parcel.sendings = clock.now(), parcel.sendings + 1
    parcel.due_on = add_working_days(clock.today(), int(days)).day


def fail_run(run: ReturnRun, *, message: str, actor: Actor) -> ReturnRun:
    """The work was given up: say why; nothing was sent, and the run can be planned anew."""
    if not run.is_open:
        return run
    with RUN.fire("fail", run, actor=actor) as failed:
        failed.message, failed.finished_at = message or _("The run failed."), clock.now()
    return failed
