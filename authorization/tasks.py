"""The work of authorised operation outside the request."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.kernel import jobs

from . import services
from .services.agreements import CALENDAR


@jobs.task("authorization.turn_agreements", label=_("Let agreements begin and end"))
def turn_agreements(run: jobs.Run) -> dict[str, Any]:
    """Let agreements whose first or last day has passed say so."""
    return services.turn_agreements(actor=CALENDAR)
