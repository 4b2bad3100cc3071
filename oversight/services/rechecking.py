"""Look again at what was found: what is no longer found is settled, and its order is confirmed and closed."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from portal.kernel import clock
from portal.kernel.actor import Actor
from portal.kernel.errors import IllegalTransition
from portal.members.models import Organization

from ..choices import FindingState, OrderState
from ..models import Finding, RectificationOrder
from ..selectors import CHECKS, Check, label_of
from ..workflows import FINDING, ORDER


def recheck_findings(*, actor: Actor) -> dict[str, int]:
    """Look again at every open finding; each check asks once. How many were settled."""
    settled = 0
    for code in sorted(set(Finding.objects.open().values_list("check_code", flat=True)) & CHECKS.keys()):
        found = _keys_found(CHECKS[code], Organization.objects.all())
        settled += settle_missing(CHECKS[code], Organization.objects.all(), found, actor=actor)
    return {"settled": settled, "orders": settle_orders(actor=actor)}


def recheck_order(order: RectificationOrder, *, actor: Actor) -> RectificationOrder:
    """Look again at what the order is about: confirm and close it, or return it with what is still found."""
    units = Organization.objects.filter(pk=order.organization_id)
    for code in sorted(set(order.findings.open().values_list("check_code", flat=True)) & CHECKS.keys()):
        settle_missing(CHECKS[code], units, _keys_found(CHECKS[code], units), actor=actor)
    _judge(order, actor)
    order.refresh_from_db()
    return order


def settle_missing(check: Check, units: Any, found: set[str], *, actor: Actor) -> int:
    """Settle the open findings of the check in these units that were not found again; how many."""
    gone = (
        Finding.objects.open()
        .filter(check_code=check.code, organization__in=units)
        .exclude(subject__in=found)
    )
    settled = 0
    for finding in gone.order_by("pk"):
        with suppress(IllegalTransition), FINDING.fire("settle", finding, actor=actor) as locked:
            locked.settled_at = clock.now()
            settled += 1
    return settled


def settle_orders(*, actor: Actor) -> int:
    """Judge every standing order anew; how many were rectified."""
    return sum(_judge(order, actor) for order in RectificationOrder.objects.standing().order_by("pk"))


def _judge(order: RectificationOrder, actor: Actor) -> bool:
    """Whether the order is rectified. Another re-check may have been first: then it has judged."""
    still = [f"{label_of(f.check_code)}：{f.title}" for f in order.findings.open().order_by("pk")]
    with suppress(IllegalTransition), transaction.atomic():
        if not still:
            return _verify(order, actor)
        if order.state == OrderState.SUBMITTED:
            _return(order, still, actor)
    return False


def _verify(order: RectificationOrder, actor: Actor) -> bool:
    """Confirm what was rectified; in time it is closed at once, late it waits for the authority's opinion."""
    with ORDER.fire("verify", order, actor=actor) as locked:
        locked.verified_on, locked.evidence = clock.today(), _evidence(locked)
    if locked.verified_on <= locked.due_on:
        with ORDER.fire("close", locked, actor=actor) as closed:
            closed.closed_at = clock.now()
    return True


def _return(order: RectificationOrder, still: list[str], actor: Actor) -> None:
    with translation.override(settings.LANGUAGE_CODE):
        opinion = _("The re-check still found:\n%(findings)s") % {"findings": "\n".join(map(str, still))}
    with ORDER.fire("return", order, actor=actor, note=opinion) as locked:
        locked.opinion = opinion[:2000]


def _keys_found(check: Check, units: Any) -> set[str]:
    return {subject.key for subject in check.find(units, clock.today())}


def _evidence(order: RectificationOrder) -> list[dict[str, Any]]:
    """What the order was about, and when each was found to be settled."""
    return [
        {
            "check": finding.check_code,
            "subject": finding.title,
            "url": finding.url,
            "facts": finding.facts,
            "settled_at": finding.settled_at.isoformat() if finding.settled_at else "",
        }
        for finding in order.findings.filter(state=FindingState.SETTLED).order_by("pk")
    ]
