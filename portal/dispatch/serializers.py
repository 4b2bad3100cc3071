"""What programs send and get about dispatches."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from portal.members.models import Organization
from portal.web.api import ActionsMixin

from .choices import DispatchKind
from .models import Dispatch

STATEMENT = ("kind", "title", "content", "purpose", "legal_basis", "wished_by")


class DispatchSerializer(ActionsMixin, serializers.ModelSerializer[Dispatch]):
    """A data need or a supervision order."""

    stated_by = serializers.CharField(source="organization.credit_code", read_only=True)
    responder = serializers.CharField(
        source="responder.credit_code", read_only=True, default=None, allow_null=True
    )

    class Meta:
        model = Dispatch
        fields = (
            "public_id",
            *STATEMENT,
            "stated_by",
            "stated_at",
            "state",
            "responder",
            "opinion",
            "due_on",
            "answer_due_on",
            "delivery",
            "subject_type",
            "subject_id",
            "delivered_at",
            "ended_at",
            "actions",
        )
        read_only_fields = fields


class DispatchInput(serializers.ModelSerializer[Dispatch]):
    """What is stated."""

    kind = serializers.ChoiceField(choices=DispatchKind.choices, default=DispatchKind.NEED)

    class Meta:
        model = Dispatch
        fields = STATEMENT


class AssignInput(serializers.Serializer[Any]):
    """Who answers, and by when; without a deadline that of the rule holds."""

    responder = serializers.SlugRelatedField(
        slug_field="credit_code",
        queryset=Organization.objects.all(),
        help_text="Unified social credit code.",
    )
    due_on = serializers.DateField(required=False)
    opinion = serializers.CharField(required=False, default="", allow_blank=True, max_length=1000)


class RemarkInput(serializers.Serializer[Any]):
    """A remark that may be left out."""

    opinion = serializers.CharField(required=False, default="", allow_blank=True, max_length=1000)


class ReasonsInput(serializers.Serializer[Any]):
    """Reasons that must be given."""

    opinion = serializers.CharField(max_length=1000)


class DeliveryInput(serializers.Serializer[Any]):
    """What was delivered, and the record that satisfies the need."""

    delivery = serializers.CharField(max_length=1000)
    subject_type = serializers.CharField(
        required=False, default="", allow_blank=True, help_text="Such as catalog.catalogentry."
    )
    subject_id = serializers.UUIDField(required=False, default=None, allow_null=True)


class HastenInput(serializers.Serializer[Any]):
    """Words to the responder."""

    note = serializers.CharField(required=False, default="", allow_blank=True, max_length=300)
