"""What was agreed with an operator."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import DateTimeField, DurationField, ExpressionWrapper, F, Func, Q, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock
from portal.kernel.checks import implies, state_is_known
from portal.kernel.fields import PublicIdField
from portal.members.models import Organization

from ..choices import RUNNING, AgreementState
from ..querysets import AgreementQuerySet
from .application import OperatorApplication
from .domain import OperationDomain
from .terms import LONG, POSSIBLE_TERM

_PERIOD = Func("starts_on", "ends_on", Value("[]"), function="daterange", output_field=DateRangeField())
_TERM = Func(
    F("term_years"), template="make_interval(years => %(expressions)s)", output_field=DurationField()
)
_AFTER_TERM = ExpressionWrapper(F("starts_on") + _TERM, output_field=DateTimeField())


class Agreement(models.Model):
    """An operator may operate a domain between two days, and owes duties for it (provision 6.1)."""

    public_id = PublicIdField()
    number = models.CharField(_("Agreement number"), max_length=30, unique=True)
    application = models.OneToOneField(
        OperatorApplication,
        models.PROTECT,
        related_name="agreement",
        verbose_name=_("Operator's application"),
    )
    domain = models.ForeignKey(
        OperationDomain, models.PROTECT, related_name="agreements", verbose_name=_("Domain of operation")
    )
    operator = models.ForeignKey(
        Organization, models.PROTECT, related_name="operation_agreements", verbose_name=_("Operating body")
    )
    scenario = models.TextField(_("Scenario"), max_length=1000)
    duties = models.TextField(_("Duties of the parties"), max_length=2000)
    starts_on = models.DateField(_("In force from"))
    ends_on = models.DateField(_("In force until"))
    term_years = models.PositiveSmallIntegerField(_("Term in years"))
    max_term_years = models.PositiveSmallIntegerField(_("Longest ordinary term in years"))
    term_reasons = models.TextField(_("Reasons for a longer term"), max_length=500, blank=True)
    higher_review = models.CharField(_("Document of the higher review"), max_length=150, blank=True)
    shared_reasons = models.TextField(_("Reasons for a further operator"), max_length=500, blank=True)
    state = models.CharField(_("State"), max_length=10, choices=AgreementState, default=AgreementState.SIGNED)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("Signed for the authority by"),
    )
    signed_at = models.DateTimeField(_("Signed at"), default=clock.now)
    terminated_on = models.DateField(_("Terminated"), null=True, blank=True)
    termination_reasons = models.TextField(_("Reasons for the termination"), max_length=1000, blank=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("Agreement")
        ordering = ("-starts_on", "-pk")
        permissions = [
            ("sign_agreement", "Sign agreements of authorised operation"),
            ("terminate_agreement", "Terminate agreements of authorised operation"),
            ("turn_agreements", "Let agreements begin and end (jobs)"),
        ]
        default_permissions = ()
        constraints = [
            state_is_known(AgreementState),
            POSSIBLE_TERM,
            implies(
                "authorization_long_term_is_justified",
                LONG,
                ~Q(term_reasons="") & ~Q(higher_review=""),
                _("A term over the ordinary maximum needs reasons and the document of a higher review."),
            ),
            models.CheckConstraint(
                name="authorization_agreement_within_term",
                condition=Q(ends_on__gte=F("starts_on")) & Q(ends_on__lt=_AFTER_TERM),
                violation_error_message=_("The agreement must end within its term."),
            ),
            implies(
                "authorization_termination_says_why",
                Q(state=AgreementState.TERMINATED),
                ~Q(termination_reasons="") & Q(terminated_on__isnull=False),
                _("A termination gives its reasons."),
            ),
            ExclusionConstraint(
                name="authorization_one_agreement_of_operator",
                expressions=[
                    ("domain", RangeOperators.EQUAL),
                    ("operator", RangeOperators.EQUAL),
                    (_PERIOD, RangeOperators.OVERLAPS),
                ],
                condition=Q(state__in=RUNNING),
                violation_error_message=_("The operator has an agreement for this domain and time already."),
            ),
            ExclusionConstraint(
                name="authorization_one_operator_of_domain",
                expressions=[("domain", RangeOperators.EQUAL), (_PERIOD, RangeOperators.OVERLAPS)],
                condition=Q(state__in=RUNNING, shared_reasons=""),
                violation_error_message=_(
                    "Another operator has an agreement for this domain and time; a further one needs reasons."
                ),
            ),
        ]
        indexes = [models.Index(fields=["state", "ends_on"], name="authorization_agreement_ends")]

    def __str__(self) -> str:
        return f"{self.number} · {self.domain}"

    def get_absolute_url(self) -> str:
        """The agreement's page for staff."""
        return reverse("authorization:agreement-detail", args=[self.public_id])

    @property
    def is_in_force(self) -> bool:
        """Whether it runs today, whatever the job did."""
        return self.standing == AgreementState.ACTIVE

    @property
    def standing(self) -> AgreementState:
        """The state as of today: an agreement begins and ends by its dates, not when a job has run."""
        today, state = clock.today(), AgreementState(self.state)
        if state not in RUNNING or today < self.starts_on:
            return state
        return AgreementState.EXPIRED if self.ends_on < today else AgreementState.ACTIVE

    @property
    def last_day(self) -> date:
        """The last day on which it ran, or is to run; before its first day where it never began."""
        return self.terminated_on or self.ends_on

    def ran_in(self, year: int) -> bool:
        """Whether it ran, or is to run, on a day of the year."""
        has_run = self.starts_on <= self.last_day
        return has_run and self.starts_on.year <= year <= self.last_day.year

    def get_standing_display(self) -> str:
        """The standing in words."""
        return str(self.standing.label)
