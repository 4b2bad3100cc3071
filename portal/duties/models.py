"""The register of documents that stand beside the measure."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.kernel.checks import implies, state_is_known
from portal.kernel.fields import PublicIdField

from .choices import DocumentKind, Standing
from .querysets import DocumentQuerySet


class OfficialDocument(models.Model):
    """A law, regulation or rule related to the measure, superseded by it or repealed (provision 9.1)."""

    public_id = PublicIdField()
    title = models.CharField(_("Title"), max_length=150)
    title_en = models.CharField(_("English title"), max_length=250, blank=True)
    number = models.CharField(_("Document number"), max_length=80, blank=True)
    kind = models.CharField(_("Kind"), max_length=30, choices=DocumentKind)
    issuer = models.CharField(_("Issued by"), max_length=100)
    issued_on = models.DateField(_("Issued on"), null=True, blank=True)
    effective_on = models.DateField(_("In force from"), null=True, blank=True)
    standing = models.CharField(_("Standing"), max_length=20, choices=Standing)
    replaced_by = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replaces",
        verbose_name=_("Replaced by"),
    )
    relation = models.TextField(_("Relation to the measure"))
    transition = models.TextField(_("Transition"), blank=True)
    source = models.TextField(_("Source"))
    source_url = models.URLField(_("Address of the source"), max_length=300, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("Document")
        ordering = (F("issued_on").desc(nulls_last=True), "title")
        permissions = [
            ("keep_document", "Keep the register of documents"),
            ("set_rule", "Set a new version of a rule"),
            ("read_dashboard", "Read the dashboard of one's own unit or jurisdiction"),
            ("read_all_dashboards", "Read every dashboard"),
        ]
        default_permissions = ()
        constraints = [
            state_is_known(DocumentKind, "kind"),
            state_is_known(Standing, "standing"),
            models.UniqueConstraint(
                fields=["title", "number"],
                name="duties_document_once",
                violation_error_message=_("This document is already in the register."),
            ),
            models.CheckConstraint(
                name="duties_document_in_force_after_issue",
                condition=Q(issued_on=None) | Q(effective_on=None) | Q(effective_on__gte=F("issued_on")),
                violation_error_message=_("A document does not come into force before it is issued."),
            ),
            models.CheckConstraint(
                name="duties_document_not_its_successor",
                condition=~Q(replaced_by=F("id")),
                violation_error_message=_("A document cannot replace itself."),
            ),
            implies(
                "duties_superseded_names_successor",
                Q(standing=Standing.SUPERSEDED),
                Q(replaced_by__isnull=False),
                _("A superseded document names the one that replaces it."),
            ),
        ]

    def __str__(self) -> str:
        return self.title_en if self.title_en and get_language() == "en" else self.title

    def get_absolute_url(self) -> str:
        """The document's public page."""
        return reverse("duties:document-detail", args=[self.public_id])
