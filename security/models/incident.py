"""Security incidents, and the grants that they touch."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalog.models import CatalogEntry
from portal.kernel import clock
from portal.kernel.checks import implies, state_is_known
from portal.kernel.fields import PublicIdField
from portal.members.models import Organization
from sharing.models import Grant

from ..choices import IncidentKind, IncidentState, Severity
from ..querysets import IncidentQuerySet

S = IncidentState
BEYOND_REPORT = (S.CONTAINED, S.RESOLVED, S.REVIEWED)


def _person(label: object) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=label
    )


class Incident(models.Model):
    """Something that harmed, or may harm, data of a unit: reported, contained, resolved, reviewed (7.1).

    ``due_on`` is the day by which the next step is due; ``report_late`` says that it was reported late.
    """

    public_id = PublicIdField()
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="incidents", verbose_name=_("Unit concerned")
    )
    entry = models.ForeignKey(
        CatalogEntry,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="incidents",
        verbose_name=_("Data concerned"),
    )
    title = models.CharField(_("Title"), max_length=100)
    kind = models.CharField(_("Kind"), max_length=20, choices=IncidentKind)
    severity = models.CharField(_("Degree of severity"), max_length=20, choices=Severity)
    description = models.TextField(_("Course of the incident"), max_length=2000)
    noticed_at = models.DateTimeField(_("Noticed"))
    reported_at = models.DateTimeField(_("Time of the report"), default=clock.now)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("Reporter of the incident")
    )
    report_late = models.BooleanField(_("Reported late"), default=False)
    state = models.CharField(_("State"), max_length=12, choices=IncidentState, default=IncidentState.REPORTED)
    due_on = models.DateField(_("Due"), null=True, blank=True)
    containment = models.TextField(_("How it was contained"), max_length=1000, blank=True)
    contained_at = models.DateTimeField(_("Time of containment"), null=True, blank=True)
    contained_by = _person(_("Contained by"))
    cause = models.TextField(_("Cause"), max_length=1000, blank=True)
    measures = models.TextField(_("Measures"), max_length=1000, blank=True)
    resolved_at = models.DateTimeField(_("Resolved"), null=True, blank=True)
    resolved_by = _person(_("Resolved by"))
    conclusion = models.TextField(_("Conclusion of the review"), max_length=1000, blank=True)
    reviewed_at = models.DateTimeField(_("Time of the review"), null=True, blank=True)
    reviewed_by = _person(_("Reviewer of the incident"))

    objects = IncidentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("Security incident")
        ordering = ("-reported_at", "-pk")
        permissions = [
            ("handle_incident", "Contain and resolve security incidents"),
            ("review_incident", "Review resolved security incidents"),
            ("watch_incidents", "Handle the security of all units"),
            ("view_security", "Read the security records of all units"),
        ]
        default_permissions = ()
        constraints = [
            state_is_known(IncidentState),
            state_is_known(IncidentKind, "kind"),
            state_is_known(Severity, "severity"),
            models.CheckConstraint(
                name="security_incident_noticed_before_report",
                condition=Q(noticed_at__lte=F("reported_at")),
                violation_error_message=_("An incident is noticed before it is reported."),
            ),
            implies(
                "security_containment_is_told",
                Q(state__in=BEYOND_REPORT),
                Q(contained_at__isnull=False) & ~Q(containment=""),
                _("Say how the incident was contained."),
            ),
            implies(
                "security_resolution_names_cause",
                Q(state__in=(S.RESOLVED, S.REVIEWED)),
                Q(resolved_at__isnull=False) & ~Q(cause="") & ~Q(measures=""),
                _("A resolved incident names its cause and the measures taken."),
            ),
            implies(
                "security_review_concludes",
                Q(state=S.REVIEWED),
                Q(reviewed_at__isnull=False) & ~Q(conclusion=""),
                _("A review gives its conclusion."),
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="security_incident_waits")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The incident's page."""
        return reverse("security:incident-detail", args=[self.public_id])

    @property
    def today(self) -> date:
        """The day on which rights are asked."""
        return clock.today()

    @property
    def grant_numbers(self) -> list[UUID]:
        """The public numbers of the grants that it touches."""
        return [affected.grant.public_id for affected in self.affected.all()]


class AffectedGrant(models.Model):
    """A grant that an incident touches; suspended to contain it, or only named."""

    incident = models.ForeignKey(
        Incident, models.PROTECT, related_name="affected", verbose_name=_("Security incident")
    )
    grant = models.ForeignKey(Grant, models.PROTECT, related_name="incidents", verbose_name=_("Grant"))
    suspended_at = models.DateTimeField(_("Suspended"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("Grant touched by an incident")
        ordering = ("incident", "pk")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "grant"],
                name="security_grant_affected_once",
                violation_error_message=_("The incident names this grant already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.incident} · {self.grant}"
