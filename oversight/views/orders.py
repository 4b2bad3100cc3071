"""Pages of findings and of the rectification orders that they lead to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from portal.duties.choices import UNITS
from portal.kernel import rules
from portal.kernel.errors import Message
from portal.members.models import Organization
from portal.web.contributions import Section
from portal.web.doors import (
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

from .. import selectors, services
from ..filters import FindingFilter, OrderFilter
from ..forms import AnswerForm, OpinionForm, OrderForm
from ..models import Finding, Inspection, RectificationOrder
from ..workflows import FINDING, ORDER
from .inspections import INSPECTIONS

AUDIENCE = _("The unit concerned, its data authority, and inspectors")
FINDINGS = (("oversight:finding-list", _("Findings")),)
ORDERS = (("oversight:order-list", _("Rectification orders")),)


def label_of(finding: Finding) -> Message:
    """What is wrong."""
    return selectors.label_of(finding.check_code)


def open_deadline(order: RectificationOrder) -> date | None:
    """The deadline while something is still to be put right."""
    return order.due_on if order.is_standing else None


def issuer(order: RectificationOrder) -> str:
    """Who issued the order, and for whom."""
    return f"{order.issued_by.organization} {order.issued_by}"


def findings_of(order: RectificationOrder) -> list[Any]:
    """What is to be put right: each finding with its check and facts in words."""
    findings = order.findings.order_by("pk")
    return [(found, label_of(found), selectors.facts_in_words(found.facts)) for found in findings]


def rule_in_words(order: RectificationOrder) -> str:
    """The rule that set the deadline, as it was in force on the day of the order."""
    key, _version, _number = order.due_rule.partition(" v")
    rule = rules.in_force(key, on=order.issued_on)
    return f"{rules.declarations()[key].label} · {rule.value} {UNITS.get(rule.unit, rule.unit)}"


ORDERED = FactGroup(
    _("The order"),
    (
        Fact("organization", _("Unit")),
        Fact("inspection", _("Inspection")),
        Fact("demand", _("What is demanded")),
        Fact("issued_by", _("Ordered by"), value=issuer),
        Fact("issued_on", _("Issued"), kind="date"),
        Fact("due_on", _("Due"), kind="date"),
        Fact("due_rule", _("Rule of the deadline"), value=rule_in_words),
    ),
)
ANSWERED = FactGroup(
    _("What was done"),
    (
        Fact("answer", _("What the unit did")),
        Fact("answered_by", _("Reported by")),
        Fact("answered_at", _("Reported"), kind="moment"),
        Fact("opinion", _("Opinion")),
        Fact("verified_on", _("Rectified"), kind="date"),
        Fact("closed_at", _("Closed at"), kind="moment"),
    ),
)


class FindingListView(StaffMixin, RecordListView):
    """The findings that the reader may see."""

    model = Finding
    section = Section.OVERSIGHT
    title = _("Findings")
    audience = AUDIENCE
    filterset_class = FindingFilter
    search_fields = ("title", "organization__name")
    ordering = ("-found_at", "-pk")
    columns = (
        Column("title", _("Inspected subject"), sort="title", link=True, card="title"),
        Column("check_code", _("Check"), sort="check_code", value=label_of, card="fact"),
        Column("organization", _("Unit"), sort="organization__name", card="fact"),
        Column("severity", _("Severity"), sort="severity"),
        Column("state", _("State"), kind="badge", sort="state", card="badge"),
        Column("found_at", _("Found"), kind="date", sort="found_at", card="fact"),
    )
    empty = Empty(_("Nothing was found"), _("What an inspection finds is listed here until it is settled."))

    def get_queryset(self) -> Any:
        """With the unit."""
        return super().get_queryset().select_related("organization")


class FindingDetailView(StaffMixin, RecordDetailView):
    """One finding: the facts, the record itself, and every inspection that saw it."""

    model = Finding
    section = Section.OVERSIGHT
    audience = AUDIENCE
    parents = FINDINGS
    workflow = FINDING
    groups = (
        FactGroup(
            _("What the inspection found"),
            (
                Fact("check_code", _("Check"), value=label_of),
                Fact("organization", _("Unit")),
                Fact("severity", _("Severity")),
                Fact("found_at", _("Found"), kind="moment"),
                Fact("confirmed_at", _("Last seen"), kind="moment"),
                Fact("settled_at", _("Settled at"), kind="moment"),
            ),
        ),
    )
    template_name = "oversight/finding_detail.html"

    def get_queryset(self) -> Any:
        """With unit and order."""
        return super().get_queryset().select_related("organization", "order__inspection", "inspection")

    def next_step(self) -> NextStep | None:
        """What the unit has to do, by when."""
        order = self.record.order
        if self.record.settled_at or self.record.check_code not in selectors.CHECKS:
            return None
        demand = selectors.CHECKS[self.record.check_code].demand
        return NextStep(demand, self.record.organization, order.due_on if order else None)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the facts and the sightings."""
        seen = self.record.sightings.select_related("inspection").order_by("-seen_at")
        return super().get_context_data(
            facts=selectors.facts_in_words(self.record.facts), sightings=seen, **kwargs
        )


