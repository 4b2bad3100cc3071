"""Responsibility lists: what a unit, a district or the city promises to share and to open."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from portal.kernel.checks import implies, state_is_known
from portal.kernel.fields import PublicIdField
from portal.members.models import Organization

from ..choices import Fulfilment, ListScope, ListState, OpenType, SharingMethod, SharingType, UpdateCycle
from ..querysets import ResponsibilityListQuerySet
from .entry import CatalogEntry

OUT = (ListState.PUBLISHED, ListState.SUPERSEDED)


class ResponsibilityList(models.Model):
    """One version of the responsibility list (责任清单) of a unit, a district or the city (provision 2.2).

    A draft has no lines of its own: it reads the live catalog. Publishing freezes the lines for ever.
    """

    public_id = PublicIdField()
    scope = models.CharField(_("Scope"), max_length=10, choices=ListScope, default=ListScope.UNIT)
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="responsibility_lists", verbose_name=_("Published by unit")
    )
    number = models.PositiveIntegerField(_("Version"))
    state = models.CharField(_("State"), max_length=10, choices=ListState, default=ListState.DRAFT)
    remark = models.TextField(_("Remark"), max_length=500, blank=True)
    line_count = models.PositiveIntegerField(_("Resources"), default=0)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("Drafted by")
    )
    drafted_at = models.DateTimeField(_("Drafted"))
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Published by"),
    )
    published_at = models.DateTimeField(_("Published at"), null=True, blank=True)
    superseded_at = models.DateTimeField(_("Superseded at"), null=True, blank=True)

    objects = ResponsibilityListQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("Responsibility list")
        ordering = ("scope", "organization", "-number")
        permissions = [
            ("draft_list", "Draft responsibility lists"),
            ("publish_list", "Publish responsibility lists of the own unit or jurisdiction"),
            (
                "supersede_list",
                "Put the next version of a responsibility list in the place of the one before",
            ),
        ]
        default_permissions = ()
        constraints = [
            state_is_known(ListState),
            state_is_known(ListScope, "scope"),
            implies(
                "catalog_published_list_is_signed",
                Q(state__in=OUT),
                Q(published_at__isnull=False, published_by__isnull=False, line_count__gt=0),
                _("A published responsibility list has lines, a day and a signer."),
            ),
            implies(
                "catalog_superseded_list_has_its_day",
                Q(state=ListState.SUPERSEDED),
                Q(superseded_at__isnull=False),
                _("A superseded responsibility list says since when."),
            ),
            models.UniqueConstraint(
                fields=["organization", "scope"],
                name="catalog_one_list_in_force",
                condition=Q(state=ListState.PUBLISHED),
                violation_error_message=_("There is a responsibility list in force already."),
            ),
            models.UniqueConstraint(
                fields=["organization", "scope"],
                name="catalog_one_list_in_draft",
                condition=Q(state=ListState.DRAFT),
                violation_error_message=_("There is a draft of this responsibility list already."),
            ),
            models.UniqueConstraint(
                fields=["organization", "scope", "number"],
                name="catalog_list_number_once",
                violation_error_message=_("There is a responsibility list of this number already."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The list's page."""
        return reverse("catalog:responsibility-detail", args=[self.public_id])

    @property
    def title(self) -> str:
        """Whose list it is and which version, in the reader's language."""
        words = {
            ListScope.UNIT.value: gettext("Responsibility list of %(unit)s, version %(number)s"),
            ListScope.DISTRICT.value: gettext("Area's responsibility list of %(unit)s, version %(number)s"),
            ListScope.CITY.value: gettext("City's responsibility list, version %(number)s"),
        }
        return words[self.scope] % {"unit": self.organization, "number": self.number}


class ResponsibilityLine(models.Model):
    """One resource of a published list as it was promised; never changed afterwards."""

    #: What became of the promise, worked out by whoever reads the list.
    fulfilment = ""

    list = models.ForeignKey(
        ResponsibilityList, models.PROTECT, related_name="lines", verbose_name=_("Responsibility list")
    )
    position = models.PositiveIntegerField(_("Position"))
    entry = models.ForeignKey(CatalogEntry, models.PROTECT, related_name="+", verbose_name=_("Catalog entry"))
    entry_version = models.PositiveIntegerField(_("Version of the entry"))
    provider = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name=_("Provider"))
    provider_name = models.CharField(_("Name of the provider"), max_length=100)
    provider_name_en = models.CharField(_("English name of the provider"), max_length=150, blank=True)
    resource_code = models.CharField(_("Resource code"), max_length=20)
    name = models.CharField(_("Resource name"), max_length=100)
    name_en = models.CharField(_("English name"), max_length=150, blank=True)
    sharing_type = models.CharField(_("Sharing type"), max_length=20, choices=SharingType)
    sharing_condition = models.TextField(_("Conditions of sharing"), max_length=500, blank=True)
    sharing_method = models.CharField(_("Way of sharing"), max_length=20, choices=SharingMethod)
    open_type = models.CharField(_("Opening type"), max_length=20, choices=OpenType)
    open_condition = models.TextField(_("Conditions of opening"), max_length=500, blank=True)
    refusal_basis = models.TextField(
        _("Legal basis of not sharing or not opening"), max_length=500, blank=True
    )
    update_cycle = models.CharField(_("Update cycle"), max_length=20, choices=UpdateCycle)

    class Meta:
        verbose_name = verbose_name_plural = _("Line of a responsibility list")
        ordering = ("list_id", "position")
        default_permissions = ()
        constraints = [
            state_is_known(SharingType, "sharing_type"),
            state_is_known(SharingMethod, "sharing_method"),
            state_is_known(OpenType, "open_type"),
            state_is_known(UpdateCycle, "update_cycle"),
            models.UniqueConstraint(fields=["list", "entry"], name="catalog_line_once"),
        ]

    def __str__(self) -> str:
        return f"{self.resource_code} {self.title}"

    @property
    def title(self) -> str:
        """The resource's name in the reader's language."""
        return self.name_en if self.name_en and get_language() == "en" else self.name

    def get_fulfilment_display(self) -> str:
        """What became of the promise, in words."""
        return str(Fulfilment(self.fulfilment).label) if self.fulfilment else ""

    @property
    def provider_title(self) -> str:
        """The provider's name in the reader's language."""
        english = self.provider_name_en if get_language() == "en" else ""
        return english or self.provider_name
