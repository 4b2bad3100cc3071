"""Signs of personal information in data that was not declared to hold any."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from aggregation.models import Batch
from catalog.models import CatalogEntry
from portal.kernel import clock
from portal.kernel.checks import implies, state_is_known
from portal.kernel.fields import PublicIdField
from portal.store.choices import Sign

from ..choices import FindingState
from ..querysets import PersonalFindingQuerySet

JUDGED = (FindingState.CONFIRMED, FindingState.RELEASED)


class PersonalInformationFinding(models.Model):
    """What the scan saw in a loaded batch, and what somebody made of it (provision 7.4).

    Until it is released the public does not see the batch's version. ``signs`` holds item, kind and counts,
    never a value.
    """

    public_id = PublicIdField()
    entry = models.ForeignKey(CatalogEntry, models.PROTECT, related_name="+", verbose_name=_("Catalog entry"))
    batch = models.OneToOneField(
        Batch, models.PROTECT, related_name="personal_finding", verbose_name=_("Batch")
    )
    signs = models.JSONField(_("Signs of personal information"))
    rows = models.PositiveIntegerField(_("Rows searched"))
    state = models.CharField(_("State"), max_length=12, choices=FindingState, default=FindingState.FOUND)
    found_at = models.DateTimeField(_("Time found"), default=clock.now)
    due_on = models.DateField(_("Due"), null=True, blank=True)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Judged by"),
    )
    judged_at = models.DateTimeField(_("Judged"), null=True, blank=True)
    reason = models.TextField(_("Reason"), max_length=500, blank=True)

    objects = PersonalFindingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("Finding of personal information")
        ordering = ("-found_at", "-pk")
        permissions = [
            ("judge_finding", "Judge signs of personal information"),
            ("note_finding", "Note and replace findings of personal information (jobs)"),
        ]
        default_permissions = ()
        constraints = [
            state_is_known(FindingState),
            implies(
                "security_judgment_gives_reason",
                Q(state__in=JUDGED),
                Q(judged_at__isnull=False) & ~Q(reason=""),
                _("A judgment gives its reason."),
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="security_finding_waits")]

    def __str__(self) -> str:
        return f"{self.entry} · {self.items_in_words}"

    def get_absolute_url(self) -> str:
        """The finding's page."""
        return reverse("security:finding-detail", args=[self.public_id])

    @property
    def today(self) -> date:
        """The day on which rights are asked."""
        return clock.today()

    @property
    def items_in_words(self) -> str:
        """The items in question, each once."""
        return "、".join(dict.fromkeys(sign["column"] for sign in self.signs))

    @property
    def signs_in_words(self) -> list[dict[str, object]]:
        """Item, kind and counts for a page."""
        return [sign | {"kind": Sign(sign["kind"]).label} for sign in self.signs]
