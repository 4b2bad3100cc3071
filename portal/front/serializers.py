"""Dashboards, provisions and statistics as programs see them."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from .selectors import ShownIndicator


class CourseSerializer(serializers.Serializer[Any]):
    """A value on a day."""

    day = serializers.DateField()
    value = serializers.FloatField(allow_null=True)


class IndicatorSerializer(serializers.Serializer[Any]):
    """A figure with its course, the city's value and its evidence; a percentage is a ratio."""

    name = serializers.CharField()
    label = serializers.CharField()
    kind = serializers.CharField(help_text="number or percent")
    value = serializers.FloatField()
    change = serializers.FloatField(allow_null=True)
    city = serializers.FloatField(allow_null=True)
    course = serializers.SerializerMethodField()
    evidence = serializers.CharField(source="url")

    @extend_schema_field(CourseSerializer(many=True))
    def get_course(self, indicator: ShownIndicator) -> list[dict[str, Any]]:
        """The last months' ends and today."""
        return [
            {"day": d.isoformat(), "value": v} for d, v in zip(indicator.days, indicator.values, strict=True)
        ]


class WaitingSerializer(serializers.Serializer[Any]):
    """Something that is overdue."""

    title = serializers.CharField()
    url = serializers.CharField()
    due_on = serializers.DateField(allow_null=True)
    who = serializers.CharField()
    state = serializers.CharField()


class OverdueSerializer(serializers.Serializer[Any]):
    """What is overdue of one kind."""

    kind = serializers.CharField()
    items = WaitingSerializer(many=True)


class DashboardSerializer(serializers.Serializer[Any]):
    """Figures and what is overdue, of a unit or (without one) of the city."""

    unit = serializers.UUIDField(allow_null=True)
    name = serializers.CharField()
    as_of = serializers.DateField()
    figures = IndicatorSerializer(many=True)
    overdue = OverdueSerializer(many=True)


class ScreenSerializer(serializers.Serializer[Any]):
    """A page where a provision lives, with its live figure."""

    label = serializers.CharField()
    url = serializers.CharField(help_text="empty where the page is not open to the asker")
    figure = serializers.CharField()
    public = serializers.BooleanField()


class ProvisionSerializer(serializers.Serializer[Any]):
    """A provision of the measure and how the portal carries it out."""

    id = serializers.CharField(source="provision.id")
    title = serializers.CharField(source="provision.title")
    asks = serializers.CharField(source="provision.asks")
    choice = serializers.CharField(source="provision.choice")
    planned = serializers.BooleanField(source="provision.planned")
    app = serializers.CharField(source="provision.app")
    screens = ScreenSerializer(many=True)
    tests_passed = serializers.IntegerField(source="passed")
    tests_failed = serializers.IntegerField(source="failed")


class StatisticSerializer(serializers.Serializer[Any]):
    """A public figure with what it counts."""

    name = serializers.CharField()
    label = serializers.CharField()
    value = serializers.IntegerField()
    definition = serializers.CharField()
