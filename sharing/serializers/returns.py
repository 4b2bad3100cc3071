"""What programs send and get about data return."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from portal.web.api import ActionsMixin

from .. import policies
from ..models import ReturnNeed, ReturnParcel, ReturnRun
from .held import HeldMixin


class NeedSerializer(HeldMixin, ActionsMixin, serializers.ModelSerializer):
    """A need for data return."""

    entry = serializers.CharField(source="entry.resource_code", read_only=True)
    organization = serializers.CharField(source="organization.credit_code", read_only=True)
    receiver = serializers.CharField(source="receiver.credit_code", read_only=True)

    class Meta:
        model = ReturnNeed
        fields = ("public_id", "entry", "organization", "receiver", "purpose", "reason", "cycle", "state")
        fields += (
            "opinion",
            "filed_at",
            "decided_at",
            "returned_version",
            "returned_at",
            "held_since",
            "actions",
        )
        read_only_fields = fields


class NeedInput(serializers.ModelSerializer):
    """What is needed back."""

    entry = serializers.CharField(help_text="Resource code.")

    class Meta:
        model = ReturnNeed
        fields = ("entry", "purpose", "reason", "cycle")


class RefuseNeedInput(serializers.Serializer):
    """Why a need is refused."""

    opinion = serializers.CharField(max_length=500)


class RunSerializer(HeldMixin, ActionsMixin, serializers.ModelSerializer):
    """A return run with its counts."""

    entry = serializers.CharField(source="entry.resource_code", read_only=True)

    class Meta:
        model = ReturnRun
        fields = ("public_id", "entry", "version", "since", "trigger", "state", "rows", "strays", "shared")
        fields += (
            "unclaimed",
            "stray_codes",
            "message",
            "planned_at",
            "finished_at",
            "held_since",
            "actions",
        )
        read_only_fields = fields


class RunInput(serializers.Serializer):
    """Which resource is returned."""

    entry = serializers.CharField(help_text="Resource code.")


class ParcelSerializer(ActionsMixin, serializers.ModelSerializer):
    """A parcel; its receiver learns the counts that were sent once it has signed."""

    entry = serializers.CharField(source="run.entry.resource_code", read_only=True)
    version = serializers.IntegerField(source="run.version", read_only=True)
    since = serializers.IntegerField(source="run.since", read_only=True, allow_null=True)
    receiver = serializers.CharField(source="receiver.credit_code", read_only=True)

    class Meta:
        model = ReturnParcel
        fields = ("public_id", "entry", "version", "since", "receiver", "prefixes", "rows", "removed")
        fields += ("digest", "state", "sendings", "due_on", "sent_at", "received_at", "received_rows")
        fields += ("received_digest", "actions")
        read_only_fields = fields

    def to_representation(self, instance: Any) -> dict[str, Any]:
        """Counts only for whoever may know them now."""
        shown = super().to_representation(instance)
        if not policies.knows_counts(self.context["view"].actor, instance):
            shown |= {"rows": None, "removed": None, "digest": None}
        return shown


class ReceiptInput(serializers.Serializer):
    """What came."""

    rows = serializers.IntegerField(min_value=0)
    digest = serializers.CharField(min_length=64, max_length=64, help_text="SHA-256 of the fetched file.")
