"""What was published: entries as they stood, for ever readable."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from .entry import CatalogEntry


class EntryVersion(models.Model):
    """One published state of an entry with its items (provisions 2.1 and 2.4); never changed afterwards."""

    entry = models.ForeignKey(CatalogEntry, models.PROTECT, related_name="versions", verbose_name=_("Entry"))
    number = models.PositiveIntegerField(_("Version"))
    content = models.JSONField(_("Content"), encoder=DjangoJSONEncoder)
    item_keys = ArrayField(
        models.CharField(max_length=120), verbose_name=_("Keys of the items"), default=list, blank=True
    )
    published_at = models.DateTimeField(_("Published at"))
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("Published by")
    )

    class Meta:
        verbose_name = verbose_name_plural = _("Published version of an entry")
        ordering = ("entry_id", "-number")
        default_permissions = ()
        indexes = [GinIndex(fields=["item_keys"], name="catalog_version_items")]
        constraints = [models.UniqueConstraint(fields=["entry", "number"], name="catalog_version_once")]

    def __str__(self) -> str:
        return f"{self.entry} v{self.number}"
