"""Pages of data dispatch: the lists, the record, stating, and each move."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

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
from portal.web.doors.records import ShownMove

from . import forms, policies, selectors, services
from .choices import DispatchKind, DispatchState
from .filters import DESKS, WAITING, DispatchFilter, NeedFilter
from .models import Dispatch
from .workflows import DISPATCH

AUDIENCE = _("The unit that stated it, the one that answers, and their data authority")
DISPATCHES = (("dispatch:dispatch-list", _("Data dispatch")),)
STATE_NEED = Button(_("State a data need"), "dispatch:need-create", icon="plus")
ORDER = Button(_("Order supervision"), "dispatch:order-create", icon="plus")
#: What each state waits for.
NEXT = {
    DispatchState.STATED: _("The data authority matches it to a unit that can answer."),
    DispatchState.ASSIGNED: _("The unit accepts it, or its chief data officer declines with reasons."),
    DispatchState.ACCEPTED: _("The unit delivers, and reports what it delivered."),
    DispatchState.DELIVERED: _("Whoever stated it confirms the delivery, or sends it back."),
}
NEED = FactGroup(
    _("What is needed"),
    (
        Fact("kind", _("Kind")),
        Fact("content", _("Content")),
        Fact("purpose", _("What for")),
        Fact("legal_basis", _("Legal basis")),
        Fact("wished_by", _("Wished by"), kind="date"),
    ),
)
WHO = FactGroup(
    _("Who asks, who answers"),
    (
        Fact("organization", _("Stated by")),
        Fact("stated_at", _("Stated"), kind="moment"),
        Fact("responder", _("Responder")),
        Fact("declined_by", _("Declined by")),
        Fact("answer_due_on", _("Delivery due"), kind="date"),
        Fact("delivered_at", _("Delivered"), kind="moment"),
        Fact("opinion", _("Last opinion")),
    ),
)


class DispatchListView(StaffMixin, RecordListView):
    """The dispatches that the reader may see."""

    model = Dispatch
    section = Section.GENERAL
    title = _("Data dispatch")
    lead = _("The user states the need, the provider responds, the manager keeps it moving.")
    audience = AUDIENCE
    filterset_class = DispatchFilter
    search_fields = ("title", "content", "organization__name", "responder__name")
    search_hint = _("Subject, content or unit")
    ordering = ("-stated_at", "-pk")
    template_name = "dispatch/dispatch_list.html"
    columns = (
        Column("title", _("Subject"), sort="title", link=True, card="title"),
        Column("kind", _("Kind"), sort="kind"),
        Column("organization", _("Stated by"), sort="organization__name", card="fact"),
        Column("responder", _("Responder"), sort="responder__name", card="fact"),
        Column("state", _("State"), kind="badge", sort="state", card="badge"),
        Column("stated_at", _("Stated"), kind="date", sort="stated_at"),
        Column("due_on", _("Due"), kind="due", sort="due_on", card="fact"),
        Column("delivered_at", _("Delivered"), kind="date", sort="delivered_at"),
    )
    empty = Empty(
        _("Nothing to dispatch"),
        _("A dispatch is a data need or a supervision order, followed from its statement to its end."),
    )

    def get_queryset(self) -> Any:
        """With the units, which every row names."""
        return super().get_queryset().select_related("organization", "responder")

    def get_primary(self) -> Button | None:
        """Data officers state needs, authorities order supervision."""
        if selectors.may_state(self.actor, DispatchKind.NEED):
            return STATE_NEED
        return ORDER if selectors.may_state(self.actor, DispatchKind.ORDER) else None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The tabs above the list."""
        desk = self.http_request.GET.get("desk", "")
        waiting = selectors.count_waiting(self.actor)
        tabs = [
            {"value": value or None, "label": label, "current": value == desk}
            | {"count": waiting * (value == WAITING)}
            for value, label in [("", _("All")), *DESKS]
        ]
        return super().get_context_data(tabs=tabs, **kwargs)


class NeedListView(DispatchListView):
    """The demand list (需求清单): every data need, to be read and exported."""

    title = _("Demand list")
    filterset_class = NeedFilter
    lead = _("What data units need, what for and on what basis, and who answers by when.")
    columns = (
        *DispatchListView.columns[:1],
        Column("content", _("What is needed")),
        Column("purpose", _("What for")),
        *DispatchListView.columns[2:5],
        Column("wished_by", _("Wished by"), kind="date", sort="wished_by"),
        Column("answer_due_on", _("Delivery due"), kind="date", sort="answer_due_on", card="fact"),
        DispatchListView.columns[-1],
    )

    def get_queryset(self) -> Any:
        """Needs alone."""
        return super().get_queryset().needs()


