"""The kernel's tables: the audit trail, the ledger of jobs, the rules."""

from __future__ import annotations

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from .checks import state_is_known
from .fields import PublicIdField


class AuditEvent(models.Model):
    """One thing that one actor did to one record.

    Append-only: triggers on row and on TRUNCATE refuse the rest. Partitioned by month, so the primary key
    in the database is (id, at).
    """

    at = models.DateTimeField(_("Time"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Person"),
    )
    actor = models.CharField(_("Actor"), max_length=150)
    via = models.CharField(_("Door"), max_length=20)
    request_id = models.CharField(_("Request number"), max_length=64, blank=True)
    action = models.CharField(_("Action"), max_length=80)
    provision = models.CharField(_("Provision"), max_length=10, blank=True)
    target_type = models.ForeignKey(
        ContentType, models.PROTECT, related_name="+", verbose_name=_("Kind of record")
    )
    target_id = models.CharField(_("Record"), max_length=64)
    target_label = models.CharField(_("Title of the record"), max_length=200, blank=True)
    changes = models.JSONField(_("Changes"), default=dict, encoder=DjangoJSONEncoder)
    note = models.TextField(_("Opinion"), blank=True)
    simulated = models.BooleanField(_("Simulated past"), default=False)

    class Meta:
        verbose_name = verbose_name_plural = _("Audit trail")
        permissions = [("read_audit", "Read the audit trail")]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor} {self.action}"


class JobState(models.TextChoices):
    """Where a job stands in the ledger."""

    QUEUED = "queued", _("Waiting")
    RUNNING = "running", _("Running")
    SUCCEEDED = "succeeded", _("Done")
    FAILED = "failed", _("Failed")


class Job(models.Model):
    """Work to be done outside the request. This row is the truth; the broker only carries its number."""

    public_id = PublicIdField()
    kind = models.CharField(_("Kind"), max_length=80)
    queue = models.CharField(_("Queue"), max_length=20, default="default")
    arguments = models.JSONField(_("Arguments"), default=dict)
    state = models.CharField(
        _("State"), max_length=10, choices=JobState, default=JobState.QUEUED, db_index=True
    )
    subject_type = models.ForeignKey(
        ContentType, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Kind of record")
    )
    subject_id = models.CharField(_("Record"), max_length=64, blank=True)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Requested by"),
    )
    language = models.CharField(_("Language"), max_length=10, default="zh-hans")
    done = models.BigIntegerField(_("Done so far"), default=0)
    total = models.BigIntegerField(_("To do"), null=True, blank=True)
    unit = models.CharField(_("Unit"), max_length=20, blank=True)
    attempts = models.PositiveSmallIntegerField(_("Attempts"), default=0)
    token = models.UUIDField(_("Attempt"), null=True, blank=True)
    lease_until = models.DateTimeField(_("Lease until"), null=True, blank=True)
    run_after = models.DateTimeField(_("Not before"), null=True, blank=True)
    published_at = models.DateTimeField(_("Told to the broker"), null=True, blank=True)
    queued_at = models.DateTimeField(_("Queued"))
    started_at = models.DateTimeField(_("Started"), null=True, blank=True)
    finished_at = models.DateTimeField(_("Finished"), null=True, blank=True)
    result = models.JSONField(_("Result"), default=dict, blank=True, encoder=DjangoJSONEncoder)
    error = models.TextField(_("Error"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("Job")
        default_permissions = ()
        constraints = [state_is_known(JobState)]
        indexes = [
            models.Index(fields=["subject_type", "subject_id"], name="kernel_job_subject"),
            models.Index(
                fields=["queued_at"],
                name="kernel_job_open",
                condition=models.Q(state__in=[JobState.QUEUED, JobState.RUNNING]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"

    @property
    def subject(self) -> models.Model | None:
        """The record that the job is about, if there is one."""
        model = self.subject_type.model_class() if self.subject_type else None
        return model._base_manager.filter(pk=self.subject_id).first() if model else None

    @property
    def is_finished(self) -> bool:
        """True once nothing more will happen."""
        return self.state in {JobState.SUCCEEDED, JobState.FAILED}


class Rule(models.Model):
    """One version of a limit, cap, weight or retention, in force from a day on."""

    key = models.CharField(_("Key"), max_length=80)
    version = models.PositiveIntegerField(_("Version"))
    value = models.JSONField(_("Value"))
    unit = models.CharField(_("Unit"), max_length=40)
    provision = models.CharField(_("Provision"), max_length=10)
    source = models.TextField(_("Source"))
    effective_from = models.DateField(_("In force from"))
    reason = models.TextField(_("Reason for the change"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("Rule")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["key", "version"], name="kernel_rule_version"),
            models.UniqueConstraint(fields=["key", "effective_from"], name="kernel_rule_one_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.key} = {self.value} {self.unit}"
