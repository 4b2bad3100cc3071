"""One round of checks."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock, jobs
from portal.kernel.checks import implies, state_is_known
from portal.kernel.fields import PublicIdField
from portal.kernel.models import Job
from portal.members.models import Organization

from ..choices import InspectionKind, InspectionState
from ..querysets import InspectionQuerySet

#: The kind of job that carries an inspection out.
RUN_JOB = "oversight.run_inspection"


class Inspection(models.Model):
    """A data authority inspects the units of its jurisdiction, or one of them (provision 8.2).

    ``summary`` keeps for each check how many units were looked at, what was found, and in which units the
    check could not be carried out.
    """

    public_id = PublicIdField()
    name = models.CharField(_("Name of the inspection"), max_length=100)
    kind = models.CharField(
        _("Kind of inspection"), max_length=10, choices=InspectionKind, default=InspectionKind.AD_HOC
    )
    authority = models.ForeignKey(
        Organization, models.PROTECT, related_name="inspections_held", verbose_name=_("Inspecting authority")
    )
    organization = models.ForeignKey(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="inspections",
        verbose_name=_("Inspected unit"),
    )
    checks = ArrayField(models.CharField(max_length=40), verbose_name=_("Checks"))
    state = models.CharField(
        _("State"), max_length=10, choices=InspectionState, default=InspectionState.PLANNED
    )
    summary = models.JSONField(_("Result by check"), default=list, blank=True)
    message = models.TextField(_("Message"), blank=True)
    planned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Arranged by"),
    )
    planned_at = models.DateTimeField(_("Arranged"), default=clock.now)
    started_at = models.DateTimeField(_("Started"), null=True, blank=True)
    finished_at = models.DateTimeField(_("Finished"), null=True, blank=True)

    objects = InspectionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("Inspection")
        ordering = ("-planned_at", "-pk")
        permissions = [
            ("hold_inspection", "Hold inspections in the jurisdiction"),
            ("run_inspection", "Carry inspections out (jobs)"),
            ("view_all_oversight", "Read every inspection, finding, order and assessment"),
        ]
        default_permissions = ()
        constraints = [
            state_is_known(InspectionState),
            state_is_known(InspectionKind, "kind"),
            models.UniqueConstraint(
                fields=["authority", "name"],
                name="oversight_regular_inspection_once",
                condition=Q(kind=InspectionKind.SCHEDULED),
                violation_error_message=_("This month's regular inspection was arranged already."),
            ),
            models.CheckConstraint(
                name="oversight_inspection_has_checks",
                condition=~Q(checks=[]),
                violation_error_message=_("Choose at least one check."),
            ),
            implies(
                "oversight_done_inspection_is_dated",
                Q(state=InspectionState.DONE),
                Q(started_at__isnull=False, finished_at__isnull=False),
                _("An inspection that is done has a beginning and an end."),
            ),
            implies(
                "oversight_failed_inspection_says_why",
                Q(state=InspectionState.FAILED),
                ~Q(message=""),
                _("An inspection that failed says why."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The inspection's page."""
        return reverse("oversight:inspection-detail", args=[self.public_id])

    @property
    def job(self) -> Job | None:
        """The newest job that carries it out."""
        return jobs.of(self).filter(kind=RUN_JOB).first()

    @property
    def is_under_way(self) -> bool:
        """Whether a worker still has something to do."""
        return self.state in {InspectionState.PLANNED, InspectionState.RUNNING}
