"""Entries, items, versions and classification as programs read and write them."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from portal.web.api import ActionsMixin

from .choices import DataType, Fulfilment, ListScope, Theme
from .models import CatalogEntry, Category, DataItem, EntryVersion, ResponsibilityLine, ResponsibilityList
from .selectors import as_seen

WRITTEN = (
    "name",
    "name_en",
    "abstract",
    "abstract_en",
    "division",
    "contact",
    "category",
    "themes",
    "keywords",
    "keywords_en",
    "format_category",
    "format_type",
    "sharing_type",
    "sharing_condition",
    "sharing_method",
    "open_type",
    "open_condition",
    "refusal_basis",
    "update_cycle",
    "grade",
    "personal_information",
    "public_service",
    "area_item",
    "source_system",
    "provenance",
    "source",
    "source_en",
    "source_url",
    "collection_basis",
    "collection_purpose",
)
STAMPED = (
    "public_id",
    "resource_code",
    "provider",
    "provider_name",
    "state",
    "state_name",
    "version_number",
    "opinion",
    "due_on",
    "changed_at",
    "published_at",
    "mounted_at",
    "delivered_version",
    "delivered_rows",
    "delivered_at",
)


class CategorySerializer(serializers.ModelSerializer[Category]):
    """A node of the classification tree."""

    class Meta:
        model = Category
        fields = ("code", "name", "name_en")


class EntrySerializer(ActionsMixin, serializers.ModelSerializer[CatalogEntry]):
    """An entry as its reader may see it; other units' changes appear once they are published."""

    category = serializers.SlugRelatedField(slug_field="code", queryset=Category.objects.for_resources())
    themes = serializers.ListField(child=serializers.ChoiceField(choices=Theme.choices), required=False)
    provider = serializers.CharField(source="provider.credit_code", read_only=True)
    provider_name = serializers.CharField(source="provider.title", read_only=True)
    state_name = serializers.CharField(source="get_state_display", read_only=True)

    class Meta:
        model = CatalogEntry
        fields = (*STAMPED, *WRITTEN, "actions")
        read_only_fields = STAMPED

    def to_representation(self, entry: CatalogEntry) -> dict[str, Any]:
        """The published face for those who do not work on the entry."""
        return super().to_representation(as_seen(self.context["view"].actor, entry))


class EntryInput(EntrySerializer):
    """What is written; ``unless_changed_since`` is the ``changed_at`` that was read before."""

    unless_changed_since = serializers.DateTimeField(required=False, write_only=True)

    class Meta(EntrySerializer.Meta):
        fields = (*EntrySerializer.Meta.fields, "unless_changed_since")


class ItemSerializer(serializers.ModelSerializer[DataItem]):
    """One item; the rules are those of the store: pattern, minimum, maximum, allowed, check."""

    data_type = serializers.ChoiceField(choices=DataType.choices)
    rules = serializers.DictField(required=False)

    class Meta:
        model = DataItem
        fields = (
            "name",
            "name_en",
            "data_type",
            "length",
            "decimals",
            "required",
            "key",
            "searchable",
            "personal",
            "measure_unit",
            "description",
            "description_en",
            "rules",
        )
        validators: list[Any] = []


class ItemsInput(serializers.Serializer[Any]):
    """All items of an entry, in their order."""

    items = ItemSerializer(many=True)
    unless_changed_since = serializers.DateTimeField(required=False)


class EntryVersionSerializer(serializers.ModelSerializer[EntryVersion]):
    """A published version, for ever readable."""

    published_by = serializers.CharField(source="published_by.get_full_name", read_only=True)

    class Meta:
        model = EntryVersion
        fields = ("number", "published_at", "published_by", "content")


class OpinionInput(serializers.Serializer[Any]):
    """An opinion that may be left out, and the state of the entry that it is about."""

    opinion = serializers.CharField(max_length=2000, required=False, allow_blank=True)
    unless_changed_since = serializers.DateTimeField(required=False)


class RequiredOpinionInput(serializers.Serializer[Any]):
    """An opinion that must be given, and the state of the entry that it is about."""

    opinion = serializers.CharField(max_length=2000)
    unless_changed_since = serializers.DateTimeField(required=False)


class WithdrawalInput(serializers.Serializer[Any]):
    """Why an entry goes out of force."""

    opinion = serializers.CharField(max_length=2000)


class ReasonInput(serializers.Serializer[Any]):
    """Why a published entry is changed."""

    reason = serializers.CharField(max_length=500)


class HeldSerializer(serializers.Serializer[Any]):
    """An entry of another unit that holds some of the same items already and is shared."""

    resource_code = serializers.CharField(source="entry.resource_code")
    name = serializers.CharField()
    provider = serializers.CharField(source="provider.credit_code")
    provider_name = serializers.CharField(source="provider.title")
    sharing_type = serializers.CharField(source="sharing")
    items = serializers.ListField(child=serializers.CharField())


class ResponsibilitySerializer(ActionsMixin, serializers.ModelSerializer[ResponsibilityList]):
    """A responsibility list of a unit, a district or the city."""

    organization = serializers.CharField(source="organization.credit_code", read_only=True)
    organization_name = serializers.CharField(source="organization.title", read_only=True)

    class Meta:
        model = ResponsibilityList
        fields = ("public_id", "scope", "organization", "organization_name", "number", "state", "remark")
        fields += ("line_count", "published_at", "superseded_at", "actions")
        read_only_fields = fields


class ResponsibilityInput(serializers.Serializer[Any]):
    """Whose promises the next version gathers."""

    scope = serializers.ChoiceField(choices=ListScope.choices, default=ListScope.UNIT)
    remark = serializers.CharField(required=False, default="", allow_blank=True, max_length=500)


class LineSerializer(serializers.ModelSerializer[ResponsibilityLine]):
    """One promise, and what became of it."""

    fulfilment = serializers.ChoiceField(choices=Fulfilment.choices, read_only=True)
    delivered_at = serializers.DateTimeField(source="entry.delivered_at", read_only=True)

    class Meta:
        model = ResponsibilityLine
        fields = ("position", "resource_code", "name", "name_en", "entry_version", "provider_name")
        fields += ("sharing_type", "sharing_condition", "sharing_method", "open_type", "open_condition")
        fields += ("refusal_basis", "update_cycle", "delivered_at", "fulfilment")
        read_only_fields = fields
