"""The authority's conformity check and the provider's reply."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aggregation.services import lock_unheld
from portal.dispatch.services import record_delivery
from portal.kernel import audit, clock
from portal.kernel.actor import Actor

from ..models import Grant, SharingRequest
from ..rules import REPLY_DAYS
from ..selectors import area_item_of, needs_to_follow, shared_type
from ..workflows import REQUEST
from .asking import take_type
from .timing import run_clock, stop_clock

#: Issues what is shared without conditions.
GRANTOR = Actor.system("grant-unconditional", "sharing.approve_request")
#: Reports to the data need that a request follows.
DELIVERER = Actor.system("deliver-by-grant", "dispatch.record_delivery")


def check_request(request: SharingRequest, *, actor: Actor, note: str = "") -> SharingRequest:
    """Pass the conformity check; what is shared unconditionally is granted in the same transaction."""
    with transaction.atomic():
        with REQUEST.fire("check", request, actor=actor, note=note) as locked:
            take_type(locked)
            locked.checked_at, locked.opinion = clock.now(), note
            if not locked.is_unconditional:
                run_clock(locked, REPLY_DAYS)
                locked.reply_due_on = locked.due_on
        return approve_request(locked, actor=GRANTOR) if locked.is_unconditional else locked


def return_request(request: SharingRequest, *, actor: Actor, opinion: str) -> SharingRequest:
    """Return an incomplete request with every defect named; the clock stops."""
    with REQUEST.fire("return", request, actor=actor, note=opinion) as locked:
        locked.opinion = opinion
        stop_clock(locked)
    return locked


def approve_request(
    request: SharingRequest, *, actor: Actor, items: Sequence[str] | None = None, opinion: str = ""
) -> SharingRequest:
    """Approve, for all items asked for or for fewer, and issue the grant in the same transaction.

    Nothing is granted of a resource that is stopped: everything before the grant goes on meanwhile.
    """
    with REQUEST.fire("approve", request, actor=actor, note=opinion) as locked:
        lock_unheld(locked.entry)
        shared_type(locked.entry)
        granted = list(locked.items if items is None else items)
        if strange := [name for name in granted if name not in locked.items]:
            raise ValidationError({"items": _("“%(name)s” was not asked for.") % {"name": strange[0][:100]}})
        if locked.ends_on < clock.today():
            raise ValidationError(_("The period asked for has passed; nothing can be granted any more."))
        locked.decided_at, locked.opinion, locked.due_on = clock.now(), opinion, None
        grant = _grant_of(locked, granted)
        audit.write("sharing.grant.issue", grant, actor=actor, provision="4.2")
        _report_delivery(locked, grant)
    return locked


def refuse_request(
    request: SharingRequest, *, actor: Actor, refusal_basis: str, opinion: str
) -> SharingRequest:
    """The provider's chief data officer refuses, with reasons and the basis."""
    with REQUEST.fire("refuse", request, actor=actor, note=opinion) as locked:
        locked.decided_at, locked.due_on = clock.now(), None
        locked.opinion, locked.refusal_basis = opinion, refusal_basis
    return locked


def _report_delivery(request: SharingRequest, grant: Grant) -> None:
    """Tell the stated data need that the request followed, if it still waits for its responder."""
    needs = needs_to_follow(request.entry, request.organization)
    need = needs.filter(pk=request.dispatch_id).first() if request.dispatch_id else None
    if need is not None:
        record_delivery(need, grant, actor=DELIVERER)


def _grant_of(request: SharingRequest, items: list[str]) -> Grant:
    return Grant(
        request=request,
        entry=request.entry,
        consumer=request.organization,
        items=items,
        area_item=area_item_of(request.entry) if request.area_prefixes else "",
        area_prefixes=request.area_prefixes,
        purpose=request.purpose,
        delivery=request.delivery,
        valid_from=max(request.starts_on, clock.today()),
        valid_until=request.ends_on,
        granted_at=clock.now(),
    )
