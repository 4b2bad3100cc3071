"""Datasets as programs read them: both languages side by side."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from portal.store.models import TableVersion
from portal.web.api import ActionsMixin

from .models import ObjectionAnswer, PublicDataset
from .selectors import versions

BRIEF = (
    "code",
    "title",
    "title_en",
    "abstract",
    "abstract_en",
    "provider",
    "provider_en",
    "themes",
    "keywords",
    "keywords_en",
    "update_cycle",
    "format_type",
    "provenance",
    "first_published",
    "last_updated",
    "data_version",
    "rows",
    "links",
)


class DatasetSerializer(serializers.ModelSerializer[PublicDataset]):
    """A dataset in a list."""

    links = serializers.SerializerMethodField()

    class Meta:
        model = PublicDataset
        fields: tuple[str, ...] = BRIEF

    @extend_schema_field({"type": "object", "additionalProperties": {"type": "string", "format": "uri"}})
    def get_links(self, dataset: PublicDataset) -> dict[str, str]:
        """Where it is: page, description, rows, file."""
        absolute = self.context["request"].build_absolute_uri
        names = {"page": "dataset-detail", "self": "api-dataset", "rows": "api-rows", "csv": "api-rows-csv"}
        return {name: absolute(reverse(f"opening:{url}", args=[dataset.slug])) for name, url in names.items()}


class VersionSerializer(serializers.ModelSerializer[TableVersion]):
    """One version of a dataset's data."""

    class Meta:
        model = TableVersion
        fields = ("number", "published_at", "rows", "added", "changed", "removed")


class DatasetDetailSerializer(DatasetSerializer):
    """A dataset with its items, terms and versions."""

    freshness = serializers.CharField()
    versions = serializers.SerializerMethodField()

    class Meta(DatasetSerializer.Meta):
        fields = (
            *BRIEF,
            "grade",
            "source",
            "source_en",
            "source_url",
            "freshness",
            "fresh_until",
            "licence",
            "licence_en",
            "items",
            "notices",
            "profile",
            "versions",
            "views",
            "downloads",
            "api_calls",
        )

    @extend_schema_field(VersionSerializer(many=True))
    def get_versions(self, dataset: PublicDataset) -> list[dict[str, Any]]:
        """The published versions, newest first."""
        return list(VersionSerializer(versions(dataset), many=True).data)


class FacetValueSerializer(serializers.Serializer[Any]):
    """One value of a facet."""

    value = serializers.CharField()
    label = serializers.CharField()
    count = serializers.IntegerField()
    chosen = serializers.BooleanField()


class FacetSerializer(serializers.Serializer[Any]):
    """How many datasets each value of a property would leave."""

    name = serializers.CharField()
    label = serializers.CharField()
    values = FacetValueSerializer(many=True)


class AnswerSerializer(serializers.ModelSerializer[ObjectionAnswer]):
    """What was found about an objection to open data."""

    dataset = serializers.CharField(source="dataset.code")
    title = serializers.CharField(source="dataset.title")

    class Meta:
        model = ObjectionAnswer
        fields = (
            "number",
            "dataset",
            "title",
            "kind",
            "item",
            "outcome",
            "answer",
            "remedy",
            "raised_on",
            "answered_on",
            "working_days",
            "in_time",
            "corrected_version",
        )


class DatasetStandingSerializer(ActionsMixin, serializers.ModelSerializer[PublicDataset]):
    """Where a dataset stands, for the staff."""

    class Meta:
        model = PublicDataset
        fields = ("code", "slug", "title", "provider", "state", "notices", "data_version", "rows", "actions")
        read_only_fields = fields


class StopReasonInput(serializers.Serializer[Any]):
    """Why a dataset is suspended or restored."""

    reason = serializers.CharField(max_length=500)
