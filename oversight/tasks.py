"""The work of oversight outside the request."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.kernel import jobs
from portal.kernel.actor import Actor
from portal.kernel.models import Job

from . import services
from .models import Assessment, Inspection, RectificationOrder
from .models.assessment import COMPUTE_JOB
from .models.inspection import RUN_JOB
from .services.ordering import RECHECK_JOB

SETTLING = ("oversight.settle_finding", "oversight.recheck_order", "oversight.close_order")
INSPECTING = Actor.system("run-inspection", "oversight.run_inspection", *SETTLING)
RECHECKING = Actor.system("recheck-findings", *SETTLING)
PLANNING = Actor.system("plan-inspection", "oversight.hold_inspection")
COMPUTING = Actor.system("compute-assessment", "oversight.compute_assessment")


def _give_inspection_up(job: Job, message: str) -> None:
    inspection = Inspection.objects.get(pk=job.arguments["inspection_id"])
    services.fail_inspection(inspection, message=message, actor=INSPECTING)


def _give_assessment_up(job: Job, message: str) -> None:
    assessment = Assessment.objects.get(pk=job.arguments["assessment_id"])
    services.fail_assessment(assessment, message=message, actor=COMPUTING)


@jobs.task(RUN_JOB, queue="inspect", label=_("Carry the inspection out"), gave_up=_give_inspection_up)
def run_inspection(run: jobs.Run, *, inspection_id: int) -> dict[str, Any]:
    """Carry one inspection out."""
    done = services.run_inspection(Inspection.objects.get(pk=inspection_id), run=run, actor=INSPECTING)
    return {"found": sum(row["found"] for row in done.summary)}


@jobs.task("oversight.hold_inspections", queue="inspect", label=_("Plan the regular inspections"))
def hold_inspections(run: jobs.Run) -> dict[str, Any]:
    """Plan this month's regular inspections."""
    return {"planned": len(services.hold_regular_inspections(actor=PLANNING))}


@jobs.task(RECHECK_JOB, queue="inspect", label=_("Look again at an order"))
def recheck_order(run: jobs.Run, *, order_id: int) -> dict[str, Any]:
    """Look again at what one order is about."""
    order = services.recheck_order(RectificationOrder.objects.get(pk=order_id), actor=RECHECKING)
    return {"state": order.state}


@jobs.task("oversight.recheck_findings", queue="inspect", label=_("Look again at open findings"))
def recheck_findings(run: jobs.Run) -> dict[str, Any]:
    """Look again at every open finding."""
    return services.recheck_findings(actor=RECHECKING)


@jobs.task(COMPUTE_JOB, queue="inspect", label=_("Compute the scores"), gave_up=_give_assessment_up)
def compute_assessment(run: jobs.Run, *, assessment_id: int) -> dict[str, Any]:
    """Compute one assessment."""
    done = services.compute_assessment(Assessment.objects.get(pk=assessment_id), run=run, actor=COMPUTING)
    return {"units": done.scores.count()}
