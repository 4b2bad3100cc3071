"""What programs send and get."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from portal.kernel.models import Job
from portal.store.choices import LoadMode
from portal.store.models import Reject
from portal.web.api import ActionsMixin

from . import policies, selectors
from .choices import Channel, ObjectionKind
from .models import Batch, MountedResource, Objection


class MountSerializer(ActionsMixin, serializers.ModelSerializer):
    """A mounted resource."""

    entry = serializers.CharField(source="entry.resource_code", read_only=True)
    name = serializers.CharField(source="entry.title", read_only=True)
    provider = serializers.CharField(source="entry.provider.credit_code", read_only=True)
    rows = serializers.IntegerField(source="table.row_count", read_only=True, default=0)
    data_version = serializers.IntegerField(source="table.current_version", read_only=True, default=0)

    class Meta:
        model = MountedResource
        fields = (
            "public_id",
            "entry",
            "name",
            "provider",
            "kind",
            "state",
            "entry_version",
            "rows",
            "data_version",
            "problem",
            "mounted_at",
            "verified_at",
            "actions",
        )
        read_only_fields = fields


class MountInput(serializers.Serializer):
    """Which entry to mount."""

    entry = serializers.CharField(help_text="Resource code of a published entry of the own unit.")


class ProgressSerializer(serializers.ModelSerializer):
    """How far the newest load is."""

    class Meta:
        model = Job
        fields = ("state", "done", "total", "unit", "attempts", "started_at", "finished_at", "error")
        read_only_fields = fields


class BatchSerializer(ActionsMixin, serializers.ModelSerializer):
    """One file and what became of it."""

    mount = serializers.UUIDField(source="mounted.public_id", read_only=True)
    entry = serializers.CharField(source="mounted.entry.resource_code", read_only=True)
    data_version = serializers.IntegerField(read_only=True, default=None, allow_null=True)
    file_sha256 = serializers.CharField(source="file.sha256", read_only=True)

    class Meta:
        model = Batch
        fields = (
            "public_id",
            "mount",
            "entry",
            "file_name",
            "file_sha256",
            "mode",
            "format",
            "note",
            "state",
            "data_version",
            "rows_read",
            "loaded",
            "rejected",
            "added",
            "changed",
            "removed",
            "unchanged",
            "seconds",
            "digest",
            "message",
            "received_at",
            "finished_at",
            "actions",
        )
        read_only_fields = fields


class BatchDetailSerializer(BatchSerializer):
    """With progress, and the reasons why records were turned down."""

    progress = serializers.SerializerMethodField()
    reject_groups = serializers.SerializerMethodField()

    class Meta(BatchSerializer.Meta):
        fields = (*BatchSerializer.Meta.fields, "progress", "reject_groups")
        read_only_fields = fields

    @extend_schema_field(ProgressSerializer)
    def get_progress(self, batch: Batch) -> dict[str, Any] | None:
        """The newest load's ledger row."""
        job = batch.job
        return ProgressSerializer(job).data if job else None

    @extend_schema_field({"type": "array", "items": {"type": "object"}})
    def get_reject_groups(self, batch: Batch) -> list[dict[str, Any]]:
        """Rule, item, number of records, a few values."""
        return [
            {
                "item": group.column,
                "rule": group.rule,
                "message": group.message,
                "records": group.records,
                "examples": group.examples,
            }
            for group in selectors.reject_groups(batch)
        ]


