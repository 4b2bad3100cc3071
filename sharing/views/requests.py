"""Pages of sharing requests: the list, the record, the form."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from aggregation.selectors import held_notice
from catalog.models import CatalogEntry
from portal.kernel import clock
from portal.kernel.errors import Message
from portal.members.jurisdiction import unit_of
from portal.web.contributions import Section
from portal.web.doors import (
    Button,
    Column,
    Empty,
    NextStep,
    RecordDetailView,
    RecordFormView,
    RecordListView,
    StaffMixin,
)
from portal.web.doors.records import ShownMove

from .. import forms, policies, selectors, services
from ..filters import RequestFilter
from ..models import SharingRequest
from ..workflows import REQUEST
from .facts import ANSWER, AUDIENCE, REQUESTS, SCOPE, WHO, WHY

#: The moves that are made on the review page.
DECISIONS = {"endorse", "decline", "check", "return", "approve", "refuse"}


class RequestListView(StaffMixin, RecordListView):
    """The requests that the reader may see."""

    model = SharingRequest
    related = ("entry__provider", "organization")
    section = Section.SHARING
    title = _("Sharing requests")
    audience = AUDIENCE
    filterset_class = RequestFilter
    search_fields = ("entry__name", "entry__name_en", "organization__name", "purpose")
    search_hint = _("Resource, applicant or purpose")
    ordering = ("-filed_at", "-pk")
    template_name = "sharing/request_list.html"
    columns = (
        Column("entry.title", _("Resource"), sort="entry__name", link=True, card="title"),
        Column("organization", _("Applicant"), sort="organization__name", card="fact"),
        Column("entry.provider", _("Provider"), sort="entry__provider__name"),
        Column("purpose", _("Purpose"), sort="purpose"),
        Column("state", _("State"), kind="badge", sort="state", card="badge"),
        Column("filed_at", _("Filed"), kind="moment", sort="filed_at", card="fact"),
        Column("due_on", _("Due"), kind="due", sort="due_on", card="fact"),
    )
    empty = Empty(_("No requests yet"), _("Open a catalog entry of another unit and ask for its data."))


class RequestDetailView(StaffMixin, RecordDetailView):
    """One request: what is asked for and why, who has to move it on, what became of it."""

    model = SharingRequest
    related = ("entry__provider", "organization", "grant", "dispatch")
    section = Section.SHARING
    audience = AUDIENCE
    parents = REQUESTS
    workflow = REQUEST
    url_prefix = "sharing:request"
    panel_slot = "sharing.request"
    template_name = "sharing/request_detail.html"
    groups = (ANSWER, WHO, WHY, SCOPE)

    def get_title(self) -> Message:
        """What is asked for."""
        return self.record.entry.title

    def get_primary(self) -> Button | None:
        """Change it, where one may."""
        may = policies.may_edit(self.actor, self.record) and selectors.is_at_the_desk(self.record)
        place = (self.record.public_id,)
        return Button(_("Change the request"), "sharing:request-update", place) if may else None

    def get_moves(self) -> list[ShownMove]:
        """Who decides does so on the review page, beside the evidence; others find their moves here."""
        moves = super().get_moves()
        if not selectors.is_decided_by(self.record, self.actor):
            return moves
        url = self.url_of_move(self.url_prefix, "review")
        review = ShownMove("review", _("Look at it and decide"), url, "primary")
        return [review, *(move for move in moves if move.name not in DECISIONS)]

    def next_step(self) -> NextStep | None:
        """What is awaited, from whom, by when."""
        who = selectors.who_moves(self.record)
        return NextStep(selectors.what_is_next(self.record), who, self.record.due_on) if who else None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the grant, and the way to the resource."""
        grant = getattr(self.record, "grant", None)
        held = held_notice(self.record.entry) if selectors.who_moves(self.record) else ""
        return super().get_context_data(lead=self.record.purpose, grant=grant, held=held, **kwargs)


class RequestFormView(StaffMixin, RecordFormView):
    """What a unit asks for, beside the conditions that the provider made."""

    section = Section.SHARING
    form_class = forms.RequestForm
    template_name = "sharing/request_form.html"

    @property
    def entry(self) -> CatalogEntry:
        """The resource."""
        raise NotImplementedError

    def get_form_kwargs(self) -> dict[str, Any]:
        """The items that can be asked for, and whether rows can be narrowed to areas."""
        needs = selectors.needs_to_follow(self.entry, unit_of(self.actor))
        narrowed = {"area_item": selectors.area_item_of(self.entry), "needs": needs}
        return {"names": selectors.items_to_ask(self.entry)} | narrowed

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the resource, its conditions, and whether it is stopped."""
        return super().get_context_data(entry=self.entry, held=held_notice(self.entry), **kwargs)


class RequestCreateView(RequestFormView):
    """Ask for the data of an entry."""

    model = CatalogEntry
    title = _("Ask for this data")
    audience = _("Data officers of other units")
    submit = _("Save draft")
    done = _("The request was saved as a draft. Submit it, so that your chief data officer can endorse it.")

    def allowed(self) -> bool:
        """Data officers of other units."""
        return policies.may_ask(self.actor, self.record)

    def check_allowed(self) -> None:
        """Told before anything is typed: what is not shared cannot be asked for."""
        super().check_allowed()
        selectors.shared_type(self.record)

    @property
    def entry(self) -> CatalogEntry:
        """The resource that the address names."""
        return self.record

    def get_form_kwargs(self) -> dict[str, Any]:
        """From today on, unless the officer says otherwise."""
        return super().get_form_kwargs() | {"initial": {"starts_on": clock.today(), "delivery": "query"}}

    def perform(self, form: Any) -> SharingRequest:
        """Call the service."""
        return services.create_request(self.record, actor=self.actor, **form.cleaned_data)


class RequestUpdateView(RequestFormView):
    """Change a draft, or complete a request that was returned."""

    model = SharingRequest
    title = _("Change the request")
    audience = AUDIENCE
    parents = REQUESTS
    done = _("The request was saved.")

    def allowed(self) -> bool:
        """The applicant's data officers."""
        return policies.may_edit(self.actor, self.record)

    def check_allowed(self) -> None:
        """Told before anything is typed: what was handed in is not changed."""
        super().check_allowed()
        selectors.refuse_handed_in(self.record)

    @property
    def entry(self) -> CatalogEntry:
        """The resource of the request."""
        return self.record.entry

    def get_form_kwargs(self) -> dict[str, Any]:
        """What was written so far."""
        return RecordFormView.get_form_kwargs(self) | super().get_form_kwargs()

    def perform(self, form: Any) -> SharingRequest:
        """Call the service."""
        return services.edit_request(self.record, actor=self.actor, **form.cleaned_data)
