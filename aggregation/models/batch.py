"""One delivery of data."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock, jobs
from portal.kernel.checks import implies, state_is_known
from portal.kernel.fields import PublicIdField
from portal.kernel.models import Job
from portal.store.choices import LoadMode
from portal.store.models import StoredFile, TableVersion

from ..choices import BatchState
from ..querysets import UNSETTLED, BatchQuerySet
from .mount import MountedResource

#: The kind of job that loads a batch.
LOAD_JOB = "aggregation.load_batch"


class Batch(models.Model):
    """A file that was handed in for a mounted table, and what became of it (provision 3.2).

    Once loaded, ``rows_read`` is ``loaded`` plus ``rejected``: no record gets lost silently. A batch that was
    turned down as a whole loaded none.
    """

    public_id = PublicIdField()
    mounted = models.ForeignKey(
        MountedResource, models.PROTECT, related_name="batches", verbose_name=_("Mounted resource")
    )
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name=_("File"))
    file_name = models.CharField(_("File name"), max_length=255)
    mode = models.CharField(_("Way of loading"), max_length=10, choices=LoadMode, default=LoadMode.REPLACE)
    format = models.JSONField(_("Format of the file"), default=dict)
    note = models.CharField(_("Note"), max_length=300, blank=True)
    state = models.CharField(_("State"), max_length=10, choices=BatchState, default=BatchState.RECEIVED)
    version = models.ForeignKey(
        TableVersion,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Version of the table"),
    )
    rows_read = models.BigIntegerField(_("Rows read"), default=0)
    loaded = models.BigIntegerField(_("Rows loaded"), default=0)
    rejected = models.BigIntegerField(_("Rows turned down"), default=0)
    added = models.BigIntegerField(_("Rows added"), default=0)
    changed = models.BigIntegerField(_("Rows changed"), default=0)
    removed = models.BigIntegerField(_("Rows removed"), default=0)
    unchanged = models.BigIntegerField(_("Rows unchanged"), default=0)
    seconds = models.FloatField(_("Time taken"), null=True, blank=True)
    digest = models.CharField(_("Digest of the rows"), max_length=64, blank=True)
    message = models.TextField(_("Message"), blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Handed in by"),
    )
    received_at = models.DateTimeField(_("Received at"), default=clock.now)
    finished_at = models.DateTimeField(_("Finished"), null=True, blank=True)

    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("Batch")
        ordering = ("-received_at", "-pk")
        permissions = [
            ("load_data", "Load data of the own unit"),
            ("carry_batch", "Carry batches from arrival to publication (jobs)"),
            ("view_all_batches", "Read every mounted resource and batch"),
        ]
        default_permissions = ()
        constraints = [
            state_is_known(BatchState),
            state_is_known(LoadMode, "mode"),
            implies(
                "aggregation_no_row_lost",
                Q(state=BatchState.LOADED),
                Q(rows_read=F("loaded") + F("rejected")),
                _("Rows read are rows loaded plus rows turned down."),
            ),
            implies(
                "aggregation_loaded_batch_has_version",
                Q(state=BatchState.LOADED),
                Q(version__isnull=False, finished_at__isnull=False),
                _("A loaded batch belongs to a version of its table."),
            ),
            implies(
                "aggregation_trouble_is_explained",
                Q(state__in=(BatchState.REJECTED, BatchState.FAILED)),
                ~Q(message=""),
                _("A batch that was turned down or failed says why."),
            ),
            models.UniqueConstraint(
                fields=["mounted"],
                name="aggregation_one_open_batch",
                condition=Q(state__in=UNSETTLED),
                violation_error_message=_("Another batch of this resource is still open."),
            ),
        ]
        indexes = [models.Index(fields=["mounted", "-received_at"], name="aggregation_batch_newest")]

    def __str__(self) -> str:
        return f"{self.mounted.entry} · {self.file_name}"

    def get_absolute_url(self) -> str:
        """The batch's page: its progress, then its result."""
        return reverse("aggregation:batch-detail", args=[self.public_id])

    @property
    def job(self) -> Job | None:
        """The newest job that loads it."""
        return jobs.of(self).filter(kind=LOAD_JOB).first()

    @property
    def data_version(self) -> int | None:
        """The version that readers got from it; nothing before it is loaded, or where it never is."""
        return self.version.number if self.version and self.state == BatchState.LOADED else None

    @property
    def is_troubled(self) -> bool:
        """Whether somebody has to do something about it."""
        return self.state in {BatchState.REJECTED, BatchState.FAILED}

    @property
    def is_settled(self) -> bool:
        """True once nothing more will happen by itself."""
        return self.state not in UNSETTLED