class DispatchDetailView(StaffMixin, RecordDetailView):
    """One dispatch: what is asked for, who has to move it on, what was delivered."""

    model = Dispatch
    section = Section.GENERAL
    audience = AUDIENCE
    parents = DISPATCHES
    workflow = DISPATCH
    url_prefix = "dispatch:dispatch"
    panel_slot = "dispatch.dispatch"
    template_name = "dispatch/dispatch_detail.html"
    groups = (NEED, WHO)

    def get_queryset(self) -> Any:
        """With the units."""
        return super().get_queryset().select_related("organization", "responder", "declined_by")

    def get_moves(self) -> list[ShownMove]:
        """The moves, and hastening, which is none."""
        moves = super().get_moves()
        if selectors.may_hasten_now(self.actor, self.record):
            url = self.url_of_move(self.url_prefix, "hasten")
            moves.append(ShownMove("hasten", _("Hasten the answer"), url, ""))
        return moves

    def next_step(self) -> NextStep | None:
        """What is awaited, from whom, by when."""
        text = NEXT.get(self.record.state)
        return NextStep(text, selectors.who_moves(self.record), self.record.due_on) if text else None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What was delivered, and how often the answer was hastened."""
        return super().get_context_data(
            subject=selectors.subject_of(self.record, self.actor),
            hastenings=selectors.hastenings(self.record),
            **kwargs,
        )


class NeedCreateView(StaffMixin, RecordFormView):
    """State a data need of the own unit."""

    section = Section.GENERAL
    parents = DISPATCHES
    kind = DispatchKind.NEED
    form_class = forms.NeedForm
    title = _("State a data need")
    audience = _("Data officers")
    submit = _("Hand in the need")
    done = _("The need was handed to the data authority.")

    def allowed(self) -> bool:
        """Whoever may state it."""
        return selectors.may_state(self.actor, self.kind)

    def perform(self, form: Any) -> Dispatch:
        """Call the service."""
        return services.state_need(actor=self.actor, **form.cleaned_data)


class OrderCreateView(NeedCreateView):
    """Order supervision as a data authority."""

    kind = DispatchKind.ORDER
    form_class = forms.OrderForm
    title = _("Order supervision")
    audience = _("Data authorities")
    submit = _("Issue the order")
    done = _("The order was issued. Assign it to the unit that has to carry it out.")

    def perform(self, form: Any) -> Dispatch:
        """Call the service."""
        return services.order_supervision(actor=self.actor, **form.cleaned_data)


class DispatchMoveView(StaffMixin, MoveView):
    """One move of a dispatch, beside what it is about."""

    model = Dispatch
    workflow = DISPATCH
    section = Section.GENERAL
    parents = DISPATCHES
    form_class = forms.RemarkForm
    groups = (NEED, WHO)


class DispatchAssignView(DispatchMoveView):
    """The authority matches the need to a responder, beside what the catalog already holds."""

    move = "assign"
    service = services.assign_dispatch
    form_class = forms.AssignForm
    template_name = "dispatch/dispatch_assign.html"
    explanation = _("The responder has to deliver within the deadline; its chief data officer may decline.")
    done = _("The dispatch was assigned.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """The units that may be asked."""
        return {"responders": selectors.responders_for(self.actor, self.record)}


class DispatchAcceptView(DispatchMoveView):
    """The responder takes it on."""

    move = "accept"
    service = services.accept_dispatch
    done = _("Your unit has accepted. Report the delivery before the deadline.")


class DispatchDeclineView(DispatchMoveView):
    """The responder's chief data officer declines."""

    move = "decline"
    service = services.decline_dispatch
    form_class = forms.DeclineForm
    explanation = _("The data authority reads your reasons and assigns the dispatch anew.")
    done = _("The dispatch went back to the data authority.")


class DispatchDeliverView(DispatchMoveView):
    """The responder says what was delivered."""

    move = "deliver"
    service = services.deliver_dispatch
    form_class = forms.DeliveryForm
    explanation = _("Whoever stated it confirms the delivery, or sends it back.")
    done = _("The delivery was reported.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """What the unit can name."""
        return {"subjects": selectors.subjects_to_name(self.actor)}


class DispatchCloseView(DispatchMoveView):
    """Whoever stated it confirms."""

    move = "close"
    service = services.close_dispatch
    done = _("The dispatch is closed.")


class DispatchReturnView(DispatchMoveView):
    """Whoever stated it sends the delivery back."""

    move = "return"
    service = services.return_dispatch
    form_class = forms.MissingForm
    done = _("The delivery went back to the responder.")


class DispatchRefuseView(DispatchMoveView):
    """The authority refuses."""

    move = "refuse"
    service = services.refuse_dispatch
    form_class = forms.RefusalForm
    done = _("The dispatch was refused.")


class DispatchHastenView(StaffMixin, RecordFormView):
    """Hasten the responder: an act on record, no move."""

    model = Dispatch
    section = Section.GENERAL
    parents = DISPATCHES
    form_class = forms.HastenForm
    title = _("Hasten the answer")
    audience = AUDIENCE
    submit = _("Hasten")
    done = _("The responder was hastened; it is on record.")

    def allowed(self) -> bool:
        """Whoever stated it, and the authority that keeps it moving."""
        return policies.may_hasten(self.actor, self.record)

    def perform(self, form: Any) -> Dispatch:
        """Call the service."""
        return services.hasten_dispatch(self.record, actor=self.actor, **form.cleaned_data)
