"""Domains of operation, and the resources that are put under it."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from catalog.models import CatalogEntry
from portal.kernel import clock
from portal.kernel.checks import implies, state_is_known
from portal.kernel.fields import PublicIdField
from portal.members.models import Organization

from ..choices import LEADING, DomainState, ResourceState
from ..querysets import DomainQuerySet, ResourceQuerySet


class OperationDomain(models.Model):
    """A field of public data that may be put under authorised operation, led by one department (6.1)."""

    public_id = PublicIdField()
    name = models.CharField(_("Domain"), max_length=40, unique=True)
    name_en = models.CharField(_("English name"), max_length=80, blank=True)
    summary = models.TextField(_("What the domain covers"), max_length=500)
    lead_department = models.ForeignKey(
        Organization, models.PROTECT, related_name="operation_domains", verbose_name=_("Lead department")
    )
    state = models.CharField(_("State"), max_length=10, choices=DomainState, default=DomainState.DRAFT)
    reason = models.TextField(_("Reason"), max_length=500, blank=True)
    opened_at = models.DateTimeField(_("Opened to applications"), null=True, blank=True)

    objects = DomainQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("Domain of operation")
        ordering = ("name",)
        permissions = [
            ("manage_domains", "Keep the domains of authorised operation"),
            ("register_resource", "Register resources under operation in the own unit's domain"),
            ("view_all_operation", "Read everything about authorised operation"),
        ]
        default_permissions = ()
        constraints = [
            state_is_known(DomainState),
            implies(
                "authorization_closed_domain_says_why",
                Q(state=DomainState.CLOSED),
                ~Q(reason=""),
                _("Closing a domain gives its reasons."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The domain's page for staff."""
        return reverse("authorization:domain-detail", args=[self.public_id])

    def clean(self) -> None:
        """Departments lead domains: no enterprise assesses applications of its like."""
        if self.lead_department_id and self.lead_department.kind not in LEADING:
            raise ValidationError(
                {"lead_department": _("A domain is led by a department of the administration.")}
            )

    def get_public_url(self) -> str:
        """The domain's page for everybody."""
        return reverse("authorization:operation-detail", args=[self.public_id])

    @property
    def title(self) -> str:
        """The name in the reader's language."""
        return self.name_en if self.name_en and get_language() == "en" else self.name


class DomainResource(models.Model):
    """A catalog entry registered as put under operation in a domain (公共数据资源登记, provision 6.1).

    Data of another unit enters with that unit's consent only (发改数据规〔2025〕27号).
    """

    public_id = PublicIdField()
    domain = models.ForeignKey(
        OperationDomain, models.PROTECT, related_name="resources", verbose_name=_("Domain of operation")
    )
    entry = models.ForeignKey(CatalogEntry, models.PROTECT, related_name="+", verbose_name=_("Resource"))
    scenarios = models.CharField(_("For which scenarios"), max_length=200)
    is_others = models.BooleanField(_("Provided by another unit"), default=False)
    consent = models.CharField(_("Document of the provider's consent"), max_length=150, blank=True)
    state = models.CharField(
        _("State"), max_length=10, choices=ResourceState, default=ResourceState.REGISTERED
    )
    reason = models.TextField(_("Reason"), max_length=500, blank=True)
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("Registered by")
    )
    registered_at = models.DateTimeField(_("Registered"), default=clock.now)

    objects = ResourceQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("Resource under operation")
        ordering = ("domain", "-registered_at", "pk")
        default_permissions = ()
        constraints = [
            state_is_known(ResourceState),
            models.UniqueConstraint(
                fields=["domain", "entry"],
                name="authorization_resource_once_in_domain",
                condition=Q(state=ResourceState.REGISTERED),
                violation_error_message=_("This resource is registered in the domain already."),
            ),
            implies(
                "authorization_others_data_by_consent",
                Q(is_others=True),
                ~Q(consent=""),
                _("Data of another unit is put under operation with that unit's consent: name the document."),
            ),
            implies(
                "authorization_resource_leaves_with_reason",
                Q(state=ResourceState.WITHDRAWN),
                ~Q(reason=""),
                _("Taking a resource out of operation gives its reasons."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry} · {self.domain}"

    def get_absolute_url(self) -> str:
        """Where it is listed."""
        return self.domain.get_absolute_url()
