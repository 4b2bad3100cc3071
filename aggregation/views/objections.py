"""Pages of objections: raise, follow, accept, verify, answer, close; citizens follow theirs too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from catalog.models import CatalogEntry
from portal.web.contributions import Section
from portal.web.doors import (
    AnybodyMixin,
    Button,
    Column,
    DecisionView,
    Empty,
    Fact,
    FactGroup,
    MoveView,
    NextStep,
    RecordDetailView,
    RecordFormView,
    RecordListView,
    RecordMixin,
    StaffMixin,
    sign_in_first,
)
from portal.web.doors.actors import works_here

from .. import policies, selectors, services
from ..choices import Channel
from ..filters import ObjectionFilter
from ..forms import AnswerForm, CloseForm, NoteForm, ObjectionForm, RedirectForm
from ..models import Objection
from ..workflows import OBJECTION

AUDIENCE = _("The provider, the data authority, and whoever raised it")
OBJECTIONS = (("aggregation:objection-list", _("Objections")),)
#: What everybody who handles it may read; name and contact are a group of their own.
CLAIM = FactGroup(
    _("What is objected to"),
    (
        Fact("entry", _("Resource")),
        Fact("entry.provider", _("Provider")),
        Fact("channel", _("Obtained through")),
        Fact("kind", _("What is wrong")),
        Fact("row", _("Row")),
        Fact("item", _("Item")),
        Fact("text", _("Explanation")),
        Fact("evidence", _("Evidence")),
        Fact("is_subject", _("The data is about the objector")),
        Fact("data_version", _("Data version objected to")),
    ),
)
OBJECTOR = FactGroup(
    _("Who objects"),
    (
        Fact("raised_by", _("Objector")),
        Fact("organization", _("Objector's unit")),
        Fact("contact", _("Objector's contact")),
    ),
)
ANSWER = FactGroup(
    _("What was found"),
    (
        Fact("outcome", _("What was found")),
        Fact("answer", _("Answer with reasons")),
        Fact("remedy", _("Where to turn instead")),
        Fact("answered_at", _("Objection answered at"), kind="moment"),
        Fact("working_days", _("Working days to the answer"), kind="number"),
        Fact("batch", _("Corrected by batch")),
        Fact("correction", _("How it was put right")),
        Fact("closed_at", _("Objection closed at"), kind="moment"),
    ),
)
NEXT_STEPS = {
    "raised": _("It is to be accepted, or another remedy named."),
    "accepted": _("The provider is to verify it. The data is flagged meanwhile."),
    "verifying": _("The provider is to answer with reasons. The data is flagged meanwhile."),
    "upheld": _("The provider is to load the corrected data and close the objection with it."),
}


class SignedInMixin(AnybodyMixin):
    """A page for every account: staff see it in their frame, citizens in the public one."""

    def dispatch(self, http_request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Send visitors to the sign-in page."""
        if not self.actor.is_person:
            return sign_in_first(http_request)
        return super().dispatch(http_request, *args, **kwargs)


class MaskedMixin(RecordMixin):
    """Shows the objection with what its reader may know of the row; services read the record anew."""

    @cached_property
    def record(self) -> Objection:
        """The objection that the address names."""
        found: Objection = super().record
        knows = policies.may_know_row(self.actor, found)
        found.row_key = selectors.shown_row(found, knows=knows)
        return found


class ObjectionListView(SignedInMixin, RecordListView):
    """The objections that the reader raised or has to do with."""

    model = Objection
    section = Section.AGGREGATION
    title = _("Objections")
    audience = AUDIENCE
    filterset_class = ObjectionFilter
    search_fields = ("entry__name", "entry__name_en", "entry__resource_code", "text")
    search_hint = _("Resource, code or explanation")
    ordering = ("-raised_at", "-pk")
    columns = (
        Column("entry.title", _("Resource"), sort="entry__name", link=True, card="title"),
        Column("number", _("Number"), kind="code", sort="pk"),
        Column("entry.provider", _("Provider"), sort="entry__provider__name"),
        Column("kind", _("What is wrong"), sort="kind", card="fact"),
        Column("channel", _("Obtained through"), sort="channel"),
        Column("state", _("State"), kind="badge", sort="state", card="badge"),
        Column("due_on", _("Due"), kind="due", sort="due_on", card="fact", value=selectors.open_deadline),
        Column("raised_at", _("Objection raised at"), kind="date", sort="raised_at", card="fact"),
    )
    empty = Empty(
        _("No objections yet"),
        _("Whoever uses data and finds it wrong objects on the page of the grant or of the open dataset."),
    )

    def get_queryset(self) -> Any:
        """With resource and provider."""
        return super().get_queryset().select_related("entry__provider")


