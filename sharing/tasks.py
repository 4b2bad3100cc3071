"""The work of sharing outside the request."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.kernel import jobs
from portal.kernel.actor import Actor
from portal.kernel.models import Job

from . import services
from .models import ReturnRun

EXPIRER = Actor.system("expire-grants", "sharing.expire_grant")
CARRIER = Actor.system("carry-returns", "sharing.carry_return")
PLANNER = Actor.system("plan-returns", "sharing.plan_return")


@jobs.task("sharing.expire_grants", label=_("Let grants expire"))
def expire_grants(run: jobs.Run) -> dict[str, Any]:
    """Let grants whose last day has passed say so, and downloads whose worker died."""
    expired = services.expire_grants(actor=EXPIRER)
    return {"expired": expired, "lost": services.end_lost_downloads(actor=EXPIRER)}


def _give_run_up(job: Job, message: str) -> None:
    run = ReturnRun.objects.get(pk=job.arguments["run_id"])
    services.fail_run(run, message=message, actor=CARRIER)


@jobs.task("sharing.cut_run", queue="export", label=_("Return data"), gave_up=_give_run_up)
def cut_run(run: jobs.Run, *, run_id: int) -> dict[str, Any]:
    """Cut one version by jurisdiction and send the parcels."""
    done = services.carry_run(ReturnRun.objects.get(pk=run_id), job=run, actor=CARRIER)
    return {"rows": done.rows, "strays": done.strays, "parcels": done.parcels.count()}


@jobs.task("sharing.plan_returns", label=_("Plan what is due to be returned"))
def plan_returns(run: jobs.Run) -> dict[str, Any]:
    """Plan a run for each resource of which somebody waits for a newer version."""
    return {"planned": services.plan_due_runs(actor=PLANNER)}
