"""What one unit asks of another."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalog.models import CatalogEntry
from portal.dispatch.models import Dispatch
from portal.kernel import clock
from portal.kernel.checks import implies, state_is_known
from portal.kernel.fields import PublicIdField
from portal.members.models import Organization

from ..choices import AskedType, Delivery, RequestState
from ..querysets import OPEN, RequestQuerySet


def prefixes() -> ArrayField:
    """A list of beginnings of area codes."""
    digits = RegexValidator(r"^\d{2,12}$", _("An area code has two to twelve digits."))
    return ArrayField(
        models.CharField(max_length=12, validators=[digits]),
        verbose_name=_("Area codes"),
        default=list,
        blank=True,
    )


class SharingRequest(models.Model):
    """A unit asks for items of another unit's resource, for a purpose and a time (provision 4.1)."""

    public_id = PublicIdField()
    entry = models.ForeignKey(
        CatalogEntry, models.PROTECT, related_name="sharing_requests", verbose_name=_("Resource")
    )
    sharing_type = models.CharField(_("Sharing type"), max_length=20, choices=AskedType)
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="sharing_requests", verbose_name=_("Applicant")
    )
    legal_basis = models.TextField(_("Legal basis"), max_length=500)
    purpose = models.CharField(_("Purpose"), max_length=200)
    scenario = models.TextField(_("Scenario"), max_length=1000)
    items = ArrayField(models.CharField(max_length=100), verbose_name=_("Items"))
    area_prefixes = prefixes()
    starts_on = models.DateField(_("Used from"))
    ends_on = models.DateField(_("Used until"))
    delivery = models.CharField(_("Way of delivery"), max_length=10, choices=Delivery, default=Delivery.QUERY)
    dispatch = models.ForeignKey(
        Dispatch,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sharing_requests",
        verbose_name=_("Data need that it follows"),
    )
    state = models.CharField(_("State"), max_length=10, choices=RequestState, default=RequestState.DRAFT)
    opinion = models.TextField(_("Opinion"), max_length=1000, blank=True)
    refusal_basis = models.TextField(_("Basis of the refusal"), max_length=500, blank=True)
    due_on = models.DateField(_("Due"), null=True, blank=True)
    due_rule = models.CharField(_("Rule of the deadline"), max_length=100, blank=True)
    days_left = models.SmallIntegerField(_("Working days left"), null=True, blank=True)
    reply_due_on = models.DateField(_("Reply due"), null=True, blank=True)
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("Filed by")
    )
    filed_at = models.DateTimeField(_("Filed"), default=clock.now)
    endorsed_at = models.DateTimeField(_("Endorsed"), null=True, blank=True)
    checked_at = models.DateTimeField(_("Checked"), null=True, blank=True)
    decided_at = models.DateTimeField(_("Decided"), null=True, blank=True)

    objects = RequestQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("Sharing request")
        ordering = ("-filed_at", "-pk")
        permissions = [
            ("ask_for_data", "Ask for other units' data"),
            ("endorse_request", "Endorse sharing requests of the own unit"),
            ("check_request", "Check sharing requests for conformity"),
            ("approve_request", "Approve requests for the own unit's data"),
            ("refuse_request", "Refuse requests for the own unit's data"),
            ("view_all_sharing", "Read every sharing request and grant"),
        ]
        default_permissions = ()
        constraints = [
            state_is_known(RequestState),
            state_is_known(AskedType, "sharing_type"),
            state_is_known(Delivery, "delivery"),
            models.CheckConstraint(
                name="sharing_request_names_items",
                condition=~Q(items=[]),
                violation_error_message=_("Choose at least one item."),
            ),
            models.CheckConstraint(
                name="sharing_request_period_in_order",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The period ends before it begins."),
            ),
            implies(
                "sharing_refusal_cites_its_basis",
                Q(state=RequestState.REFUSED),
                ~Q(refusal_basis="") & ~Q(opinion=""),
                _("A refusal gives its reasons and cites its basis."),
            ),
            implies(
                "sharing_return_says_why",
                Q(state=RequestState.RETURNED),
                ~Q(opinion="") & Q(due_on__isnull=True),
                _("A returned request names what is missing, and its clock stands still."),
            ),
            implies(
                "sharing_clock_runs_or_stands",
                Q(due_on__isnull=False),
                Q(days_left__isnull=True),
                _("The clock of a request either runs or stands still."),
            ),
            implies(
                "sharing_open_request_has_deadline",
                Q(state__in=(RequestState.ENDORSED, RequestState.CHECKED)),
                Q(due_on__isnull=False),
                _("A request that was handed in has a deadline."),
            ),
            models.UniqueConstraint(
                fields=["entry", "organization", "purpose"],
                name="sharing_one_open_request",
                condition=Q(state__in=OPEN),
                violation_error_message=_(
                    "Your unit has an open request for this resource and purpose already."
                ),
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="sharing_request_due")]

    def __str__(self) -> str:
        return f"{self.entry} · {self.organization}"

    def get_absolute_url(self) -> str:
        """The request's page."""
        return reverse("sharing:request-detail", args=[self.public_id])

    @property
    def is_unconditional(self) -> bool:
        """Whether it is granted at once after the conformity check."""
        return self.sharing_type == AskedType.UNCONDITIONAL
