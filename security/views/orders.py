"""Orders of the supervising authorities, and the units' answers (provision 7.1)."""

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

from .. import forms, selectors, services
from ..choices import OrderState
from ..filters import OrderFilter
from ..models import Incident, SecurityOrder
from ..workflows import ORDER

ORDERS = (("security:order-list", _("Security orders")),)
AUDIENCE = _("The unit addressed and the authority that issued it")
NEXT = {
    OrderState.ISSUED: _("Do what is demanded and answer."),
    OrderState.ANSWERED: _("The authority looks at the answer."),
}
DEMANDED = FactGroup(
    _("What the authority demands"),
    (
        Fact("remit", _("Remit")),
        Fact("authority", _("Issuing authority")),
        Fact("organization", _("Addressed to")),
        Fact("incident", _("Security incident")),
        Fact("demand", _("What the authority demands")),
        Fact("due_on", _("Answer due"), kind="date"),
        Fact("answer", _("The unit's answer")),
        Fact("answered_at", _("Answered"), kind="moment"),
        Fact("opinion", _("Opinion")),
    ),
)


class OrderListView(StaffMixin, RecordListView):
    """The orders that the reader may see."""

    model = SecurityOrder
    section = Section.SECURITY
    title = _("Security orders")
    audience = AUDIENCE
    filterset_class = OrderFilter
    search_fields = ("title", "organization__name", "authority__name")
    ordering = ("-issued_at", "-pk")
    columns = (
        Column("title", _("Title"), link=True, card="title"),
        Column("authority", _("Issuing authority"), card="fact"),
        Column("organization", _("Addressed to"), card="fact"),
        Column("state", _("State"), kind="badge", sort="state", card="badge"),
        Column("due_on", _("Answer due"), kind="date", sort="due_on", card="fact"),
    )
    empty = Empty(_("No orders"), _("An authority with a remit orders a unit to do something by a day."))

    def get_primary(self) -> Button | None:
        """Authorities with a remit issue orders."""
        may = selectors.holds_remit(self.actor)
        return Button(_("Issue an order"), "security:order-create") if may else None

    def get_queryset(self) -> Any:
        """With the units."""
        return super().get_queryset().select_related("authority", "organization")


class OrderDetailView(StaffMixin, RecordDetailView):
    """One order."""

    model = SecurityOrder
    section = Section.SECURITY
    audience = AUDIENCE
    parents = ORDERS
    workflow = ORDER
    url_prefix = "security:order"
    groups = (DEMANDED,)

    def next_step(self) -> NextStep | None:
        """What is awaited, of whom, by when."""
        if self.record.state not in NEXT:
            return None
        is_issued = self.record.state == OrderState.ISSUED
        who = self.record.organization if is_issued else self.record.authority
        due = self.record.due_on if is_issued else None
        return NextStep(NEXT[self.record.state], who=str(who), due_on=due)


class OrderCreateView(StaffMixin, RecordFormView):
    """Order a unit to do something."""

    section = Section.SECURITY
    title = _("Issue an order")
    audience = _("Authorities that hold a remit")
    parents = ORDERS
    form_class = forms.OrderForm
    submit = _("Issue")
    done = _("The security order was issued.")

    def allowed(self) -> bool:
        """Authorities that hold a remit."""
        return selectors.holds_remit(self.actor)

    def get_form_kwargs(self) -> dict[str, Any]:
        """The remits in which the authority may order."""
        return {"remits": selectors.remits_of(self.actor)}

    def perform(self, form: Any) -> SecurityOrder:
        """Call the service."""
        return services.issue_order(actor=self.actor, **form.cleaned_data)


class IncidentOrderCreateView(OrderCreateView):
    """Order the unit concerned to do something about an incident."""

    model = Incident

    def get_form_kwargs(self) -> dict[str, Any]:
        """It addresses the unit concerned."""
        return super().get_form_kwargs() | {"incident": self.record, "initial": {"title": self.record.title}}

    def perform(self, form: Any) -> SecurityOrder:
        """Call the service."""
        unit = self.record.organization
        return services.issue_order(
            actor=self.actor, organization=unit, incident=self.record, **form.cleaned_data
        )


class OrderMoveView(StaffMixin, MoveView):
    """One move of an order."""

    model = SecurityOrder
    section = Section.SECURITY
    audience = AUDIENCE
    parents = ORDERS
    workflow = ORDER
    groups = (DEMANDED,)
    form_class = forms.OpinionForm


class OrderAnswerView(OrderMoveView):
    """Answer."""

    move, service, form_class = "answer", services.answer_order, forms.AnswerForm


class OrderSendBackView(OrderMoveView):
    """Send the answer back."""

    move, service = "send_back", services.send_back_order


class OrderCloseView(OrderMoveView):
    """Close the order."""

    move, service = "close", services.close_order
