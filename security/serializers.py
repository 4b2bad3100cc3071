"""The audit trail as programs see it."""

from rest_framework import serializers

from portal.kernel.models import AuditEvent


class AuditEventSerializer(serializers.ModelSerializer):
    """One event."""

    class Meta:
        model = AuditEvent
        fields = (
            "id",
            "at",
            "actor",
            "via",
            "request_id",
            "action",
            "provision",
            "target_id",
            "target_label",
            "changes",
            "note",
            "simulated",
        )
