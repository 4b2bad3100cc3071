"""What programs send and get about grants."""

from __future__ import annotations

from rest_framework import serializers

from portal.web.api import ActionsMixin

from ..models import Grant
from .held import HeldMixin


class GrantReasonInput(serializers.Serializer):
    """Why a grant is stopped."""

    reason = serializers.CharField(max_length=500)


class GrantSerializer(HeldMixin, ActionsMixin, serializers.ModelSerializer):
    """A grant."""

    entry = serializers.CharField(source="entry.resource_code", read_only=True)
    consumer = serializers.CharField(source="consumer.credit_code", read_only=True)

    class Meta:
        model = Grant
        fields = ("public_id", "entry", "consumer", "items", "area_prefixes", "purpose", "delivery")
        fields += ("valid_from", "valid_until", "state", "reason", "held_since", "actions")
        read_only_fields = fields
