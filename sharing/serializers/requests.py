"""What programs send and get about requests."""

from __future__ import annotations

from django.db.models import QuerySet
from rest_framework import serializers

from portal.dispatch.models import Dispatch
from portal.web.api import ActionsMixin

from ..models import SharingRequest
from .held import HeldMixin

TERMS = ("legal_basis", "purpose", "scenario", "items", "area_prefixes", "starts_on", "ends_on", "delivery")


class RequestSerializer(HeldMixin, ActionsMixin, serializers.ModelSerializer):
    """A sharing request."""

    entry = serializers.CharField(source="entry.resource_code", read_only=True)
    sharing_type = serializers.CharField(read_only=True)
    dispatch = serializers.SlugRelatedField(slug_field="public_id", read_only=True)
    provider = serializers.CharField(source="entry.provider.credit_code", read_only=True)
    applicant = serializers.CharField(source="organization.credit_code", read_only=True)

    class Meta:
        model = SharingRequest
        fields = (
            "public_id",
            "entry",
            "provider",
            "applicant",
            "sharing_type",
            *TERMS,
            "dispatch",
            "state",
            "opinion",
        )
        fields += (
            "refusal_basis",
            "due_on",
            "days_left",
            "reply_due_on",
            "decided_at",
            "held_since",
            "actions",
        )
        read_only_fields = fields


class NeedField(serializers.SlugRelatedField):
    """The stated data need that a request follows, by its number; others than one's own do not exist."""

    def get_queryset(self) -> QuerySet[Dispatch]:
        """What the actor may know of; the service looks whether the provider has to answer it."""
        return Dispatch.objects.visible_to(self.context["view"].actor)


class RequestInput(serializers.ModelSerializer):
    """What is asked for."""

    entry = serializers.CharField(help_text="Resource code.")
    dispatch = NeedField(
        slug_field="public_id", queryset=Dispatch.objects.none(), required=False, allow_null=True
    )

    class Meta:
        model = SharingRequest
        fields = ("entry", *TERMS, "dispatch")


class RequestTerms(serializers.ModelSerializer):
    """What is asked for, anew."""

    dispatch = NeedField(
        slug_field="public_id", queryset=Dispatch.objects.none(), required=False, allow_null=True
    )

    class Meta:
        model = SharingRequest
        fields = (*TERMS, "dispatch")


class SharingNoteInput(serializers.Serializer):
    """A move's remark."""

    note = serializers.CharField(required=False, default="", allow_blank=True, max_length=300)


class SharingOpinionInput(serializers.Serializer):
    """An opinion that must be given."""

    opinion = serializers.CharField(max_length=1000)


class RefusalInput(SharingOpinionInput):
    """A refusal with its basis."""

    refusal_basis = serializers.CharField(max_length=500)


class ApprovalInput(serializers.Serializer):
    """An approval, for all items or for fewer."""

    items = serializers.ListField(child=serializers.CharField(), required=False, allow_empty=False)
    opinion = serializers.CharField(required=False, default="", allow_blank=True, max_length=1000)
