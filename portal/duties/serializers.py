"""Rules and documents as programs see them."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from .models import OfficialDocument


class RuleVersionSerializer(serializers.Serializer[Any]):
    """One version of a rule."""

    version = serializers.IntegerField()
    value = serializers.JSONField()
    source = serializers.CharField()
    effective_from = serializers.DateField()
    reason = serializers.CharField()


class RuleSerializer(serializers.Serializer[Any]):
    """A rule with the version in force, the coming one, and all of them."""

    key = serializers.CharField()
    label = serializers.CharField(source="declaration.label")
    unit = serializers.CharField()
    provision = serializers.CharField(source="declaration.provision")
    current = RuleVersionSerializer(allow_null=True)
    coming = RuleVersionSerializer(allow_null=True)
    versions = RuleVersionSerializer(many=True)


class RuleInput(serializers.Serializer[Any]):
    """A new version of a rule."""

    value = serializers.JSONField()
    effective_from = serializers.DateField()
    source = serializers.CharField(max_length=500)
    reason = serializers.CharField(max_length=500)


@extend_schema_field({"type": "string", "format": "uuid", "nullable": True})
class DocumentField(serializers.SlugRelatedField):
    """Another document by its public identifier."""


class DocumentSerializer(serializers.ModelSerializer):
    """A document beside the measure."""

    replaced_by = DocumentField(
        slug_field="public_id",
        queryset=OfficialDocument.objects.all(),
        allow_null=True,
        required=False,
    )

    class Meta:
        model = OfficialDocument
        # The service validates constraints; a partial update would not know the other columns.
        validators: list[Any] = []
        fields = (
            "public_id",
            "title",
            "title_en",
            "number",
            "kind",
            "issuer",
            "issued_on",
            "effective_on",
            "standing",
            "replaced_by",
            "relation",
            "transition",
            "source",
            "source_url",
        )
