"""Assessment schemes: drafted, put in force, retired."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.kernel import audit, clock
from portal.kernel.actor import Actor
from portal.kernel.errors import Conflict, NotPermitted
from portal.members.jurisdiction import unit_of

from .. import policies
from ..choices import SchemeState
from ..models import AssessmentScheme
from ..selectors import indicators
from ..workflows import SCHEME

RIGHT = "oversight.hold_assessment"
CENT = Decimal("0.01")


def create_scheme(
    *, name: str, starts_on: date, ends_on: date, weights: Mapping[str, Decimal], basis: str, actor: Actor
) -> AssessmentScheme:
    """Draft a scheme of the own authority."""
    authority = unit_of(actor)
    if authority is None or not policies.may_assess(actor):
        raise NotPermitted(RIGHT)
    scheme = AssessmentScheme(
        authority=authority, name=name, starts_on=starts_on, ends_on=ends_on, basis=basis
    )
    _weigh(scheme, weights)
    audit.write("oversight.assessmentscheme.create", scheme, actor=actor, provision="8.3")
    return scheme


def edit_scheme(scheme: AssessmentScheme, *, actor: Actor, **fields: Any) -> AssessmentScheme:
    """Change a draft."""
    if not policies.owns_scheme(actor, scheme):
        raise NotPermitted(RIGHT)
    action = "oversight.assessmentscheme.edit"
    with audit.edit(action, scheme, actor=actor, permission=RIGHT, provision="8.3") as locked:
        if locked.state != SchemeState.DRAFT:
            raise Conflict(_("A scheme in force is not changed; retire it and draft a new one."))
        weights = fields.pop("weights", None)
        for name, value in fields.items():
            setattr(locked, name, value)
        if weights is not None:
            _weigh(locked, weights)
        locked.changed_at = clock.now()
    return locked


def adopt_scheme(scheme: AssessmentScheme, *, actor: Actor) -> AssessmentScheme:
    """Put the scheme in force; its weights add up to 100 and do not change any more."""
    with SCHEME.fire("adopt", scheme, actor=actor) as locked:
        locked.changed_at = clock.now()
    return locked


def retire_scheme(scheme: AssessmentScheme, *, actor: Actor) -> AssessmentScheme:
    """Nothing is assessed by the scheme any more; its assessments stay."""
    with SCHEME.fire("retire", scheme, actor=actor) as locked:
        locked.changed_at = clock.now()
    return locked


def _weigh(scheme: AssessmentScheme, weights: Mapping[str, Decimal]) -> None:
    """Keep the weights above nothing; refuse unknown indicators and impossible weights."""
    known = indicators()
    for name, weight in weights.items():
        if name not in known:
            raise ValidationError({"weights": _("There is no indicator “%(name)s”.") % {"name": name[:60]}})
        if weight < 0 or weight != weight.quantize(CENT):
            raise ValidationError(
                {"weights": _("A weight is a number from 0 with at most two decimal places.")}
            )
    kept = {name: weight.quantize(CENT) for name, weight in weights.items() if weight}
    scheme.weights = [{"indicator": name, "weight": str(weight)} for name, weight in kept.items()]
    scheme.total = sum(kept.values(), Decimal(0))