class ObjectionCreateView(StaffMixin, RecordFormView):
    """Object to data that the own unit was granted."""

    model = CatalogEntry
    section = Section.SHARING
    title = _("Raise an objection")
    audience = _("Staff of the units that use the data")
    parents = OBJECTIONS
    form_class = ObjectionForm
    submit = _("Raise the objection")
    done = _("The objection was raised. You can follow it here.")

    def allowed(self) -> bool:
        """Consumers of the data."""
        may = policies.may_object(self.actor, self.record)
        return may and selectors.may_object_as_consumer(self.actor, self.record)

    def get_form_kwargs(self) -> dict[str, Any]:
        """The items that the consumer may read."""
        return selectors.places_to_object(self.record, Channel.SHARING, self.actor)

    def perform(self, form: Any) -> Objection:
        """Call the service."""
        claim = form.claim()
        return services.raise_objection(self.record, channel=Channel.SHARING, actor=self.actor, **claim)


class ObjectionDetailView(MaskedMixin, SignedInMixin, RecordDetailView):
    """One objection: what is said, what happens next, what was found."""

    model = Objection
    section = Section.AGGREGATION
    audience = AUDIENCE
    parents = OBJECTIONS
    workflow = OBJECTION
    url_prefix = "aggregation:objection"
    panel_slot = "aggregation.objection"

    def shows_timeline(self) -> bool:
        """Who did what is for those who may know who objects, inside the administration."""
        return works_here(self.actor) and policies.may_know_objector(self.actor, self.record)

    def get_groups(self) -> Sequence[FactGroup]:
        """The answer comes first, once there is one; the objector is named to those who may know."""
        found = (ANSWER, CLAIM) if self.record.answer else (CLAIM,)
        return (*found, OBJECTOR) if policies.may_know_objector(self.actor, self.record) else found

    def next_step(self) -> NextStep | None:
        """What is awaited, from whom, by when."""
        if not self.record.is_unfinished:
            return None
        who = selectors.whose_turn(self.record)
        return NextStep(NEXT_STEPS[self.record.state], who, self.record.due_on)

    def get_primary(self) -> Button | None:
        """The corrected file, where the own unit has to hand it in."""
        mounted = self.record.mounted
        may = self.record.state == "upheld" and mounted.is_active
        if not (may and policies.may_hand_in(self.actor, mounted)):
            return None
        return Button(_("Load a file"), "aggregation:batch-create", (mounted.public_id,), icon="upload")


class ObjectionReviewView(MaskedMixin, StaffMixin, DecisionView):
    """What is said and what the data says now on the left, the decision on the right."""

    model = Objection
    section = Section.AGGREGATION
    audience = _("The provider and the data authority")
    parents = OBJECTIONS
    workflow = OBJECTION
    url_prefix = "aggregation:objection"
    template_name = "aggregation/objection_review.html"
    groups = (CLAIM,)
    moves = {
        "accept": NoteForm,
        "verify": NoteForm,
        "uphold": AnswerForm,
        "dismiss": AnswerForm,
        "redirect": RedirectForm,
    }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the row as it is now, for the provider's own people."""
        is_own = policies.provides(self.actor, self.record)
        row = selectors.present_row(self.record) if is_own else None
        return super().get_context_data(row=row, **kwargs)


class ObjectionMoveView(MaskedMixin, StaffMixin, MoveView):
    """One move of an objection."""

    model = Objection
    section = Section.AGGREGATION
    parents = OBJECTIONS
    workflow = OBJECTION
    groups = (CLAIM,)
    form_class = AnswerForm


class ObjectionAcceptView(ObjectionMoveView):
    """Take it up."""

    move, service, form_class = "accept", services.accept_objection, NoteForm
    explanation = _("From now on the data is flagged wherever it is served, and the provider's time runs.")


class ObjectionRedirectView(ObjectionMoveView):
    """Another remedy applies."""

    move, service, form_class = "redirect", services.redirect_objection, RedirectForm


class ObjectionVerifyView(ObjectionMoveView):
    """Begin to look into it."""

    move, service, form_class = "verify", services.verify_objection, NoteForm


class ObjectionUpholdView(ObjectionMoveView):
    """The objector is right."""

    move, service = "uphold", services.uphold_objection
    explanation = _("The data stays flagged until the corrected batch is loaded.")


class ObjectionDismissView(ObjectionMoveView):
    """The data is right."""

    move, service = "dismiss", services.dismiss_objection
    explanation = _("The flag is taken off the data; the objector is told the reasons.")


class ObjectionCloseView(ObjectionMoveView):
    """Close it with the batch that put the data right."""

    move, service, form_class = "close", services.close_objection, CloseForm
    groups = (CLAIM, ANSWER)
    explanation = _("The flag is taken off the data.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """The batches to choose from."""
        return {"objection": self.record}
