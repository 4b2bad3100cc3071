"""Pages of what lower levels need back: the list, the record, filing, the decision."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from aggregation.selectors import held_notice
from catalog.models import CatalogEntry
from portal.kernel.errors import Message
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
from ..choices import NeedState
from ..filters import NeedFilter
from ..models import ReturnNeed
from ..workflows import NEED

AUDIENCE = _("The area that needs it, the provider and the data authority")
NEEDS = (("sharing:need-list", _("Data return")),)
WHAT = FactGroup(
    _("What is needed back"),
    (
        Fact("entry", _("Resource")),
        Fact("entry.resource_code", _("Resource code"), kind="code"),
        Fact("entry.provider", _("Provider")),
        Fact("organization", _("Filed by the unit")),
        Fact("receiver", _("Receiver")),
        Fact("purpose", _("Purpose")),
        Fact("reason", _("Reason")),
        Fact("cycle", _("Return cycle")),
        Fact("opinion", _("Opinion")),
        Fact(
            "last",
            _("Version returned last"),
            kind="number",
            value=lambda need: need.returned_version or None,
        ),
        Fact("returned_at", _("Returned last"), kind="moment"),
    ),
)


class NeedListView(StaffMixin, RecordListView):
    """What lower levels need back; the provider's duties among them."""

    model = ReturnNeed
    related = ("entry__provider", "receiver")
    section = Section.SHARING
    title = _("Data return")
    lead = _(
        "What districts and functional areas need back of the city's data, and how it reaches them. "
        "A need is filed on the page of the catalog entry."
    )
    audience = AUDIENCE
    filterset_class = NeedFilter
    search_fields = ("entry__name", "entry__name_en", "receiver__name", "purpose")
    search_hint = _("Resource, receiver or purpose")
    ordering = ("-filed_at", "-pk")
    template_name = "sharing/need_list.html"
    columns = (
        Column("entry.title", _("Resource"), sort="entry__name", link=True, card="title"),
        Column("receiver", _("Receiver"), sort="receiver__area_code", card="fact"),
        Column("entry.provider", _("Provider"), sort="entry__provider__name"),
        Column("cycle", _("Return cycle"), sort="cycle"),
        Column("state", _("State"), kind="badge", sort="state", card="badge"),
        Column("returned_at", _("Returned last"), kind="date", sort="returned_at", card="fact"),
    )
    empty = Empty(
        _("No needs yet"),
        _("Districts open a catalog entry of the city and file what they need back of it."),
    )

    @cached_property
    def due(self) -> Column:
        """By when the newest version has to be returned; nothing where it was."""
        open_due_on = selectors.open_return_deadlines()
        return Column("due", _("Next return due"), kind="due", value=open_due_on, card="fact")

    def get_columns(self) -> Sequence[Column]:
        """With the deadlines, whose rule is read once."""
        return (*self.columns, self.due)


class NeedDetailView(StaffMixin, RecordDetailView):
    """One need: why, how often, and what was returned."""

    model = ReturnNeed
    related = ("entry__provider", "organization", "receiver")
    section = Section.SHARING
    audience = AUDIENCE
    parents = NEEDS
    workflow = NEED
    url_prefix = "sharing:need"
    template_name = "sharing/need_detail.html"
    groups = (WHAT,)

    def get_title(self) -> Message:
        """What is needed back."""
        return self.record.entry.title

    def get_primary(self) -> Button | None:
        """Return now, where one may, somebody waits, and nothing is stopped."""
        entry = self.record.entry
        may = policies.may_plan(self.actor, entry) and self.record.state == NeedState.ACCEPTED
        if not (may and selectors.is_behind(self.record)) or held_notice(entry):
            return None
        return Button(_("Return now"), "sharing:run-create", (entry.public_id,))

    def next_step(self) -> NextStep | None:
        """A decision, or the next return."""
        if self.record.state == NeedState.FILED:
            return NextStep(_("Accept or refuse the need"), self.record.entry.provider)
        due = selectors.open_return_deadlines()(self.record)
        return NextStep(_("Return the newest version"), self.record.entry.provider, due) if due else None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the parcels that answered it, and whether the resource is stopped."""
        parcels, held = selectors.parcels_for(self.actor, self.record), held_notice(self.record.entry)
        return super().get_context_data(lead=self.record.purpose, parcels=parcels, held=held, **kwargs)


class NeedCreateView(StaffMixin, RecordFormView):
    """File what the own area needs back."""

    model = CatalogEntry
    section = Section.SHARING
    title = _("File a need for data return")
    audience = _("Data officers of districts and functional areas")
    parents = NEEDS
    form_class = forms.NeedForm
    template_name = "sharing/need_form.html"
    submit = _("File the need")
    done = _("The need was filed. The provider or the data authority decides next.")

    def allowed(self) -> bool:
        """Data officers of lower levels."""
        return policies.may_file(self.actor, self.record)

    def get_form_kwargs(self) -> dict[str, Any]:
        """A plain form: the record is the entry."""
        return {}

    def perform(self, form: Any) -> ReturnNeed:
        """Call the service."""
        return services.file_need(self.record, actor=self.actor, **form.cleaned_data)


class NeedMoveView(StaffMixin, MoveView):
    """One move of a need."""

    model = ReturnNeed
    related = ("entry__provider", "organization", "receiver")
    section = Section.SHARING
    audience = AUDIENCE
    parents = NEEDS
    workflow = NEED
    form_class: Any = forms.NoteForm
    groups = (WHAT,)


class NeedAcceptView(NeedMoveView):
    """Accept the need."""

    move, service = "accept", services.accept_need
    explanation = _("From now on each newer version is cut for this area and returned in its cycle.")
    done = _("The need was accepted.")


class NeedRefuseView(NeedMoveView):
    """Refuse the need."""

    move, service, form_class = "refuse", services.refuse_need, forms.RefuseNeedForm
    done = _("The need was refused.")


class NeedWithdrawView(NeedMoveView):
    """Take the need back."""

    move, service = "withdraw", services.withdraw_need
    explanation = _("Nothing more is returned; what was returned stays.")
    done = _("The need was taken back.")
