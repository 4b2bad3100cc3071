"""Look again at what was found: what is no longer found is settled, and its order is confirmed and closed."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from portal.kernel import clock
from portal.kernel.actor import Actor
from portal.kernel.errors import IllegalTransition
from portal.members.models import Organization

from ..choices import FindingState, OrderState
from ..models import Finding, RectificationOrder
from ..selectors import CHECKS, Check, label_of
from ..workflows import FINDING, ORDER
from .apart import unit_by_unit


def recheck_findings(*, actor: Actor) -> dict[str, int]:
    """Look again at every open finding; each check asks once. It runs by night and judges the day before."""
    settled = 0
    for code in sorted(set(Finding.objects.open().values_list("check_code", flat=True)) & CHECKS.keys()):
        look_again = partial(_settle_gone, CHECKS[code], actor=actor)
        settled += unit_by_unit(look_again, Organization.objects.all()).done
    yesterday = clock.today() - timedelta(days=1)
    orders = settle_orders(actor=actor, day=yesterday)
    for order in RectificationOrder.objects.filter(state=OrderState.SUBMITTED).order_by("pk"):
        _return(order, actor)
    return {"settled": settled, "orders": orders}


def recheck_order(order: RectificationOrder, *, actor: Actor) -> RectificationOrder:
    """Look again at what the order is about: confirm and close it, or return it with what is still found."""
    units = Organization.objects.filter(pk=order.organization_id)
    for code in sorted(set(order.findings.open().values_list("check_code", flat=True)) & CHECKS.keys()):
        _settle_gone(CHECKS[code], units, actor=actor)
    order.refresh_from_db()
    if order.findings.open().exists():
        _return(order, actor)
    else:
        _verify(order, actor, clock.today())
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


def settle_orders(*, actor: Actor, day: date) -> int:
    """Confirm every standing order whose findings are all settled, as of ``day``; how many there were.

    An inspection of something else tells nothing of what is still found: only a re-check returns an order.
    """
    of_order = Finding.objects.filter(order=OuterRef("pk"))
    ready = RectificationOrder.objects.standing().filter(Exists(of_order), ~Exists(of_order.open()))
    return sum(_verify(order, actor, day) for order in ready.order_by("pk"))


def _verify(order: RectificationOrder, actor: Actor, day: date) -> bool:
    """Confirm what was rectified; in time it is closed at once, late it waits for the authority's opinion.

    Another re-check may have been first: then it has judged.
    """
    with suppress(IllegalTransition), transaction.atomic():
        with ORDER.fire("verify", order, actor=actor) as locked:
            locked.verified_on, locked.opinion = _rectified_on(order, day), ""
            locked.evidence = _evidence(locked)
        if locked.verified_on <= locked.due_on:
            with ORDER.fire("close", locked, actor=actor) as closed:
                closed.closed_at = clock.now()
        return True
    return False


def _rectified_on(order: RectificationOrder, day: date) -> date:
    """The day of the report that the re-check confirms; what nobody reported counts when it was seen."""
    if order.state == OrderState.SUBMITTED and order.answered_at is not None:
        day = min(day, timezone.localdate(order.answered_at))
    return max(day, order.issued_on)


def _return(order: RectificationOrder, actor: Actor) -> None:
    """Bring a reported order back with what is still found; one that nobody reported just stands."""
    with translation.override(settings.LANGUAGE_CODE):
        still = [f"{label_of(f.check_code)}：{f.title}" for f in order.findings.open().order_by("pk")]
        opinion = _("The re-check still found:\n%(findings)s") % {"findings": "\n".join(still)}
    with suppress(IllegalTransition), ORDER.fire("return", order, actor=actor, note=opinion) as locked:
        locked.opinion = opinion[:2000]


def _settle_gone(check: Check, units: Any, *, actor: Actor) -> int:
    """Ask the check again, and settle its open findings in these units that it no longer names; how many."""
    found = {subject.key for subject in check.find(units, clock.today())}
    return settle_missing(check, units, found, actor=actor)


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
