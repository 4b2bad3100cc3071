"""What programs send and get."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from portal.members.models import Organization
from portal.web.api import ActionsMixin

from . import selectors
from .models import Assessment, AssessmentScheme, Finding, Inspection, RectificationOrder, UnitScore

FACTS = {"type": "object", "additionalProperties": True}
ROWS = {"type": "array", "items": FACTS}


def unit_field(**options: Any) -> serializers.SlugRelatedField[Organization]:
    """A unit by its unified social credit code."""
    return serializers.SlugRelatedField(
        slug_field="credit_code", queryset=Organization.objects.all(), **options
    )


@extend_schema_field(ROWS)
class RowsField(serializers.JSONField):
    """A list of objects, as it was frozen."""


@extend_schema_field(FACTS)
class FactsField(serializers.JSONField):
    """Facts by name."""


class InspectionSerializer(ActionsMixin, serializers.ModelSerializer):
    """An inspection with its result by check."""

    authority = serializers.CharField(source="authority.credit_code", read_only=True)
    organization = serializers.CharField(
        source="organization.credit_code", read_only=True, allow_null=True, default=None
    )
    summary = RowsField(read_only=True)

    class Meta:
        model = Inspection
        fields = ("public_id", "name", "kind", "authority", "organization", "checks", "state", "summary")
        fields += ("message", "planned_at", "started_at", "finished_at", "actions")
        read_only_fields = fields


class InspectionInput(serializers.Serializer):
    """What is to be inspected, and for what."""

    name = serializers.CharField(max_length=100)
    organization = unit_field(required=False, allow_null=True, default=None)
    checks = serializers.ListField(child=serializers.CharField(max_length=40), allow_empty=False)


class FindingSerializer(serializers.ModelSerializer):
    """A finding with its newest facts."""

    organization = serializers.CharField(source="organization.credit_code", read_only=True)
    label = serializers.SerializerMethodField()
    facts = FactsField(read_only=True)
    order = serializers.UUIDField(source="order.public_id", read_only=True, allow_null=True, default=None)

    class Meta:
        model = Finding
        fields = ("public_id", "check_code", "label", "severity", "organization", "title", "url", "facts")
        fields += ("state", "found_at", "confirmed_at", "settled_at", "order")
        read_only_fields = fields

    def get_label(self, finding: Finding) -> str:
        """What is wrong, in words."""
        return str(selectors.label_of(finding.check_code))


class OrderSerializer(ActionsMixin, serializers.ModelSerializer):
    """A rectification order."""

    inspection = serializers.UUIDField(source="inspection.public_id", read_only=True)
    organization = serializers.CharField(source="organization.credit_code", read_only=True)
    findings = serializers.SlugRelatedField(slug_field="public_id", many=True, read_only=True)
    evidence = RowsField(read_only=True)

    class Meta:
        model = RectificationOrder
        fields = ("public_id", "inspection", "organization", "demand", "findings", "issued_on", "due_on")
        fields += ("due_rule", "state", "answer", "answered_at", "opinion", "verified_on", "evidence")
        fields += ("closed_at", "actions")
        read_only_fields = fields


class OrderInput(serializers.Serializer):
    """Which findings become an order, and what it demands."""

    inspection = serializers.UUIDField()
    organization = unit_field()
    demand = serializers.CharField(max_length=1000)


class RectificationAnswerInput(serializers.Serializer):
    """What the unit did."""

    answer = serializers.CharField(max_length=2000)


class OversightOpinionInput(serializers.Serializer):
    """An opinion that must be given."""

    opinion = serializers.CharField(max_length=1000)


class SchemeSerializer(ActionsMixin, serializers.ModelSerializer):
    """An assessment scheme."""

    authority = serializers.CharField(source="authority.credit_code", read_only=True)
    weights = RowsField(read_only=True)

    class Meta:
        model = AssessmentScheme
        fields = ("public_id", "name", "authority", "starts_on", "ends_on", "weights", "total", "basis")
        fields += ("state", "changed_at", "actions")
        read_only_fields = fields


class SchemeInput(serializers.Serializer):
    """A scheme with the weight of each indicator."""

    name = serializers.CharField(max_length=100)
    starts_on = serializers.DateField()
    ends_on = serializers.DateField()
    basis = serializers.CharField(max_length=500)
    weights = serializers.DictField(child=serializers.DecimalField(max_digits=5, decimal_places=2))


class AssessmentSerializer(ActionsMixin, serializers.ModelSerializer):
    """An assessment."""

    scheme = serializers.UUIDField(source="scheme.public_id", read_only=True)

    class Meta:
        model = Assessment
        fields = ("public_id", "scheme", "name", "cut_off_on", "state", "message", "held_at")
        fields += ("computed_at", "published_at", "actions")
        read_only_fields = fields


class AssessmentInput(serializers.Serializer):
    """By which scheme, as of which day."""

    scheme = serializers.UUIDField()
    name = serializers.CharField(max_length=100)
    cut_off_on = serializers.DateField()


class ScoreSerializer(serializers.ModelSerializer):
    """What one unit scored, with the frozen figures."""

    assessment = serializers.UUIDField(source="assessment.public_id", read_only=True)
    organization = serializers.CharField(source="organization.credit_code", read_only=True)
    figures = RowsField(read_only=True)

    class Meta:
        model = UnitScore
        fields = ("public_id", "assessment", "organization", "kind", "total", "rank", "ranked", "figures")
        read_only_fields = fields
