"""What data dispatch adds to the roles, the frame, the inbox, the search and the dashboards."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock
from portal.kernel.actor import Actor
from portal.members.choices import Role
from portal.members.models import Organization
from portal.members.roles import grant
from portal.web import tones
from portal.web.contributions import (
    ActionName,
    Hit,
    InboxItem,
    InboxSource,
    Indicator,
    Lifecycle,
    MenuEntry,
    OverdueSource,
    ProvisionLink,
    SearchSource,
    Section,
    ratios,
    register,
)

from . import selectors
from .models import Dispatch
from .workflows import DISPATCH

grant(Role.DATA_OFFICER, "dispatch.state_need", "dispatch.confirm_delivery", "dispatch.hasten_dispatch")
grant(Role.DATA_OFFICER, "dispatch.accept_dispatch", "dispatch.deliver_dispatch")
grant(Role.CDO, "dispatch.accept_dispatch", "dispatch.decline_dispatch")
grant(Role.AUTHORITY, "dispatch.order_supervision", "dispatch.assign_dispatch")
grant(Role.AUTHORITY, "dispatch.confirm_delivery", "dispatch.hasten_dispatch")
grant(Role.INSPECTOR, "dispatch.view_all_dispatches")
grant(Role.AUDIT_ADMINISTRATOR, "dispatch.view_all_dispatches")
tones.register("dispatch.dispatch", {"delivered": "soon", "closed": "good"})


def is_staff(actor: Actor) -> bool:
    """Somebody who works for a unit."""
    return actor.user is not None and actor.user.organization_id is not None


def waiting(actor: Actor) -> Iterable[InboxItem]:
    """Dispatches that the actor has to assign, accept, answer or confirm."""
    return map(_item, selectors.waiting_for(actor))


def pending(actor: Actor) -> Iterable[InboxItem]:
    """Dispatches that the actor's unit waits for."""
    return map(_item, selectors.waited_for(actor))


def overdue(scope: Any) -> Iterable[InboxItem]:
    """Dispatches that a unit owes an assignment or an answer."""
    return map(_item, selectors.overdue_dispatches(scope))


def search(actor: Actor, words: str, limit: int) -> Iterable[Hit]:
    """Dispatches by subject and content."""
    found = Dispatch.objects.visible_to(actor).select_related("organization")
    for word in words.split()[:8]:
        found = found.filter(title__icontains=word) | found.filter(content__icontains=word)
    for dispatch in found[:limit]:
        facts = (str(dispatch.organization), str(dispatch.get_state_display()))
        yield Hit(dispatch.title, dispatch.get_absolute_url(), dispatch.content, facts)


def in_time(scope: Organization | None, days: Sequence[date]) -> Sequence[float | None]:
    """The share of data needs that were answered in time."""
    return ratios(selectors.answered_in_time(scope, days))


def evidence(scope: Organization | None) -> str:
    """The needs behind the share."""
    address = reverse("dispatch:need-list")
    return f"{address}?responder={scope.public_id}" if scope else address


def _item(dispatch: Dispatch) -> InboxItem:
    late = dispatch.due_on is not None and dispatch.due_on < clock.today()
    return InboxItem(
        dispatch.title,
        dispatch.get_absolute_url(),
        due_on=dispatch.due_on,
        who=str(dispatch.organization),
        state=str(dispatch.get_state_display()),
        tone="stop" if late else "info",
    )


register(
    Lifecycle(DISPATCH),
    ActionName("dispatch.dispatch.state", _("Stated")),
    ActionName(selectors.HASTEN, _("Hastened")),
    MenuEntry(
        Section.GENERAL,
        _("Data dispatch"),
        "dispatch:dispatch-list",
        order=10,
        visible=is_staff,
        badge=selectors.count_waiting,
    ),
    MenuEntry(Section.GENERAL, _("Demand list"), "dispatch:need-list", order=11, visible=is_staff),
    InboxSource(_("Data dispatch"), items=waiting, order=15, pending=pending),
    SearchSource("dispatch", _("Data dispatch"), search=search, order=45),
    Indicator(
        "dispatch.needs_in_time",
        _("Data needs answered in time"),
        values=in_time,
        url=evidence,
        kind="percent",
        order=60,
        parts=selectors.answered_in_time,
    ),
    OverdueSource(_("Data dispatch"), items=overdue, order=60),
    ProvisionLink("1.5", _("Data dispatch"), "dispatch:dispatch-list", value=selectors.count_delivered),
)
