"""What everybody reads and asks for: the ranked demands, one demand, the form, the support."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.kernel.errors import Message
from portal.web.contributions import Section
from portal.web.doors import (
    AnybodyMixin,
    Button,
    Column,
    Empty,
    Fact,
    FactGroup,
    NextStep,
    PublicMixin,
    RecordDetailView,
    RecordFormView,
    RecordListView,
    sign_in_first,
)
from portal.web.doors.actors import works_here

from .. import policies, selectors, services
from ..filters import DemandFilter
from ..forms import DemandForm
from ..models import OpenDemand
from ..workflows import DEMAND

ASK = Button(_("File a demand"), "opening:demand-create", icon="plus")
WISH = FactGroup(
    _("What is wished for"),
    (
        Fact("number", _("Number"), kind="code"),
        Fact("title", _("Data wished for")),
        Fact("text", _("Which data, in which detail")),
        Fact("scenario", _("What it is needed for")),
        Fact("theme", _("Theme")),
        Fact("reasons_in_words", _("Reasons for priority")),
        Fact("channel", _("How it was filed")),
        Fact("filed_on", _("Demand filed on"), kind="date"),
        Fact("addressed_to", _("Thought to be held by")),
        Fact("unit", _("Unit that answers")),
    ),
)
ANSWER = FactGroup(
    _("Answer to the demand"),
    (
        Fact("answer", _("Answer to the demand")),
        Fact("basis", _("Basis for not opening")),
        Fact("answered_at", _("Demand answered at"), kind="date"),
        Fact("working_days", _("Working days to the answer"), kind="number"),
        Fact("promised_on", _("Promised to be open by"), kind="date"),
        Fact("dataset", _("Open dataset")),
        Fact("fulfilled_at", _("Opened at"), kind="date"),
    ),
)
ASKER = FactGroup(
    _("Who asks"),
    (
        Fact("asker", _("Who asked")),
        Fact("contact", _("Contact of who asked")),
        Fact("filed_by", _("Filed or received by")),
    ),
)
NEXT_STEPS = {
    "filed": _("The data authority is to name the unit that answers."),
    "routed": _("The unit is to answer in public."),
    "promised": _("The unit is to open the data."),
}


class DemandListView(PublicMixin, RecordListView):
    """The public's demands, ranked by the published score."""

    model = OpenDemand
    section = Section.OPENING
    title = _("Open data demands")
    lead = _("What people want to be opened next, and what the units answered.")
    filterset_class = DemandFilter
    search_fields = ("title", "text", "scenario")
    search_hint = _("Data or purpose")
    ordering = selectors.BY_RANK
    columns = (
        Column("number", _("Number"), kind="code"),
        Column("title", _("Data wished for"), link=True),
        Column("theme", _("Theme")),
        Column("state", _("State"), kind="badge"),
        Column("supporters", _("Supporters"), kind="number"),
        Column("score", _("Score"), kind="number"),
        Column("filed_on", _("Demand filed on"), kind="date"),
    )
    empty = Empty(_("No demand has been published yet"), _("File the first one."), ASK)
    template_name = "opening/demand_list.html"

    def get_primary(self) -> Button | None:
        """Offered to whom the form is open."""
        return ASK if policies.may_open_form(self.actor) else None

    def get_queryset(self) -> Any:
        """What the public knows, whoever reads."""
        return selectors.ranked(OpenDemand.objects.public())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The formula stands above the list that it ranks, and the reader's own demands before it."""
        own = [] if self.active else selectors.own_wishes(self.actor)
        return super().get_context_data(formula=selectors.score_formula(), own=own, **kwargs)


class DemandDetailView(AnybodyMixin, RecordDetailView):
    """One demand: wish, score, answer; for those who handle it also who asked, and their buttons."""

    model = OpenDemand
    section = Section.OPENING
    workflow = DEMAND
    url_prefix = "opening:demand"
    template_name = "opening/demand_detail.html"

    def get_parents(self) -> list[tuple[Message, str]]:
        """The list from which the reader comes."""
        desk = works_here(self.actor)
        above = "opening:demand-staff-list" if desk else "opening:demand-list"
        return [(_("Open data demands"), reverse(above))]

    def get_title(self) -> Message:
        """What is wished for; the number stands below."""
        return str(self.record.title)

    def shows_timeline(self) -> bool:
        """Who did what is for the staff who may know who asked."""
        return works_here(self.actor) and policies.may_know_asker(self.actor, self.record)

    def get_queryset(self) -> Any:
        """With supporters, score and units."""
        return selectors.ranked(super().get_queryset())

    def get_groups(self) -> Sequence[FactGroup]:
        """The answer first, once there is one; the asker for those who may know."""
        found = (ANSWER, WISH) if self.record.answer else (WISH,)
        knows = works_here(self.actor) and policies.may_know_asker(self.actor, self.record)
        return (*found, ASKER) if knows else found

    def next_step(self) -> NextStep | None:
        """What is awaited, from whom, by when."""
        if not self.record.is_unfinished:
            return None
        who = self.record.unit or _("The data authority")
        return NextStep(NEXT_STEPS[self.record.state], str(who), self.record.due_on)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the score, its parts, and whether the reader supports the demand."""
        return super().get_context_data(
            score=selectors.score_of(self.record),
            goes_on_as=selectors.goes_on_as(self.actor, self.record),
            formula=selectors.score_formula(),
            supporters=selectors.count_supporters(self.record),
            supports=selectors.supports(self.actor, self.record),
            may_support=self.actor.can("opening.support_demand"),
            is_own=selectors.is_own_wish(self.actor, self.record),
            **kwargs,
        )


class DemandCreateView(PublicMixin, RecordFormView):
    """Ask for data to be opened; visitors are told why an account is needed."""

    section = Section.OPENING
    title = _("File a demand")
    audience = _("Citizens and operators with an account")
    parents = (("opening:demand-list", _("Open data demands")),)
    form_class = DemandForm
    submit = _("File the demand")
    done = _("The demand was filed. You can follow it here.")
    template_name = "opening/demand_create.html"

    def allowed(self) -> bool:
        """Visitors are told how; accounts need the right."""
        return policies.may_open_form(self.actor)

    def post(self, http_request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Whoever signs in may ask."""
        if not self.actor.is_person:
            return sign_in_first(http_request)
        return super().post(http_request, *args, **kwargs)

    def perform(self, form: Any) -> OpenDemand:
        """Call the service."""
        return services.file_demand(actor=self.actor, **form.cleaned_data)


class DemandSupportView(PublicMixin, RecordFormView):
    """Stand behind somebody else's demand."""

    model = OpenDemand
    section = Section.OPENING
    title = _("Support the demand")
    audience = _("Citizens and operators with an account")
    parents = (("opening:demand-list", _("Open data demands")),)
    form_class = forms.Form
    submit = _("Support the demand")
    done = _("You support this demand now.")

    def dispatch(self, http_request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Send visitors to the sign-in page."""
        if not self.actor.is_person:
            return sign_in_first(http_request)
        return super().dispatch(http_request, *args, **kwargs)

    def perform(self, form: Any) -> OpenDemand:
        """Call the service."""
        return services.support_demand(self.record, actor=self.actor).demand
