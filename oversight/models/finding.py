"""What inspections found, and where each saw it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock
from portal.kernel.checks import implies, state_is_known
from portal.kernel.fields import PublicIdField
from portal.members.models import Organization

from ..choices import FindingState, Severity
from ..querysets import FindingQuerySet
from .inspection import Inspection
from .order import RectificationOrder


class Finding(models.Model):
    """A subject that did not meet a check: one open finding for each, however often it is seen (8.2).

    ``subject`` is the record's type and key, ``facts`` what the check saw last, ``url`` the record itself.
    """

    public_id = PublicIdField()
    check_code = models.CharField(_("Check"), max_length=40)
    severity = models.CharField(_("Severity"), max_length=10, choices=Severity, default=Severity.MAJOR)
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="findings", verbose_name=_("Unit")
    )
    subject = models.CharField(_("Key of the subject"), max_length=100)
    title = models.CharField(_("Inspected subject"), max_length=200)
    url = models.CharField(_("Address of the subject"), max_length=300)
    facts = models.JSONField(_("Facts"), default=dict, blank=True)
    inspection = models.ForeignKey(
        Inspection, models.PROTECT, related_name="found_first", verbose_name=_("Found by")
    )
    order = models.ForeignKey(
        RectificationOrder,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="findings",
        verbose_name=_("Rectification order"),
    )
    state = models.CharField(_("State"), max_length=10, choices=FindingState, default=FindingState.OPEN)
    found_at = models.DateTimeField(_("Found"), default=clock.now)
    confirmed_at = models.DateTimeField(_("Last seen"), default=clock.now)
    settled_at = models.DateTimeField(_("Settled at"), null=True, blank=True)

    objects = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("Finding")
        ordering = ("-found_at", "-pk")
        permissions = [("settle_finding", "Settle findings that are no longer found (jobs)")]
        default_permissions = ()
        constraints = [
            state_is_known(FindingState),
            state_is_known(Severity, "severity"),
            implies(
                "oversight_settled_finding_is_dated",
                Q(state=FindingState.SETTLED),
                Q(settled_at__isnull=False),
                _("A settled finding says when it was settled."),
            ),
            models.UniqueConstraint(
                fields=["check_code", "subject"],
                name="oversight_one_open_finding",
                condition=Q(state=FindingState.OPEN),
                violation_error_message=_("This finding is open already."),
            ),
        ]
        indexes = [
            models.Index(fields=["subject", "state"], name="oversight_finding_subject"),
            models.Index(fields=["organization", "state"], name="oversight_finding_unit"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The finding's page."""
        return reverse("oversight:finding-detail", args=[self.public_id])


class Sighting(models.Model):
    """An inspection saw a finding: the facts of that moment are its evidence, and stay as they were."""

    inspection = models.ForeignKey(
        Inspection, models.PROTECT, related_name="sightings", verbose_name=_("Inspection")
    )
    finding = models.ForeignKey(Finding, models.PROTECT, related_name="sightings", verbose_name=_("Finding"))
    facts = models.JSONField(_("Facts"), default=dict, blank=True)
    is_first = models.BooleanField(_("Found for the first time"), default=True)
    seen_at = models.DateTimeField(_("Seen"), default=clock.now)

    class Meta:
        verbose_name = verbose_name_plural = _("Sighting of a finding")
        ordering = ("finding__organization", "pk")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["inspection", "finding"], name="oversight_seen_once_each")
        ]

    def __str__(self) -> str:
        return f"{self.finding} · {self.inspection}"