class OrderListView(StaffMixin, RecordListView):
    """The orders that the reader may see."""

    model = RectificationOrder
    section = Section.OVERSIGHT
    title = _("Rectification orders")
    audience = AUDIENCE
    filterset_class = OrderFilter
    search_fields = ("organization__name", "inspection__name", "demand")
    ordering = ("-issued_on", "-pk")
    columns = (
        Column("organization", _("Unit"), sort="organization__name", link=True, card="title"),
        Column("inspection", _("Inspection"), card="fact"),
        Column("issued_on", _("Issued"), kind="date", sort="issued_on"),
        Column("due_on", _("Due"), kind="due", sort="due_on", value=open_deadline, card="fact"),
        Column("verified_on", _("Rectified"), kind="date", sort="verified_on", card="fact"),
        Column("state", _("State"), kind="badge", sort="state", card="badge"),
    )
    empty = Empty(_("No orders yet"), _("An order is issued for the findings of an inspection."))

    def get_queryset(self) -> Any:
        """With unit and inspection."""
        return super().get_queryset().select_related("organization", "inspection")


class OrderDetailView(StaffMixin, RecordDetailView):
    """One order: what is to be put right, what was done, what the re-check saw."""

    model = RectificationOrder
    section = Section.OVERSIGHT
    audience = AUDIENCE
    parents = ORDERS
    workflow = ORDER
    url_prefix = "oversight:order"
    groups = (ORDERED, ANSWERED)
    template_name = "oversight/order_detail.html"

    def get_queryset(self) -> Any:
        """With what the page tells."""
        names = ("organization", "inspection", "issued_by__organization", "answered_by")
        return super().get_queryset().select_related(*names)

    def get_groups(self) -> Sequence[FactGroup]:
        """What was done is told once something was."""
        return self.groups if self.record.answer or self.record.verified_on else self.groups[:1]

    def next_step(self) -> NextStep | None:
        """Who has to do what, by when."""
        unit, authority = self.record.organization, self.record.inspection.authority
        steps: dict[str, tuple[Message, Any]] = {
            "ordered": (_("Put right what was found, then report."), unit),
            "returned": (_("Something is still found: put it right and report again."), unit),
            "submitted": (_("The portal looks again by itself."), _("By itself")),
            "verified": (_("Rectified after the deadline: close it with an opinion."), authority),
        }
        step = steps.get(self.record.state)
        return NextStep(*step, self.record.due_on) if step else None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the findings."""
        return super().get_context_data(findings=findings_of(self.record), **kwargs)


class OrderCreateView(StaffMixin, RecordFormView):
    """Order a unit to put right what an inspection found in it."""

    model = Inspection
    section = Section.OVERSIGHT
    title = _("Issue a rectification order")
    audience = _("Inspectors and data authorities")
    parents = INSPECTIONS
    form_class = OrderForm
    submit = _("Issue the rectification order")
    done = _("The order was issued.")
    template_name = "oversight/order_create.html"

    @cached_property
    def units(self) -> list[Organization]:
        """The units to which an order can be sent."""
        return selectors.units_to_order(self.record, self.actor)

    def allowed(self) -> bool:
        """Those who issue orders."""
        return self.actor.can("oversight.issue_order")

    def get_form_kwargs(self) -> dict[str, Any]:
        """The units, the one that the link named, and what its findings ask for."""
        wish = self.http_request.GET.get("unit", "")
        named = [u for u in self.units if str(u.public_id) == wish or len(self.units) == 1]
        unit = named[0] if named else None
        demands = selectors.demands_of(self.record, unit) if unit else []
        return {"units": self.units, "initial": {"organization": unit, "demand": "\n".join(demands)}}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the findings that are still without an order."""
        keys = {unit.pk for unit in self.units}
        seen = [
            s for s in selectors.sightings_of(self.record, self.actor) if s.finding.organization_id in keys
        ]
        return super().get_context_data(sightings=[s for s in seen if s.finding.order_id is None], **kwargs)

    def perform(self, form: OrderForm) -> RectificationOrder:
        """Call the service."""
        return services.issue_order(self.record, actor=self.actor, **form.cleaned_data)


class OrderMoveView(StaffMixin, MoveView):
    """One move of an order."""

    model = RectificationOrder
    section = Section.OVERSIGHT
    parents = ORDERS
    workflow = ORDER
    groups = (ORDERED, ANSWERED)
    template_name = "oversight/order_move.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the findings."""
        return super().get_context_data(findings=findings_of(self.record), **kwargs)


class OrderSubmitView(OrderMoveView):
    """Report what was done."""

    move, service, form_class = "submit", services.submit_order, AnswerForm
    done = _("Reported. The portal looks again by itself.")
    groups = (ORDERED,)


class OrderCloseView(OrderMoveView):
    """Close what was rectified after its deadline."""

    move, service, form_class = "close", services.close_order, OpinionForm
    done = _("The order was closed.")
