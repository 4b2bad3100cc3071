"""The clock of a request: it starts, stands still while the request is completed, and goes on."""

from __future__ import annotations

from django.utils import timezone

from portal.kernel import clock, rules
from portal.kernel.working_days import add_working_days, working_days_between

from ..models import SharingRequest


def run_clock(request: SharingRequest, key: str) -> None:
    """Go on with the days that were left; else start by the rule in force when the request was handed in."""
    days = request.days_left
    if days is None:
        rule = rules.in_force(key, on=timezone.localdate(request.endorsed_at))
        days, request.due_rule = int(rule.value), f"{rule.key} v{rule.version}"
    request.due_on, request.days_left = add_working_days(clock.today(), days).day, None


def stop_clock(request: SharingRequest) -> None:
    """Keep the working days that are left; below zero for a check that was late already."""
    if request.due_on is not None:
        request.days_left = working_days_between(clock.today(), request.due_on)
    request.due_on = None