class BatchInput(serializers.Serializer):
    """A file for a resource, named by its code or by the mount's identifier."""

    entry = serializers.CharField(required=False, help_text="Resource code.")
    mount = serializers.UUIDField(required=False)
    mode = serializers.ChoiceField(choices=LoadMode.choices, default=LoadMode.REPLACE)
    note = serializers.CharField(required=False, default="", allow_blank=True, max_length=300)
    file = serializers.FileField(allow_empty_file=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Exactly one of the two names."""
        if ("entry" in attrs) == ("mount" in attrs):
            raise serializers.ValidationError(
                {"entry": [_("Name the resource either by its code or by its mount.")]}
            )
        return attrs


class RejectSerializer(serializers.ModelSerializer):
    """One value for which a record was turned down; personal information is masked."""

    item = serializers.CharField(source="column")
    value = serializers.SerializerMethodField()

    class Meta:
        model = Reject
        fields = ("record", "item", "value", "rule", "message")
        read_only_fields = fields

    def get_value(self, reject: Reject) -> str:
        """The value as it may be shown."""
        return selectors.shown_value(reject, self.context["personal"])


class NoteInput(serializers.Serializer):
    """A move's remark."""

    note = serializers.CharField(required=False, default="", allow_blank=True, max_length=300)


class ObjectionSerializer(ActionsMixin, serializers.ModelSerializer):
    """An objection; name and contact of the objector only for those who handle it and the objector's side."""

    number = serializers.CharField(read_only=True)
    entry = serializers.CharField(source="entry.resource_code", read_only=True)
    name = serializers.CharField(source="entry.title", read_only=True)
    batch = serializers.UUIDField(source="batch.public_id", read_only=True, default=None, allow_null=True)
    row_key = serializers.SerializerMethodField()
    objector = serializers.SerializerMethodField()
    working_days = serializers.IntegerField(read_only=True)

    class Meta:
        model = Objection
        fields = (
            "public_id",
            "number",
            "entry",
            "name",
            "channel",
            "kind",
            "row_key",
            "item",
            "text",
            "evidence",
            "is_subject",
            "data_version",
            "objector",
            "raised_at",
            "state",
            "due_on",
            "outcome",
            "answer",
            "remedy",
            "answered_at",
            "working_days",
            "batch",
            "correction",
            "closed_at",
            "actions",
        )
        read_only_fields = fields

    @extend_schema_field({"type": "object", "additionalProperties": {"type": "string"}})
    def get_row_key(self, objection: Objection) -> dict[str, str]:
        """The row; personal information in its key is masked."""
        knows = policies.may_know_row(self.context["view"].actor, objection)
        return selectors.shown_row(objection, knows=knows)

    @extend_schema_field({"type": "object", "nullable": True, "additionalProperties": {"type": "string"}})
    def get_objector(self, objection: Objection) -> dict[str, str] | None:
        """Name, unit and contact."""
        if not policies.may_know_objector(self.context["view"].actor, objection):
            return None
        unit = objection.organization
        person = objection.raised_by.get_full_name()
        return {"name": person, "unit": str(unit or ""), "contact": objection.contact}


class ObjectionInput(serializers.Serializer):
    """What is wrong with which data."""

    entry = serializers.CharField(help_text="Resource code.")
    channel = serializers.ChoiceField(choices=Channel.choices)
    kind = serializers.ChoiceField(choices=ObjectionKind.choices)
    text = serializers.CharField(max_length=2000)
    row_key = serializers.DictField(
        child=serializers.CharField(max_length=200), required=False, help_text="The row's key items."
    )
    item = serializers.CharField(required=False, allow_blank=True, max_length=100)
    evidence = serializers.CharField(required=False, allow_blank=True, max_length=2000)
    is_subject = serializers.BooleanField(required=False)
    contact = serializers.CharField(required=False, allow_blank=True, max_length=100)


class AnswerInput(serializers.Serializer):
    """A decision's reasons."""

    answer = serializers.CharField(max_length=1000)


class RemedyInput(AnswerInput):
    """Where the objector can turn instead."""

    remedy = serializers.CharField(max_length=300)


class CloseInput(serializers.Serializer):
    """What put the data right."""

    batch = serializers.SlugRelatedField(
        slug_field="public_id", queryset=Batch.objects.all(), required=False, allow_null=True
    )
    correction = serializers.CharField(required=False, default="", allow_blank=True, max_length=300)
