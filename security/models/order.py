"""Who supervises data security in which remit, and the orders that they issue."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock
from portal.kernel.checks import implies, state_is_known
from portal.kernel.errors import Message
from portal.kernel.fields import PublicIdField
from portal.members.models import Organization

from ..choices import REMIT_DUTIES, SUPERVISING, OrderState, Remit
from ..querysets import RemitQuerySet, SecurityOrderQuerySet
from .incident import Incident


class SupervisoryRemit(models.Model):
    """The unit that supervises data security in one remit (provision 7.1); each remit has one holder."""

    public_id = PublicIdField()
    remit = models.CharField(_("Remit"), max_length=20, choices=Remit, unique=True)
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="remits", verbose_name=_("Authority")
    )
    basis = models.CharField(_("Legal basis"), max_length=200)
    since = models.DateField(_("Since"), default=clock.today)

    objects = RemitQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("Supervisory remit")
        ordering = ("remit",)
        permissions = [("assign_remit", "Say which authority holds which remit")]
        default_permissions = ()
        constraints = [state_is_known(Remit, "remit")]

    def __str__(self) -> str:
        return f"{self.get_remit_display()} · {self.organization}"

    def get_absolute_url(self) -> str:
        """The page on which all remits stand."""
        return reverse("security:remit-list")

    def clean(self) -> None:
        """What supervises is an authority; its people read the incidents of the whole city."""
        if self.organization_id and self.organization.kind not in SUPERVISING:
            raise ValidationError({"organization": _("A remit is held by an authority.")})

    @property
    def duty(self) -> Message:
        """What the remit means."""
        return REMIT_DUTIES[Remit(self.remit)]


class SecurityOrder(models.Model):
    """What a supervising authority demands of a unit by a day, and the unit's answer (provision 7.1)."""

    public_id = PublicIdField()
    remit = models.CharField(_("Remit"), max_length=20, choices=Remit)
    authority = models.ForeignKey(
        Organization, models.PROTECT, related_name="+", verbose_name=_("Issuing authority")
    )
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="security_orders", verbose_name=_("Addressed to")
    )
    incident = models.ForeignKey(
        Incident,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="orders",
        verbose_name=_("Security incident"),
    )
    title = models.CharField(_("Title"), max_length=100)
    demand = models.TextField(_("What the authority demands"), max_length=1000)
    due_on = models.DateField(_("Answer due"))
    state = models.CharField(_("State"), max_length=10, choices=OrderState, default=OrderState.ISSUED)
    issued_at = models.DateTimeField(_("Time of issue"), default=clock.now)
    answer = models.TextField(_("The unit's answer"), max_length=2000, blank=True)
    answered_at = models.DateTimeField(_("Answered"), null=True, blank=True)
    opinion = models.TextField(_("Opinion"), max_length=1000, blank=True)
    closed_at = models.DateTimeField(_("Time of closing"), null=True, blank=True)

    objects = SecurityOrderQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("Security order")
        ordering = ("-issued_at", "-pk")
        permissions = [
            ("issue_order", "Issue and close security orders in the own remit"),
            ("answer_order", "Answer security orders to the own unit"),
        ]
        default_permissions = ()
        constraints = [
            state_is_known(OrderState),
            state_is_known(Remit, "remit"),
            implies(
                "security_order_answer_is_given",
                Q(state__in=(OrderState.ANSWERED, OrderState.CLOSED)),
                Q(answered_at__isnull=False) & ~Q(answer=""),
                _("An answered order holds the unit's answer."),
            ),
            implies(
                "security_closed_order_has_opinion",
                Q(state=OrderState.CLOSED),
                Q(closed_at__isnull=False) & ~Q(opinion=""),
                _("Closing an order gives the authority's opinion."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The order's page."""
        return reverse("security:order-detail", args=[self.public_id])

    def clean(self) -> None:
        """Whoever is ordered reads the order; an incident is known to the unit that it concerns."""
        if self.incident and self.incident.organization_id != self.organization_id:
            told = _("An order about an incident addresses the unit that the incident concerns.")
            raise ValidationError({"organization": told})
