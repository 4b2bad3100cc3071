"""What a unit may use, and what it used."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalog.models import CatalogEntry
from portal.kernel import clock
from portal.kernel.checks import implies, state_is_known
from portal.kernel.fields import PublicIdField
from portal.members.models import Organization

from ..choices import Delivery, GrantState, UseKind, UseOutcome
from ..querysets import GrantQuerySet, UseQuerySet
from .request import SharingRequest, prefixes


class Grant(models.Model):
    """The right of one unit to use these items and rows, for this purpose and time (4.2)."""

    public_id = PublicIdField()
    request = models.OneToOneField(
        SharingRequest, models.PROTECT, related_name="grant", verbose_name=_("Sharing request")
    )
    entry = models.ForeignKey(CatalogEntry, models.PROTECT, related_name="grants", verbose_name=_("Resource"))
    consumer = models.ForeignKey(
        Organization, models.PROTECT, related_name="grants", verbose_name=_("Consumer")
    )
    items = ArrayField(models.CharField(max_length=100), verbose_name=_("Items"))
    area_item = models.CharField(_("Item that holds the area code"), max_length=100, blank=True)
    area_prefixes = prefixes()
    purpose = models.CharField(_("Purpose"), max_length=200)
    delivery = models.CharField(_("Way of delivery"), max_length=10, choices=Delivery)
    valid_from = models.DateField(_("Used from"))
    valid_until = models.DateField(_("Used until"))
    state = models.CharField(_("State"), max_length=10, choices=GrantState, default=GrantState.ACTIVE)
    reason = models.TextField(_("Reason"), max_length=500, blank=True)
    granted_at = models.DateTimeField(_("Granted"), default=clock.now)

    objects = GrantQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("Grant")
        ordering = ("-granted_at", "-pk")
        permissions = [
            ("use_grant", "Use data granted to the own unit"),
            ("suspend_grant", "Suspend and resume grants"),
            ("revoke_grant", "Revoke grants of the own unit's data"),
            ("watch_grants", "Watch the grants of all units"),
            ("expire_grant", "Let grants expire (jobs)"),
        ]
        default_permissions = ()
        constraints = [
            state_is_known(GrantState),
            state_is_known(Delivery, "delivery"),
            models.CheckConstraint(
                name="sharing_grant_names_items",
                condition=~Q(items=[]),
                violation_error_message=_("Choose at least one item."),
            ),
            models.CheckConstraint(
                name="sharing_grant_period_in_order",
                condition=Q(valid_until__gte=F("valid_from")),
                violation_error_message=_("The period ends before it begins."),
            ),
            models.CheckConstraint(
                name="sharing_grant_rows_by_item",
                condition=Q(area_prefixes=[]) | ~Q(area_item=""),
                violation_error_message=_("The resource names no item that holds an area code."),
            ),
            implies(
                "sharing_stopped_grant_says_why",
                Q(state__in=(GrantState.SUSPENDED, GrantState.REVOKED)),
                ~Q(reason=""),
                _("A grant is stopped with a reason."),
            ),
        ]
        indexes = [models.Index(fields=["state", "valid_until"], name="sharing_grant_runs_out")]

    def __str__(self) -> str:
        return f"{self.entry} · {self.consumer}"

    def get_absolute_url(self) -> str:
        """The grant's page."""
        return reverse("sharing:grant-detail", args=[self.public_id])


class GrantUse(models.Model):
    """One use of granted data, or one attempt that was refused: who, what, when (provision 4.2)."""

    grant = models.ForeignKey(Grant, models.PROTECT, related_name="uses", verbose_name=_("Grant"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("Person")
    )
    used_at = models.DateTimeField(_("Used"), default=clock.now)
    kind = models.CharField(_("Door"), max_length=10, choices=UseKind)
    outcome = models.CharField(_("Outcome"), max_length=10, choices=UseOutcome, default=UseOutcome.SERVED)
    rows = models.BigIntegerField(_("Rows"), default=0)
    version = models.PositiveIntegerField(_("Data version"), default=0)
    reason = models.CharField(_("Why it ended so"), max_length=300, blank=True)
    request_id = models.CharField(_("Number of the call"), max_length=64, blank=True)

    objects = UseQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("Use of a grant")
        ordering = ("-used_at", "-pk")
        default_permissions = ()
        constraints = [
            state_is_known(UseKind, "kind"),
            state_is_known(UseOutcome, "outcome"),
            implies(
                "sharing_refused_use_gave_nothing",
                Q(outcome=UseOutcome.REFUSED),
                Q(rows=0) & ~Q(reason=""),
                _("A refused use gave no rows and says why."),
            ),
        ]
        indexes = [models.Index(fields=["grant", "-used_at"], name="sharing_use_newest")]

    def __str__(self) -> str:
        return f"{self.grant} · {self.get_kind_display()}"
