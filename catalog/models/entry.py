"""One entry of the catalog: the working copy of a resource's description."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.kernel.fields import PublicIdField
from portal.members.models import Organization
from portal.store.models import StoredFile

from ..choices import (
    EntryState,
    FormatCategory,
    Grade,
    OpenType,
    Provenance,
    SharingMethod,
    SharingType,
    UpdateCycle,
)
from ..querysets import EntryQuerySet
from .category import Category
from .constraints import AT_THE_DESK, CONSTRAINTS


class CatalogEntry(models.Model):
    """A data resource of one unit, described by the national core metadata (provision 2.1).

    This row is the working copy; what others may rely on is the newest ``EntryVersion``. ``delivered_…`` is
    stamped by aggregation when data arrives.
    """

    #: Every event has its own time; ``changed_at`` is the token by which stale forms are recognised.
    unaudited = ("changed_at",)

    public_id = PublicIdField()
    resource_code = models.CharField(_("Resource code"), max_length=20, unique=True, null=True, blank=True)
    name = models.CharField(_("Resource name"), max_length=100)
    name_en = models.CharField(_("English name"), max_length=150, blank=True)
    abstract = models.TextField(_("Abstract"), max_length=1000)
    abstract_en = models.TextField(_("English abstract"), max_length=2000, blank=True)
    provider = models.ForeignKey(
        Organization, models.PROTECT, related_name="catalog_entries", verbose_name=_("Provider")
    )
    division = models.CharField(_("Division of the provider"), max_length=60, blank=True)
    contact = models.CharField(_("Contact"), max_length=100, blank=True)
    category = models.ForeignKey(
        Category, models.PROTECT, related_name="entries", verbose_name=_("Classification")
    )
    themes = ArrayField(models.CharField(max_length=30), verbose_name=_("Themes"), default=list, blank=True)
    keywords = ArrayField(
        models.CharField(max_length=30), verbose_name=_("Keywords"), default=list, blank=True
    )
    keywords_en = ArrayField(
        models.CharField(max_length=40), verbose_name=_("English keywords"), default=list, blank=True
    )
    format_category = models.CharField(
        _("Format"), max_length=20, choices=FormatCategory, default=FormatCategory.SPREADSHEET
    )
    format_type = models.CharField(_("Format type"), max_length=20, default="csv")
    sharing_type = models.CharField(
        _("Sharing type"), max_length=20, choices=SharingType, default=SharingType.UNCONDITIONAL
    )
    sharing_condition = models.TextField(_("Conditions of sharing"), max_length=500, blank=True)
    sharing_method = models.CharField(
        _("Way of sharing"), max_length=20, choices=SharingMethod, default=SharingMethod.FILE
    )
    open_type = models.CharField(_("Opening type"), max_length=20, choices=OpenType, default=OpenType.CLOSED)
    open_condition = models.TextField(_("Conditions of opening"), max_length=500, blank=True)
    refusal_basis = models.TextField(
        _("Legal basis of not sharing or not opening"), max_length=500, blank=True
    )
    update_cycle = models.CharField(
        _("Update cycle"), max_length=20, choices=UpdateCycle, default=UpdateCycle.IRREGULAR
    )
    grade = models.CharField(_("Grade"), max_length=2, choices=Grade, blank=True)
    personal_information = models.BooleanField(_("Holds personal information"), default=False)
    public_service = models.BooleanField(_("Arises from a public service"), default=False)
    area_item = models.CharField(_("Item that holds the area code"), max_length=100, blank=True)
    source_system = models.CharField(_("Source system"), max_length=100, blank=True)
    provenance = models.CharField(_("Provenance"), max_length=20, choices=Provenance, default=Provenance.REAL)
    source = models.TextField(_("Source of the data"), max_length=500, blank=True)
    source_en = models.TextField(_("Source of the data (English)"), max_length=500, blank=True)
    source_url = models.URLField(_("Address of the source"), max_length=300, blank=True)
    collection_basis = models.TextField(_("Legal basis of the collection"), max_length=500, blank=True)
    collection_purpose = models.TextField(_("Purpose of the collection"), max_length=500, blank=True)
    sample = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Sample file")
    )

    state = models.CharField(_("State"), max_length=20, choices=EntryState, default=EntryState.DRAFT)
    version_number = models.PositiveIntegerField(_("Published version"), default=0)
    compiled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("Compiled by")
    )
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Signed by"),
    )
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Reviewed by"),
    )
    opinion = models.TextField(_("Opinion"), max_length=2000, blank=True)
    due_on = models.DateField(_("Review due"), null=True, blank=True)
    due_rule = models.CharField(_("Rule of the deadline"), max_length=100, blank=True)
    changed_at = models.DateTimeField(_("Changed"))
    published_at = models.DateTimeField(_("Published at"), null=True, blank=True)
    mounted_at = models.DateTimeField(_("Mounted"), null=True, blank=True)
    delivered_version = models.PositiveIntegerField(_("Data version"), default=0)
    delivered_rows = models.BigIntegerField(_("Rows"), default=0)
    delivered_at = models.DateTimeField(_("Data loaded"), null=True, blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("Catalog entry")
        ordering = ("-changed_at", "pk")
        permissions = [
            ("compile_entry", "Compile catalog entries of the own unit"),
            ("sign_entry", "Sign catalog entries of the own unit"),
            ("review_entry", "Review and publish catalog entries of the jurisdiction"),
            ("view_all_entries", "Read every catalog entry in every state"),
            ("record_delivery", "Record mounts and deliveries of data"),
        ]
        default_permissions = ()
        constraints = CONSTRAINTS
        indexes = [models.Index(fields=["state", "due_on"], name="catalog_entry_due")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The entry's page."""
        return reverse("catalog:entry-detail", args=[self.public_id])

    def step_url(self, step: str) -> str:
        """The address of one of the entry's pages: ``update``, ``items``, ``review`` …"""
        return reverse(f"catalog:entry-{step}", args=[self.public_id])

    def localized(self, name: str) -> str:
        """A text in the reader's language, in Chinese where there is no English."""
        english = getattr(self, f"{name}_en") if get_language() == "en" else ""
        return english or getattr(self, name)

    @property
    def title(self) -> str:
        """The name in the reader's language."""
        return self.localized("name")

    @property
    def is_at_the_desk(self) -> bool:
        """True while the compiling unit may still change it."""
        return self.state in AT_THE_DESK
