"""What stops a resource at every exit."""

from __future__ import annotations

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from catalog.models import CatalogEntry
from portal.kernel import clock
from portal.kernel.checks import state_is_known

from ..choices import HoldReason
from ..querysets import HoldQuerySet


class ResourceHold(models.Model):
    """A resource leaves by no exit, granted, returned, open or operated, until it is lifted (provision 7.1).

    ``cause`` is the record behind it, by type and key: who reads of the hold may not know that record.
    """

    entry = models.ForeignKey(CatalogEntry, models.PROTECT, related_name="holds", verbose_name=_("Resource"))
    reason = models.CharField(_("Reason"), max_length=20, choices=HoldReason)
    cause_type = models.ForeignKey(
        ContentType, models.PROTECT, related_name="+", verbose_name=_("Kind of record")
    )
    cause_id = models.CharField(_("Record"), max_length=64)
    placed_at = models.DateTimeField(_("Stopped since"), default=clock.now)
    placed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Stopped by"),
    )
    lifted_at = models.DateTimeField(_("Let go on"), null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Let go on by"),
    )

    objects = HoldQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("Hold on a resource")
        ordering = ("-placed_at", "-pk")
        permissions = [("hold_resource", "Stop resources at every exit and let them go on (jobs)")]
        default_permissions = ()
        constraints = [
            state_is_known(HoldReason, "reason"),
            models.CheckConstraint(
                name="aggregation_hold_is_lifted_after_it_was_placed",
                condition=Q(lifted_at=None) | Q(lifted_at__gte=F("placed_at")),
                violation_error_message=_("A hold is lifted after it was placed."),
            ),
            models.UniqueConstraint(
                fields=["entry", "cause_type", "cause_id"],
                name="aggregation_one_hold_of_a_cause",
                condition=Q(lifted_at=None),
                violation_error_message=_("The resource is stopped for this cause already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry} · {self.get_reason_display()}"

    def get_absolute_url(self) -> str:
        """The page of what is stopped."""
        return self.entry.get_absolute_url()
