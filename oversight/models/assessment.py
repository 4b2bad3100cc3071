"""How units are assessed, and what came of it."""

from __future__ import annotations

from decimal import Decimal

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock, jobs
from portal.kernel.checks import implies, state_is_known
from portal.kernel.fields import PublicIdField
from portal.kernel.models import Job
from portal.members.choices import OrganizationKind
from portal.members.models import Organization

from ..choices import AssessmentState, SchemeState
from ..querysets import AssessmentQuerySet, SchemeQuerySet, ScoreQuerySet

#: The kind of job that computes an assessment.
COMPUTE_JOB = "oversight.compute_assessment"
HUNDRED = Decimal(100)


class AssessmentScheme(models.Model):
    """Weighted indicators by which the units are assessed (考核方案, provision 8.3).

    ``weights`` is a list of ``{"indicator": name, "weight": "25.00"}``; ``total`` is their sum.
    """

    public_id = PublicIdField()
    name = models.CharField(_("Name of the scheme"), max_length=100)
    authority = models.ForeignKey(
        Organization, models.PROTECT, related_name="assessment_schemes", verbose_name=_("Data authority")
    )
    starts_on = models.DateField(_("Period from"))
    ends_on = models.DateField(_("Period until"))
    weights = models.JSONField(_("Weights"), default=list)
    total = models.DecimalField(_("Sum of the weights"), max_digits=6, decimal_places=2, default=0)
    basis = models.TextField(_("Where the weights come from"), max_length=500)
    state = models.CharField(_("State"), max_length=10, choices=SchemeState, default=SchemeState.DRAFT)
    changed_at = models.DateTimeField(_("Changed"), default=clock.now)

    objects = SchemeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("Assessment scheme")
        ordering = ("-starts_on", "-pk")
        permissions = [
            ("hold_assessment", "Set up schemes, assess and publish"),
            ("compute_assessment", "Compute assessments (jobs)"),
        ]
        default_permissions = ()
        constraints = [
            state_is_known(SchemeState),
            models.CheckConstraint(
                name="oversight_scheme_period_in_order",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The assessed period ends before it begins."),
            ),
            implies(
                "oversight_weights_make_a_hundred",
                ~Q(state=SchemeState.DRAFT),
                Q(total=HUNDRED),
                _("The weights of a scheme in force add up to 100."),
            ),
            models.UniqueConstraint(
                fields=["authority", "name"],
                name="oversight_scheme_name_once",
                violation_error_message=_("There is a scheme of this name already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The scheme's page."""
        return reverse("oversight:scheme-detail", args=[self.public_id])


class Assessment(models.Model):
    """The units' figures on one cut-off day, weighted by a scheme (provision 8.3)."""

    public_id = PublicIdField()
    scheme = models.ForeignKey(
        AssessmentScheme, models.PROTECT, related_name="assessments", verbose_name=_("Assessment scheme")
    )
    name = models.CharField(_("Name of the assessment"), max_length=100)
    cut_off_on = models.DateField(_("Cut-off day"))
    state = models.CharField(
        _("State"), max_length=10, choices=AssessmentState, default=AssessmentState.PLANNED
    )
    message = models.TextField(_("Message"), blank=True)
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("Arranged by")
    )
    held_at = models.DateTimeField(_("Arranged"), default=clock.now)
    computed_at = models.DateTimeField(_("Computed"), null=True, blank=True)
    published_at = models.DateTimeField(_("Published at"), null=True, blank=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("Assessment")
        ordering = ("-cut_off_on", "-pk")
        default_permissions = ()
        constraints = [
            state_is_known(AssessmentState),
            implies(
                "oversight_assessment_is_computed_first",
                Q(state__in=(AssessmentState.COMPUTED, AssessmentState.PUBLISHED)),
                Q(computed_at__isnull=False),
                _("Scores are computed before they are published."),
            ),
            implies(
                "oversight_published_assessment_is_dated",
                Q(state=AssessmentState.PUBLISHED),
                Q(published_at__isnull=False),
                _("A published assessment says when it was published."),
            ),
            models.UniqueConstraint(
                fields=["scheme", "cut_off_on"],
                name="oversight_assessment_once",
                violation_error_message=_("The scheme was applied to this cut-off day already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The assessment's page."""
        return reverse("oversight:assessment-detail", args=[self.public_id])

    @property
    def job(self) -> Job | None:
        """The newest job that computes it."""
        return jobs.of(self).filter(kind=COMPUTE_JOB).first()


class UnitScore(models.Model):
    """What one unit scored: the frozen figures, each with numerator, denominator, weight and points.

    ``total`` is empty where no indicator applies to the unit; such a unit has no rank.
    """

    public_id = PublicIdField()
    assessment = models.ForeignKey(
        Assessment, models.PROTECT, related_name="scores", verbose_name=_("Assessment")
    )
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="scores", verbose_name=_("Unit")
    )
    kind = models.CharField(_("Kind"), max_length=30, choices=OrganizationKind)
    figures = models.JSONField(_("Figures"), default=list, encoder=DjangoJSONEncoder)
    total = models.DecimalField(_("Score"), max_digits=5, decimal_places=2, null=True, blank=True)
    rank = models.PositiveIntegerField(_("Rank"), null=True, blank=True)
    ranked = models.PositiveIntegerField(_("Units of its kind"), default=0)

    objects = ScoreQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("Score of a unit")
        ordering = ("kind", F("rank").asc(nulls_last=True), "organization")
        default_permissions = ()
        constraints = [
            state_is_known(OrganizationKind, "kind"),
            models.CheckConstraint(
                name="oversight_score_within_bounds",
                condition=Q(total__isnull=True) | Q(total__gte=0, total__lte=HUNDRED),
                violation_error_message=_("A score lies between 0 and 100."),
            ),
            implies(
                "oversight_rank_needs_score",
                Q(total__isnull=True),
                Q(rank__isnull=True),
                _("A unit without a score has no rank."),
            ),
            models.UniqueConstraint(fields=["assessment", "organization"], name="oversight_score_once"),
        ]

    def __str__(self) -> str:
        return f"{self.organization} · {self.assessment}"

    def get_absolute_url(self) -> str:
        """The score's page."""
        return reverse("oversight:score-detail", args=[self.public_id])
