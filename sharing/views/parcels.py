"""Pages of parcels: the list, the record, the file, the receipt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _

from aggregation.selectors import held_notice, notice_headers
from portal.kernel.errors import Message
from portal.web.contributions import Section
from portal.web.doors import (
    Column,
    Empty,
    Fact,
    FactGroup,
    MoveView,
    NextStep,
    PageView,
    RecordDetailView,
    RecordListView,
    RecordMixin,
    StaffMixin,
)
from portal.web.exports import streamed_csv

from .. import forms, policies, selectors, services
from ..choices import ParcelState
from ..filters import ParcelFilter
from ..models import ReturnParcel
from ..workflows import PARCEL
from .facts import NO_HEAD
from .needs import NEEDS

AUDIENCE = _("Receiver, provider and data authority")
PARCELS = (*NEEDS, ("sharing:parcel-list", _("Parcels of returned data")))


def jurisdiction_of(parcel: ReturnParcel) -> str:
    """The area codes by which it was cut."""
    return "、".join(parcel.prefixes)


def kind_of(parcel: ReturnParcel) -> Message:
    """The whole version, or what changed since another."""
    if parcel.run.since is None:
        return _("All rows")
    return _("Changes since version %(version)d") % {"version": parcel.run.since}


PARCEL_FACTS = (
    Fact("run.entry", _("Resource")),
    Fact("run.entry.resource_code", _("Resource code"), kind="code"),
    Fact("run.entry.provider", _("Provider")),
    Fact("receiver", _("Receiver")),
    Fact("prefixes", _("Area codes"), value=jurisdiction_of),
    Fact("run.version", _("Data version"), kind="number"),
    Fact("run.since", _("Content"), value=kind_of),
    Fact("file.size", _("Size"), kind="size"),
    Fact("sent_at", _("Sent at"), kind="moment"),
    Fact("sendings", _("Times sent"), kind="number"),
)
SENT_FACTS = (Fact("rows", _("Rows sent"), kind="number"), Fact("digest", _("SHA-256"), kind="code"))
RECEIPT = FactGroup(
    _("The receipt"),
    (
        Fact("received_rows", _("Rows received"), kind="number"),
        Fact("received_digest", _("SHA-256 received"), kind="code"),
        Fact("received_by", _("Receipt signed by")),
        Fact("received_at", _("Receipt signed at"), kind="moment"),
    ),
)


class ParcelListView(StaffMixin, RecordListView):
    """The parcels that the reader may see."""

    model = ReturnParcel
    related = ("run__entry__provider", "receiver")
    section = Section.SHARING
    title = _("Parcels of returned data")
    audience = AUDIENCE
    parents = NEEDS
    filterset_class = ParcelFilter
    search_fields = ("run__entry__name", "run__entry__name_en", "receiver__name")
    search_hint = _("Resource or receiver")
    ordering = ("-cut_at", "-pk")
    template_name = "sharing/parcel_list.html"
    columns = (
        Column("run.entry.title", _("Resource"), sort="run__entry__name", link=True, card="title"),
        Column("receiver", _("Receiver"), sort="receiver__area_code", card="fact"),
        Column("run.entry.provider", _("Provider"), sort="run__entry__provider__name"),
        Column("run.version", _("Data version"), kind="number", sort="run__version"),
        Column("state", _("State"), kind="badge", sort="state", card="badge"),
        Column("sent_at", _("Sent at"), kind="moment", sort="sent_at", card="fact"),
        Column(
            "due", _("Signature due"), kind="due", sort="due_on", value=selectors.open_due_on, card="fact"
        ),
        Column("received_at", _("Receipt signed at"), kind="moment", sort="received_at"),
    )
    empty = Empty(_("No parcels yet"), _("Each return run makes one parcel for every area that needs it."))


class ParcelRecordMixin(StaffMixin):
    """What the pages of one parcel have in common."""

    model = ReturnParcel
    related = ("run__entry__provider", "receiver", "file", "need", "received_by")
    section = Section.SHARING
    audience = AUDIENCE
    parents = PARCELS
    workflow = PARCEL
    record: ReturnParcel

    def get_groups(self) -> Sequence[FactGroup]:
        """What was sent, as far as the reader may know it, and the receipt."""
        sent = SENT_FACTS if policies.knows_counts(self.actor, self.record) else ()
        return FactGroup(_("The parcel"), (*PARCEL_FACTS, *sent)), RECEIPT


class ParcelDetailView(ParcelRecordMixin, RecordDetailView):
    """One parcel: its file, its receipt, what was compared."""

    url_prefix = "sharing:parcel"
    template_name = "sharing/parcel_detail.html"

    def shows_timeline(self) -> bool:
        """The audit events name the counts that the receiver learns only after it signed."""
        return policies.knows_counts(self.actor, self.record)

    def get_title(self) -> Message:
        """Which data."""
        return self.record.run.entry.title

    def next_step(self) -> NextStep | None:
        """Sign, or send again."""
        record = self.record
        if record.state == ParcelState.SENT:
            return NextStep(_("Fetch the file and sign for what came"), record.receiver, record.due_on)
        if record.state == ParcelState.MISSING:
            return NextStep(_("Send the parcel again"), record.run.entry.provider)
        return None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the way to the file, what was compared, and what is contested."""
        held = held_notice(self.record.run.entry)
        return super().get_context_data(
            lead=self.record.receiver,
            held=held,
            may_fetch=not held and policies.may_fetch(self.actor, self.record),
            findings=self.findings(),
            notices=selectors.contested_in(self.record),
            **kwargs,
        )

    def findings(self) -> list[Any]:
        """What was sent beside what was received, once both are known."""
        return selectors.receipt_findings(self.record) if self.record.is_signed else []


class ParcelFileView(StaffMixin, RecordMixin, PageView):
    """The parcel's file for its receiver."""

    model = ReturnParcel
    http_method_names = NO_HEAD

    def get(self, http_request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The file; the fetching is recorded."""
        pieces = services.fetch_parcel(self.record, actor=self.actor)
        headers = notice_headers(selectors.contested_in(self.record), self.record.get_absolute_url())
        return streamed_csv(selectors.file_name(self.record), pieces, headers)


class ParcelMoveView(ParcelRecordMixin, MoveView):
    """One move of a parcel."""


class ParcelSignView(ParcelMoveView):
    """Sign for what came."""

    move, service, form_class = "sign", services.sign_parcel, forms.ReceiptForm
    explanation = _(
        "State what you counted and computed yourself. It is compared with what was sent at once: where it "
        "differs the parcel is sent again."
    )
    done = _("The receipt was signed and compared.")


class ParcelResendView(ParcelMoveView):
    """Send the parcel again."""

    move, service, form_class = "resend", services.resend_parcel, forms.NoteForm
    explanation = _("The stored file is checked against its digest, and the receiver signs anew.")
    done = _("The parcel was sent again.")
