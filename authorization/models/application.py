"""What an operator applies for."""

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
from portal.members.choices import OrganizationKind
from portal.members.models import Organization

from ..choices import AWAITING, OPEN, ApplicationState
from ..querysets import ApplicationQuerySet
from .domain import OperationDomain
from .terms import LONG, POSSIBLE_TERM


class OperatorApplication(models.Model):
    """An operator applies to operate a domain for some years (provision 6.1).

    ``max_term_years`` is the rule in force when the application was filed: a longer term needs reasons here,
    and the document of a higher review before it passes the authority. Security is assessed beside the moves.
    """

    public_id = PublicIdField()
    domain = models.ForeignKey(
        OperationDomain, models.PROTECT, related_name="applications", verbose_name=_("Domain of operation")
    )
    operator = models.ForeignKey(
        Organization, models.PROTECT, related_name="operator_applications", verbose_name=_("Operating body")
    )
    scenario = models.TextField(_("Scenario"), max_length=1000)
    capability = models.TextField(_("Capability"), max_length=1000)
    security_plan = models.TextField(_("Plan for data security"), max_length=1000)
    term_years = models.PositiveSmallIntegerField(_("Term in years"))
    max_term_years = models.PositiveSmallIntegerField(_("Longest ordinary term in years"))
    term_rule = models.CharField(_("Rule of the term"), max_length=100)
    term_reasons = models.TextField(_("Reasons for a longer term"), max_length=500, blank=True)
    higher_review = models.CharField(_("Document of the higher review"), max_length=150, blank=True)
    state = models.CharField(
        _("State"), max_length=10, choices=ApplicationState, default=ApplicationState.DRAFT
    )
    due_on = models.DateField(_("Due"), null=True, blank=True)
    due_rule = models.CharField(_("Rule of the deadline"), max_length=100, blank=True)
    review_opinion = models.TextField(_("Opinion of the data authority"), max_length=1000, blank=True)
    assessment_opinion = models.TextField(_("Opinion of the department"), max_length=1000, blank=True)
    security_passed = models.BooleanField(_("Security assessment passed"), null=True, blank=True)
    security_opinion = models.TextField(_("Opinion on security"), max_length=1000, blank=True)
    opinion = models.TextField(_("Opinion"), max_length=1000, blank=True)
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("Filed by")
    )
    filed_at = models.DateTimeField(_("Filed"), default=clock.now)
    submitted_at = models.DateTimeField(_("Handed in"), null=True, blank=True)
    reviewed_at = models.DateTimeField(_("Reviewed"), null=True, blank=True)
    assessed_at = models.DateTimeField(_("Assessed"), null=True, blank=True)
    security_assessed_at = models.DateTimeField(_("Security assessed"), null=True, blank=True)
    decided_at = models.DateTimeField(_("Decided at"), null=True, blank=True)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("Operator's application")
        ordering = ("-filed_at", "-pk")
        permissions = [
            ("apply_for_operation", "Apply for authorised operation"),
            ("review_application", "Review and decide operators' applications"),
            ("assess_application", "Assess applications for the own unit's domain"),
            ("refuse_application", "Refuse and return operators' applications"),
            ("assess_security", "Assess the security of authorised operation"),
        ]
        default_permissions = ()
        constraints = [
            state_is_known(ApplicationState),
            POSSIBLE_TERM,
            implies(
                "authorization_long_application_gives_reasons",
                LONG,
                ~Q(term_reasons=""),
                _("A term over the ordinary maximum needs reasons."),
            ),
            implies(
                "authorization_long_application_higher_review",
                LONG & Q(state__in=("reviewed", "assessed", "approved")),
                ~Q(higher_review=""),
                _("A term over the ordinary maximum passes only with the document of a higher review."),
            ),
            implies(
                "authorization_application_decline_says_why",
                Q(state__in=(ApplicationState.RETURNED, ApplicationState.REFUSED)),
                ~Q(opinion=""),
                _("A refusal or a return gives its reasons."),
            ),
            implies(
                "authorization_approval_needs_security",
                Q(state=ApplicationState.APPROVED),
                Q(security_passed__isnull=False) & Q(security_passed=True),
                _("An application is approved only after its security assessment was passed."),
            ),
            implies(
                "authorization_security_verdict_explained",
                Q(security_passed__isnull=False),
                ~Q(security_opinion="") & Q(security_assessed_at__isnull=False),
                _("A security assessment gives its opinion."),
            ),
            implies(
                "authorization_open_application_has_deadline",
                Q(state__in=AWAITING),
                Q(due_on__isnull=False),
                _("An application that was handed in has a deadline."),
            ),
            models.UniqueConstraint(
                fields=["domain", "operator"],
                name="authorization_one_open_application",
                condition=Q(state__in=OPEN),
                violation_error_message=_("Your unit has an open application for this domain already."),
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="authorization_application_due")]

    def __str__(self) -> str:
        return f"{self.domain} · {self.operator}"

    def get_absolute_url(self) -> str:
        """The application's page."""
        return reverse("authorization:application-detail", args=[self.public_id])

    def clean(self) -> None:
        """Only operators apply."""
        if self.operator_id and self.operator.kind != OrganizationKind.OPERATOR:
            raise ValidationError({"operator": _("Only an operator can be authorized.")})

    @property
    def is_long(self) -> bool:
        """Whether the term is over the ordinary maximum."""
        return self.term_years > self.max_term_years

    @property
    def is_at_the_desk(self) -> bool:
        """Whether the operator may still change it."""
        return self.state in {ApplicationState.DRAFT, ApplicationState.RETURNED}

    @property
    def awaits_security(self) -> bool:
        """Whether its security is still to be assessed."""
        return self.state in AWAITING and self.security_passed is None

    @property
    def awaits_signature(self) -> bool:
        """Whether the agreement is still to be signed."""
        return self.state == ApplicationState.APPROVED and not hasattr(self, "agreement")
