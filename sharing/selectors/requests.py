"""What can be asked for, and what waits for whom."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from catalog.choices import SharingType
from catalog.models import CatalogEntry
from catalog.selectors import published_content
from portal.dispatch.choices import DispatchKind, DispatchState
from portal.dispatch.models import Dispatch
from portal.kernel import clock
from portal.kernel.actor import Actor
from portal.kernel.errors import Conflict, Message
from portal.members.models import Organization

from ..choices import RequestState
from ..models import SharingRequest

#: A data need that waits for its responder.
AWAITED = (DispatchState.ASSIGNED, DispatchState.ACCEPTED)


def items_to_ask(entry: CatalogEntry) -> list[str]:
    """The names of the published items."""
    return [item["name"] for item in (published_content(entry) or {}).get("items", [])]


def area_item_of(entry: CatalogEntry) -> str:
    """The published item by which rows can be narrowed to areas; empty without one."""
    return str((published_content(entry) or {}).get("area_item", ""))


def needs_to_follow(entry: CatalogEntry, unit: Organization | None) -> QuerySet[Dispatch]:
    """The unit's stated data needs that the entry's provider was asked to answer."""
    awaited = Dispatch.objects.filter(kind=DispatchKind.NEED, state__in=AWAITED)
    return awaited.filter(organization=unit, responder=entry.provider).order_by("stated_at")


def offered_type(entry: CatalogEntry) -> str:
    """The type under which the entry is shared now; empty where it is not, or not in force."""
    offered = (published_content(entry) or {}).get("sharing_type", SharingType.NOT_SHARED)
    in_force = CatalogEntry.objects.in_force().filter(pk=entry.pk).exists()
    return str(offered) if in_force and offered != SharingType.NOT_SHARED else ""


def shared_type(entry: CatalogEntry) -> str:
    """The same; a conflict where the entry is not shared."""
    if not (offered := offered_type(entry)):
        raise Conflict(_("This resource is not shared: it is not in force, or published as not shared."))
    return offered


def is_shareable(entry: CatalogEntry) -> bool:
    """Whether the entry is in force and published as shared."""
    return bool(offered_type(entry))


def entry_of_code(code: str, actor: Actor) -> CatalogEntry:
    """The entry with this code among those that the actor may know; 404 otherwise."""
    found: CatalogEntry | None = CatalogEntry.objects.visible_to(actor).filter(resource_code=code).first()
    if found is None:
        raise Http404(_("There is no resource with the code “%(code)s”.") % {"code": code})
    return found


def is_at_the_desk(request: SharingRequest) -> bool:
    """Whether the applicant may still change it."""
    return request.state in {RequestState.DRAFT, RequestState.RETURNED}


def refuse_handed_in(request: SharingRequest) -> None:
    """A conflict once the request lies with somebody else."""
    if not is_at_the_desk(request):
        raise Conflict(_("The request was handed in; it cannot be changed any more."))


def waiting_for(actor: Actor) -> list[SharingRequest]:
    """Requests that the actor has to move on, the most urgent first."""
    found = SharingRequest.objects.waiting_for(actor).select_related("entry__provider", "organization")
    return list(found.order_by("due_on", "pk")[:50])


def count_waiting(actor: Actor) -> int:
    """How many requests the actor has to move on."""
    return SharingRequest.objects.waiting_for(actor).count()


def waited_for(actor: Actor) -> list[SharingRequest]:
    """The own unit's requests that others have to move on."""
    found = SharingRequest.objects.waited_for_by(actor).select_related("entry__provider", "organization")
    return list(found.order_by("due_on", "pk")[:50])


def overdue_replies(unit: Organization | None) -> list[SharingRequest]:
    """Requests that a unit, or (``None``) anybody in the city, should have answered before today."""
    found = SharingRequest.objects.overdue(clock.today()).select_related("entry__provider", "organization")
    if unit is not None:
        found = found.owed_by(unit)
    return list(found.order_by("due_on", "pk")[:50])


def count_overdue(actor: Actor) -> int:
    """Requests that the actor sees and whose answer is late."""
    return SharingRequest.objects.visible_to(actor).overdue(clock.today()).count()


def count_answered() -> int:
    """How many requests were answered, in all."""
    return SharingRequest.objects.filter(state__in=(RequestState.APPROVED, RequestState.REFUSED)).count()


def is_decided_by(request: SharingRequest, actor: Actor) -> bool:
    """Whether the actor's endorsement, check or reply is awaited."""
    decided = {RequestState.SUBMITTED, RequestState.ENDORSED, RequestState.CHECKED}
    return (
        request.state in decided and SharingRequest.objects.waiting_for(actor).filter(pk=request.pk).exists()
    )


#: What is done next in each state in which something is.
NEXT = {
    RequestState.DRAFT: _lazy("Submit the request to the own chief data officer"),
    RequestState.RETURNED: _lazy("Complete the request and submit it again"),
    RequestState.SUBMITTED: _lazy("Endorse the request, or send it back"),
    RequestState.ENDORSED: _lazy("Check whether the request conforms"),
    RequestState.CHECKED: _lazy("Approve sharing, or refuse it with its basis"),
}


def what_is_next(request: SharingRequest) -> Message:
    """What has to be done next; nothing once the request is over."""
    return NEXT.get(RequestState(request.state), "")


def who_moves(request: SharingRequest) -> Message:
    """Who has to move the request on."""
    if request.state in {RequestState.DRAFT, RequestState.RETURNED}:
        return _("%(unit)s (data officer)") % {"unit": request.organization}
    if request.state == RequestState.SUBMITTED:
        return _("%(unit)s (chief data officer)") % {"unit": request.organization}
    if request.state == RequestState.ENDORSED:
        return _("The data authority of %(unit)s") % {"unit": request.entry.provider}
    return str(request.entry.provider) if request.state == RequestState.CHECKED else ""
