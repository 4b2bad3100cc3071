"""The yearly report on an agreement, and its evaluation."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock
from portal.kernel.checks import implies, state_is_known
from portal.kernel.fields import PublicIdField

from ..choices import EvaluationResult, EvaluationState
from ..querysets import EvaluationQuerySet
from .agreement import Agreement


class YearlyEvaluation(models.Model):
    """What an operator did with an agreement in one year, and what the authority found (provision 6.1)."""

    public_id = PublicIdField()
    agreement = models.ForeignKey(
        Agreement, models.PROTECT, related_name="evaluations", verbose_name=_("Agreement")
    )
    year = models.PositiveSmallIntegerField(_("Year"))
    resources = models.PositiveIntegerField(_("Resources used"))
    services = models.PositiveIntegerField(_("Products and services in use"))
    clients = models.PositiveIntegerField(_("Units and people served"))
    incidents = models.PositiveIntegerField(_("Security incidents"))
    report = models.TextField(_("Report of the year"), max_length=3000)
    state = models.CharField(
        _("State"), max_length=10, choices=EvaluationState, default=EvaluationState.REPORTED
    )
    result = models.CharField(_("Result"), max_length=10, choices=EvaluationResult, blank=True)
    opinion = models.TextField(_("Opinion"), max_length=1000, blank=True)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("Reported by")
    )
    reported_at = models.DateTimeField(_("Reported"), default=clock.now)
    report_due_on = models.DateField(_("Report due"))
    due_on = models.DateField(_("Evaluation due"))
    due_rule = models.CharField(_("Rule of the deadline"), max_length=100)
    evaluated_at = models.DateTimeField(_("Evaluated"), null=True, blank=True)

    objects = EvaluationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("Yearly evaluation")
        ordering = ("-year", "-pk")
        permissions = [
            ("report_year", "Report a year of authorised operation"),
            ("evaluate_year", "Evaluate a year of authorised operation"),
        ]
        default_permissions = ()
        constraints = [
            state_is_known(EvaluationState),
            models.CheckConstraint(
                name="authorization_evaluation_result_known",
                condition=Q(result__in=["", *EvaluationResult.values]),
                violation_error_message=_("This value is not one of the possible ones."),
            ),
            models.UniqueConstraint(
                fields=["agreement", "year"],
                name="authorization_one_report_a_year",
                violation_error_message=_("This year has been reported already."),
            ),
            implies(
                "authorization_evaluation_has_result",
                Q(state=EvaluationState.EVALUATED),
                ~Q(result="") & ~Q(opinion="") & Q(evaluated_at__isnull=False),
                _("An evaluation gives its result and an opinion."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement.number} · {self.year}"

    def get_absolute_url(self) -> str:
        """The evaluation's page."""
        return reverse("authorization:evaluation-detail", args=[self.public_id])

    def clean(self) -> None:
        """Only years in which the agreement ran are reported."""
        if self.year and not self.agreement.ran_in(self.year):
            raise ValidationError({"year": _("The agreement did not run in that year.")})
