"""What a unit has to put right, and by when."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock
from portal.kernel.checks import implies, state_is_known
from portal.kernel.fields import PublicIdField
from portal.members.models import Organization

from ..choices import OrderState
from ..querysets import OrderQuerySet
from .inspection import Inspection


class RectificationOrder(models.Model):
    """The findings of one inspection in one unit, to be put right by a deadline (整改通知书, 8.2).

    ``evidence`` is what the re-check saw when nothing was found any more; without it no order is closed.
    """

    public_id = PublicIdField()
    inspection = models.ForeignKey(
        Inspection, models.PROTECT, related_name="orders", verbose_name=_("Inspection")
    )
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="rectification_orders", verbose_name=_("Unit")
    )
    demand = models.TextField(_("What is demanded"), max_length=1000)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("Ordered by")
    )
    issued_on = models.DateField(_("Issued"))
    due_on = models.DateField(_("Due"))
    due_rule = models.CharField(_("Rule of the deadline"), max_length=100)
    state = models.CharField(_("State"), max_length=10, choices=OrderState, default=OrderState.ORDERED)
    answer = models.TextField(_("What the unit did"), max_length=2000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Reported by"),
    )
    answered_at = models.DateTimeField(_("Reported"), null=True, blank=True)
    opinion = models.TextField(_("Opinion"), max_length=2000, blank=True)
    verified_on = models.DateField(_("Rectified"), null=True, blank=True)
    evidence = models.JSONField(_("Evidence of the re-check"), default=list, blank=True)
    closed_at = models.DateTimeField(_("Closed at"), null=True, blank=True)

    objects = OrderQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("Rectification order")
        ordering = ("-issued_on", "-pk")
        permissions = [
            ("issue_order", "Order units of the jurisdiction to rectify"),
            ("answer_order", "Report the own unit's rectification"),
            ("recheck_order", "Re-check orders (jobs)"),
            ("close_order", "Close orders that were rectified"),
        ]
        default_permissions = ()
        constraints = [
            state_is_known(OrderState),
            models.CheckConstraint(
                name="oversight_order_due_after_issue",
                condition=Q(due_on__gte=F("issued_on")),
                violation_error_message=_("The deadline lies before the day of the order."),
            ),
            implies(
                "oversight_submitted_order_is_answered",
                Q(state=OrderState.SUBMITTED),
                ~Q(answer="") & Q(answered_at__isnull=False),
                _("Say what was done before you ask for the re-check."),
            ),
            implies(
                "oversight_returned_order_says_why",
                Q(state=OrderState.RETURNED),
                ~Q(opinion=""),
                _("A returned order names what is still found."),
            ),
            implies(
                "oversight_closing_needs_evidence",
                Q(state__in=(OrderState.VERIFIED, OrderState.CLOSED)),
                Q(verified_on__isnull=False) & ~Q(evidence=[]),
                _("An order is closed only with the evidence of a re-check."),
            ),
            implies(
                "oversight_late_closing_gives_opinion",
                Q(state=OrderState.CLOSED, verified_on__gt=F("due_on")),
                ~Q(opinion=""),
                _("What was rectified late is closed with an opinion."),
            ),
            models.UniqueConstraint(
                fields=["inspection", "organization"],
                name="oversight_one_order_each",
                violation_error_message=_("This inspection has led to an order for the unit already."),
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="oversight_order_due")]

    def __str__(self) -> str:
        return f"{self.organization} · {self.inspection}"

    def get_absolute_url(self) -> str:
        """The order's page."""
        return reverse("oversight:order-detail", args=[self.public_id])

    @property
    def is_standing(self) -> bool:
        """Whether something is still to be rectified."""
        return self.state in {OrderState.ORDERED, OrderState.SUBMITTED, OrderState.RETURNED}

    @property
    def is_overdue(self) -> bool:
        """Whether the deadline has passed without the matter being settled."""
        return self.is_standing and self.due_on < clock.today()
