"""The applicant's side: draft, submit, endorse, take back."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from catalog.models import CatalogEntry
from portal.kernel import audit, clock
from portal.kernel.actor import Actor
from portal.kernel.errors import NotPermitted
from portal.members.jurisdiction import unit_of

from .. import policies
from ..models import SharingRequest
from ..rules import PRECHECK_DAYS, UNCONDITIONAL_DAYS
from ..selectors import area_item_of, items_to_ask, needs_to_follow, refuse_handed_in, shared_type
from ..workflows import REQUEST
from .timing import run_clock


def create_request(entry: CatalogEntry, *, actor: Actor, **fields: Any) -> SharingRequest:
    """Draft a request for another unit's data."""
    unit = unit_of(actor)
    if unit is None or not policies.may_ask(actor, entry):
        raise NotPermitted("sharing.ask_for_data", _("Data officers ask for the data of other units."))
    request = SharingRequest(
        entry=entry, organization=unit, filed_by=actor.user, filed_at=clock.now(), **fields
    )
    take_type(request)
    _refuse_unknown(request)
    audit.write("sharing.sharingrequest.create", request, actor=actor, provision="4.1")
    return request


def edit_request(request: SharingRequest, *, actor: Actor, **fields: Any) -> SharingRequest:
    """Change a draft, or complete a request that was returned."""
    if not policies.is_applicant(actor, request):
        raise NotPermitted("sharing.ask_for_data")
    right = "sharing.ask_for_data"
    with audit.edit(
        "sharing.sharingrequest.edit", request, actor=actor, permission=right, provision="4.1"
    ) as locked:
        refuse_handed_in(locked)
        for name, value in fields.items():
            setattr(locked, name, value)
        _refuse_unknown(locked)
    return locked


def submit_request(request: SharingRequest, *, actor: Actor) -> SharingRequest:
    """Hand the request to the own chief data officer."""
    with REQUEST.fire("submit", request, actor=actor) as locked:
        take_type(locked)
        _refuse_unknown(locked)
        if locked.ends_on < clock.today():
            raise ValidationError({"ends_on": _("The period has passed.")})
        locked.opinion = ""
    return locked


def endorse_request(request: SharingRequest, *, actor: Actor, note: str = "") -> SharingRequest:
    """The own leader endorses; the authority's time starts, or goes on where the request was returned."""
    with REQUEST.fire("endorse", request, actor=actor, note=note) as locked:
        locked.endorsed_at = locked.endorsed_at or clock.now()
        run_clock(locked, UNCONDITIONAL_DAYS if locked.is_unconditional else PRECHECK_DAYS)
    return locked


def decline_request(request: SharingRequest, *, actor: Actor, opinion: str) -> SharingRequest:
    """The own leader sends the request back to its officer, with reasons."""
    with REQUEST.fire("decline", request, actor=actor, note=opinion) as locked:
        locked.opinion = opinion
    return locked


def withdraw_request(request: SharingRequest, *, actor: Actor, note: str = "") -> SharingRequest:
    """Take the request back before it is decided."""
    with REQUEST.fire("withdraw", request, actor=actor, note=note) as locked:
        locked.due_on = None
    return locked


def take_type(request: SharingRequest) -> None:
    """The request follows the type under which the resource is shared now; a conflict where it is not."""
    request.sharing_type = shared_type(request.entry)


def _refuse_unknown(request: SharingRequest) -> None:
    known = items_to_ask(request.entry)
    strange = [name for name in request.items if name not in known]
    if strange:
        raise ValidationError(
            {"items": _("The resource has no item “%(name)s”.") % {"name": strange[0][:100]}}
        )
    needs = needs_to_follow(request.entry, request.organization)
    if request.dispatch is not None and not needs.filter(pk=request.dispatch.pk).exists():
        raise ValidationError(
            {"dispatch": _("This is no data need of your unit that the provider has to answer.")}
        )
    if request.area_prefixes and not area_item_of(request.entry):
        raise ValidationError({"area_prefixes": _("The resource names no item that holds an area code.")})
