"""Datasets as programs read them, both languages side by side; answers, and demands for opening."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from catalog.choices import Theme
from catalog.models import CatalogEntry
from portal.members.models import Organization
from portal.store.models import TableVersion
from portal.web.api import ActionsMixin

from . import policies, selectors
from .choices import DemandChannel, Priority
from .models import ObjectionAnswer, OpenDemand, PublicDataset
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


class FoundSerializer(serializers.Serializer[Any]):
    """One page of what a search found."""

    count = serializers.IntegerField()
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = DatasetSerializer(many=True)
    facets = FacetSerializer(many=True)


class RowsSerializer(serializers.Serializer[Any]):
    """One page of a dataset's rows."""

    version = serializers.IntegerField()
    rows = serializers.ListField(child=serializers.DictField(child=serializers.JSONField()))
    next = serializers.CharField(allow_null=True)
    notices = serializers.ListField(child=serializers.DictField(), required=False)


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
        fields = ("code", "slug", "title", "provider", "state", "held_at", "notices", "data_version")
        fields += ("rows", "actions")
        read_only_fields = fields


class StopReasonInput(serializers.Serializer[Any]):
    """Why a dataset is suspended or restored."""

    reason = serializers.CharField(max_length=500)


class DemandSerializer(ActionsMixin, serializers.ModelSerializer[OpenDemand]):
    """A demand for opening; who asked only for those who handle it and for whoever filed it."""

    number = serializers.CharField(read_only=True)
    addressed_to = serializers.CharField(
        source="addressed_to.name", default=None, allow_null=True, read_only=True
    )
    unit = serializers.CharField(source="unit.name", default=None, allow_null=True, read_only=True)
    dataset = serializers.CharField(source="dataset.code", default=None, allow_null=True, read_only=True)
    merged_into = serializers.SerializerMethodField()
    supporters = serializers.SerializerMethodField()
    score = serializers.SerializerMethodField()
    asker = serializers.SerializerMethodField()

    class Meta:
        model = OpenDemand
        fields = (
            "public_id",
            "number",
            "title",
            "text",
            "scenario",
            "theme",
            "reasons",
            "channel",
            "asker",
            "filed_on",
            "addressed_to",
            "unit",
            "state",
            "due_on",
            "supporters",
            "score",
            "answer",
            "basis",
            "answered_at",
            "promised_on",
            "dataset",
            "fulfilled_at",
            "merged_into",
            "actions",
        )
        read_only_fields = fields

    def get_supporters(self, demand: OpenDemand) -> int:
        """How many people support it."""
        return selectors.count_supporters(demand)

    def get_score(self, demand: OpenDemand) -> int | None:
        """The published score; null once the demand is finished."""
        score = selectors.score_of(demand)
        return score.total if score else None

    @extend_schema_field({"type": ["string", "null"], "format": "uuid"})
    def get_merged_into(self, demand: OpenDemand) -> str | None:
        """The demand that goes on; null for whoever may not know of it yet."""
        other = selectors.goes_on_as(self.context["view"].actor, demand)
        return str(other.public_id) if other else None

    def get_asker(self, demand: OpenDemand) -> str:
        """Name and contact; empty for whoever may not know."""
        if not policies.may_know_asker(self.context["view"].actor, demand):
            return ""
        return " ".join(filter(None, (demand.asker or str(demand.filed_by), demand.contact)))


class DemandInput(serializers.Serializer[Any]):
    """Which data somebody wants to be open, and what for."""

    title = serializers.CharField(max_length=100)
    text = serializers.CharField(max_length=2000)
    scenario = serializers.CharField(max_length=1000)
    theme = serializers.ChoiceField(choices=Theme.choices)
    reasons = serializers.ListField(
        child=serializers.ChoiceField(choices=Priority.choices), required=False, max_length=4
    )
    addressed_to = serializers.SlugRelatedField(
        slug_field="credit_code", queryset=Organization.objects.all(), required=False, allow_null=True
    )


class ReceivedDemandInput(DemandInput):
    """The same, taken down for somebody."""

    channel = serializers.ChoiceField(choices=DemandChannel.choices)
    asker = serializers.CharField(max_length=60)
    contact = serializers.CharField(max_length=100, required=False, allow_blank=True)


class RouteInput(serializers.Serializer[Any]):
    """Which unit answers."""

    unit = serializers.SlugRelatedField(slug_field="credit_code", queryset=Organization.objects.all())
    reasons = serializers.ListField(
        child=serializers.ChoiceField(choices=Priority.choices), required=False, default=list, max_length=4
    )
    note = serializers.CharField(max_length=500, required=False, allow_blank=True)


class PromiseInput(serializers.Serializer[Any]):
    """By when the data will be open."""

    answer = serializers.CharField(max_length=1000)
    promised_on = serializers.DateField()
    entry = serializers.SlugRelatedField(
        slug_field="resource_code",
        queryset=CatalogEntry.objects.in_force(),
        required=False,
        allow_null=True,
    )


class DeclineInput(serializers.Serializer[Any]):
    """Why not, and on which basis."""

    answer = serializers.CharField(max_length=1000)
    basis = serializers.CharField(max_length=500)


class FulfillInput(serializers.Serializer[Any]):
    """Which open dataset answers the demand."""

    dataset = serializers.SlugRelatedField(slug_field="code", queryset=PublicDataset.objects.open())
    answer = serializers.CharField(max_length=1000, required=False, allow_blank=True)


class HandBackInput(serializers.Serializer[Any]):
    """Why the unit cannot answer."""

    note = serializers.CharField(max_length=500)


class MergeInput(serializers.Serializer[Any]):
    """The demand that goes on."""

    into = serializers.SlugRelatedField(slug_field="public_id", queryset=OpenDemand.objects.all())
    note = serializers.CharField(max_length=500, required=False, allow_blank=True)
