"""Pages of grants: the list, the record with its uses, the moves."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from aggregation.selectors import held_notice, refuse_held
from portal.kernel.errors import Message
from portal.web.contributions import Section
from portal.web.doors import (
    Column,
    Empty,
    MoveView,
    RecordDetailView,
    RecordListView,
    ShownMove,
    StaffMixin,
)

from .. import forms, selectors, services
from ..filters import GrantFilter, UseFilter
from ..models import Grant, GrantUse
from ..workflows import GRANT
from .facts import AUDIENCE, GRANTED, GRANTS


class GrantListView(StaffMixin, RecordListView):
    """The grants that the reader may see."""

    model = Grant
    related = ("entry__provider", "consumer")
    section = Section.SHARING
    title = _("Grants")
    audience = AUDIENCE
    filterset_class = GrantFilter
    search_fields = ("entry__name", "entry__name_en", "consumer__name", "purpose")
    search_hint = _("Resource, consumer or purpose")
    ordering = ("-granted_at", "-pk")
    columns = (
        Column("entry.title", _("Resource"), sort="entry__name", link=True, card="title"),
        Column("consumer", _("Consumer"), sort="consumer__name", card="fact"),
        Column("entry.provider", _("Provider"), sort="entry__provider__name"),
        Column("purpose", _("Purpose"), sort="purpose"),
        Column("get_delivery_display", _("Way of delivery")),
        Column("state", _("State"), kind="badge", sort="state", card="badge"),
        Column("valid_until", _("Used until"), kind="date", sort="valid_until", card="fact"),
    )
    empty = Empty(_("No grants yet"), _("A grant is issued when a request was approved."))


class GrantDetailView(StaffMixin, RecordDetailView):
    """One grant, and every use of it."""

    model = Grant
    related = ("entry__provider", "consumer", "request")
    section = Section.SHARING
    audience = AUDIENCE
    parents = GRANTS
    workflow = GRANT
    url_prefix = "sharing:grant"
    panel_slot = "sharing.grant"
    template_name = "sharing/grant_detail.html"
    groups = (GRANTED,)

    def get_title(self) -> Message:
        """What is granted."""
        return self.record.entry.title

    @cached_property
    def held(self) -> str:
        """That the resource is stopped, if it is."""
        return held_notice(self.record.entry)

    def get_moves(self) -> list[ShownMove]:
        """What is stopped with its resource is not resumed."""
        return [move for move in super().get_moves() if move.name != "resume" or not self.held]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the last uses, and the ways to the rows."""
        return super().get_context_data(
            lead=self.record.consumer,
            held=self.held,
            uses=selectors.newest_uses(self.record),
            numbers=selectors.use_numbers(self.record),
            doors=selectors.open_doors(self.record, self.actor),
            **kwargs,
        )


class GrantUsesView(StaffMixin, RecordListView):
    """Every use of one grant and every attempt beyond it: consumer and provider see the same."""

    model = GrantUse
    section = Section.SHARING
    title = _("Uses")
    audience = AUDIENCE
    parents = GRANTS
    filterset_class = UseFilter
    ordering = ("-used_at", "-pk")
    columns = (
        Column("used_at", _("Used"), kind="moment", sort="used_at", card="title"),
        Column("user", _("Person"), card="fact"),
        Column("user.organization", _("Unit")),
        Column("kind", _("Door"), card="fact"),
        Column("outcome", _("Outcome"), kind="badge", sort="outcome", card="badge"),
        Column("rows", _("Rows"), kind="number", sort="rows", card="fact"),
        Column("version", _("Data version"), kind="number"),
        Column("reason", _("Why it ended so")),
    )
    empty = Empty(
        _("Not used yet"), _("Each page, download and call appears here, and each refused attempt.")
    )

    @cached_property
    def grant(self) -> Grant:
        """The grant that the address names, if the actor may see it."""
        grants = Grant.objects.visible_to(self.actor).select_related("entry")
        return get_object_or_404(grants, public_id=self.kwargs["public_id"])

    def get_parents(self) -> list[tuple[Message, str]]:
        """The breadcrumb, with the grant."""
        return [*super().get_parents(), (self.grant.entry.title, self.grant.get_absolute_url())]

    def get_queryset(self) -> Any:
        """The grant's uses."""
        return self.grant.uses.select_related("user__organization")


class GrantMoveView(StaffMixin, MoveView):
    """One move of a grant."""

    model = Grant
    related = ("entry__provider", "consumer")
    audience = AUDIENCE
    section = Section.SHARING
    parents = GRANTS
    workflow = GRANT
    groups = (GRANTED,)
    form_class: Any = forms.ReasonForm


class GrantSuspendView(GrantMoveView):
    """Suspend the grant."""

    move, service = "suspend", services.suspend_grant
    explanation = _("All use stops at once, downloads that are under way included.")
    done = _("The grant was suspended.")


class GrantResumeView(GrantMoveView):
    """Resume the grant."""

    move, service = "resume", services.resume_grant
    done = _("The grant is in force again.")

    def get(self, http_request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Told before anything is typed: what is stopped is not resumed."""
        refuse_held(self.record.entry)
        return super().get(http_request, *args, **kwargs)


class GrantRevokeView(GrantMoveView):
    """Revoke the grant."""

    move, service = "revoke", services.revoke_grant
    explanation = _("The grant ends for good; whoever still needs the data asks anew.")
    done = _("The grant was revoked.")
