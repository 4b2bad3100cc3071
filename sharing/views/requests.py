"""Pages of sharing requests."""

from __future__ import annotations

from typing import Any

from django.forms import Form
from django.utils.translation import gettext_lazy as _

from catalog.models import CatalogEntry
from portal.web.contributions import Section
from portal.web.doors import (
    Button,
    Column,
    Empty,
    Fact,
    FactGroup,
    MoveView,
    NextStep,
    RecordDetailView,
    RecordFormView,
    RecordListView,
    StaffMixin,
)

from .. import forms, policies, selectors, services
from ..models import SharingRequest
from ..workflows import REQUEST

REQUESTS = (("sharing:request-list", _("Sharing requests")),)
AUDIENCE = _("Applicant, provider and data authority")
ASKED = FactGroup(
    _("What is asked for"),
    (
        Fact("entry", _("Resource")),
        Fact("organization", _("Applicant")),
        Fact("sharing_type", _("Sharing type")),
        Fact("legal_basis", _("Legal basis")),
        Fact("purpose", _("Purpose")),
        Fact("scenario", _("Scenario")),
        Fact("items", _("Items"), value=lambda record: "、".join(record.items)),
        Fact("area_prefixes", _("Area codes"), value=lambda record: "、".join(record.area_prefixes)),
        Fact("starts_on", _("Used from"), kind="date"),
        Fact("ends_on", _("Used until"), kind="date"),
        Fact("delivery", _("Way of delivery")),
        Fact("opinion", _("Opinion")),
        Fact("refusal_basis", _("Basis of the refusal")),
    ),
)


class RequestListView(StaffMixin, RecordListView):
    """The requests that the reader may see."""

    model = SharingRequest
    section = Section.SHARING
    title = _("Sharing requests")
    audience = AUDIENCE
    search_fields = ("entry__name", "organization__name", "purpose")
    ordering = ("-filed_at", "-pk")
    columns = (
        Column("entry", _("Resource"), link=True, card="title"),
        Column("organization", _("Applicant"), card="fact"),
        Column("purpose", _("Purpose")),
        Column("state", _("State"), kind="badge", sort="state", card="badge"),
        Column("due_on", _("Due"), kind="due", sort="due_on", card="fact"),
    )
    empty = Empty(_("No requests yet"), _("Open a catalog entry of another unit and ask for its data."))

    def get_queryset(self) -> Any:
        """With resource and applicant."""
        return super().get_queryset().select_related("entry", "organization")


class RequestDetailView(StaffMixin, RecordDetailView):
    """One request."""

    model = SharingRequest
    section = Section.SHARING
    audience = AUDIENCE
    parents = REQUESTS
    workflow = REQUEST
    url_prefix = "sharing:request"
    groups = (ASKED,)

    def get_primary(self) -> Button | None:
        """Change it, where one may."""
        may = policies.may_edit(self.actor, self.record) and selectors.is_at_the_desk(self.record)
        return (
            Button(_("Change the request"), "sharing:request-update", (self.record.public_id,))
            if may
            else None
        )

    def next_step(self) -> NextStep | None:
        """What is awaited, by when."""
        due = self.record.due_on
        return NextStep(self.record.get_state_display(), due_on=due) if due else None


class RequestCreateView(StaffMixin, RecordFormView):
    """Ask for the data of an entry."""

    model = CatalogEntry
    section = Section.SHARING
    title = _("Ask for this data")
    audience = _("Data officers of other units")
    form_class = forms.RequestForm
    submit = _("Save draft")
    done = _("The request was saved as a draft.")

    def allowed(self) -> bool:
        """Data officers of other units."""
        return policies.may_ask(self.actor, self.record)

    def get_form_kwargs(self) -> dict[str, Any]:
        """The items that can be asked for."""
        return {"names": selectors.items_to_ask(self.record)}

    def perform(self, form: Any) -> SharingRequest:
        """Call the service."""
        return services.create_request(self.record, actor=self.actor, **form.cleaned_data)


class RequestUpdateView(StaffMixin, RecordFormView):
    """Change a draft, or complete a request that was returned."""

    model = SharingRequest
    section = Section.SHARING
    title = _("Change the request")
    audience = AUDIENCE
    parents = REQUESTS
    form_class = forms.RequestForm
    done = _("The request was saved.")

    def allowed(self) -> bool:
        """The applicant's data officers."""
        return policies.may_edit(self.actor, self.record)

    def get_form_kwargs(self) -> dict[str, Any]:
        """What was written so far."""
        return super().get_form_kwargs() | {"names": selectors.items_to_ask(self.record.entry)}

    def perform(self, form: Any) -> SharingRequest:
        """Call the service."""
        return services.edit_request(self.record, actor=self.actor, **form.cleaned_data)


class RequestMoveView(StaffMixin, MoveView):
    """One move of a request."""

    model = SharingRequest
    section = Section.SHARING
    parents = REQUESTS
    workflow = REQUEST
    groups = (ASKED,)
    form_class = forms.NoteForm


class RequestSubmitView(RequestMoveView):
    """Hand the request to the own chief data officer."""

    move, service, form_class = "submit", services.submit_request, Form


class RequestEndorseView(RequestMoveView):
    """Endorse the request."""

    move, service = "endorse", services.endorse_request


class RequestCheckView(RequestMoveView):
    """Pass the conformity check."""

    move, service = "check", services.check_request


class RequestReturnView(RequestMoveView):
    """Return an incomplete request."""

    move, service, form_class = "return", services.return_request, forms.OpinionForm


class RequestApproveView(RequestMoveView):
    """Approve sharing."""

    move, service, form_class = "approve", services.approve_request, forms.ApprovalForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """The items asked for."""
        return {"names": self.record.items}


class RequestRefuseView(RequestMoveView):
    """Refuse sharing."""

    move, service, form_class = "refuse", services.refuse_request, forms.RefusalForm


class RequestWithdrawView(RequestMoveView):
    """Take the request back."""

    move, service = "withdraw", services.withdraw_request
