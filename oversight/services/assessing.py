"""Assess the units on a cut-off day: compute once, freeze, publish."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.kernel import audit, clock, jobs
from portal.kernel.actor import Actor
from portal.kernel.errors import Conflict, NotPermitted

from .. import policies
from ..choices import SchemeState
from ..models import Assessment, AssessmentScheme, UnitScore
from ..models.assessment import COMPUTE_JOB
from ..selectors import as_json, assessed_units, figures_of, ranks, total_of
from ..workflows import ASSESSMENT


def hold_assessment(scheme: AssessmentScheme, *, name: str, cut_off_on: date, actor: Actor) -> Assessment:
    """Assess by a scheme in force, as of a cut-off day in its period; a worker computes the scores."""
    if not policies.may_assess(actor) or not policies.owns_scheme(actor, scheme):
        raise NotPermitted("oversight.hold_assessment")
    if scheme.state != SchemeState.IN_FORCE:
        raise Conflict(_("Only a scheme in force can be applied."))
    if not scheme.starts_on <= cut_off_on <= min(scheme.ends_on, clock.today()):
        raise ValidationError(
            {"cut_off_on": _("The cut-off day lies in the scheme's period and not in the future.")}
        )
    assessment = Assessment(scheme=scheme, name=name, cut_off_on=cut_off_on, held_at=clock.now())
    if actor.user is not None:
        assessment.held_by = actor.user
    with transaction.atomic():
        audit.write("oversight.assessment.hold", assessment, actor=actor, provision="8.3")
        _queue(assessment, actor)
    return assessment


def compute_assessment(assessment: Assessment, *, run: jobs.Run, actor: Actor) -> Assessment:
    """Read every unit's figures, rank the units of each kind, and freeze all of it in one transaction."""
    scheme, scores = assessment.scheme, []
    units = assessed_units(scheme)
    for number, unit in enumerate(units, 1):
        figures = figures_of(scheme, unit, assessment.cut_off_on)
        score = UnitScore(assessment=assessment, organization=unit, kind=unit.kind, figures=as_json(figures))
        score.total = total_of(figures)
        scores.append(score)
        run.progress(number, len(units), unit="units")
    _rank(scores)
    with ASSESSMENT.fire("compute", assessment, actor=actor) as locked:
        locked.computed_at = clock.now()
        audit.write_many("oversight.unitscore.compute", scores, actor=actor, provision="8.3")
        run.hold()
    return locked


def fail_assessment(assessment: Assessment, *, message: str, actor: Actor) -> Assessment:
    """Note why the scores could not be computed."""
    with ASSESSMENT.fire("fail", assessment, actor=actor) as locked:
        locked.message = message
    return locked


def retry_assessment(assessment: Assessment, *, actor: Actor) -> Assessment:
    """Compute a failed assessment once more."""
    with ASSESSMENT.fire("retry", assessment, actor=actor) as locked:
        locked.message = ""
        _queue(locked, actor)
    return locked


def publish_assessment(assessment: Assessment, *, actor: Actor) -> Assessment:
    """Let the units see their scores."""
    with ASSESSMENT.fire("publish", assessment, actor=actor) as locked:
        locked.published_at = clock.now()
    return locked


def _queue(assessment: Assessment, actor: Actor) -> None:
    jobs.enqueue(COMPUTE_JOB, {"assessment_id": assessment.pk}, actor=actor, subject=assessment)


def _rank(scores: list[UnitScore]) -> None:
    """Give each unit with a score its place among the units of its kind."""
    by_kind: dict[str, dict[int, Decimal]] = defaultdict(dict)
    for score in scores:
        if score.total is not None:
            by_kind[score.kind][score.organization_id] = score.total
    places = {kind: ranks(totals) for kind, totals in by_kind.items()}
    for score in scores:
        score.ranked = len(by_kind[score.kind])
        score.rank = places.get(score.kind, {}).get(score.organization_id)
