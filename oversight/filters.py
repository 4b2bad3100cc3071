"""How lists of inspections, findings, orders and scores are narrowed."""

from __future__ import annotations

import django_filters as df
from django.utils.translation import gettext_lazy as _

from portal.members.models import Organization

from . import selectors
from .choices import AssessmentState, FindingState, InspectionKind, InspectionState, OrderState, SchemeState
from .models import Assessment, AssessmentScheme, Finding, Inspection, RectificationOrder, UnitScore


class InspectionFilter(df.FilterSet):
    """Inspections."""

    state = df.ChoiceFilter(label=_("State"), choices=InspectionState.choices)
    kind = df.ChoiceFilter(label=_("Kind of inspection"), choices=InspectionKind.choices)

    class Meta:
        model = Inspection
        fields = ("state", "kind")


class FindingFilter(df.FilterSet):
    """Findings."""

    state = df.ChoiceFilter(label=_("State"), choices=FindingState.choices)
    check_code = df.ChoiceFilter(label=_("Check"), choices=selectors.check_choices)
    organization = df.ModelChoiceFilter(label=_("Unit"), queryset=Organization.objects.all())

    class Meta:
        model = Finding
        fields = ("state", "check_code", "organization")


class OrderFilter(df.FilterSet):
    """Rectification orders."""

    state = df.ChoiceFilter(label=_("State"), choices=OrderState.choices)
    organization = df.ModelChoiceFilter(label=_("Unit"), queryset=Organization.objects.all())

    class Meta:
        model = RectificationOrder
        fields = ("state", "organization")


class SchemeFilter(df.FilterSet):
    """Assessment schemes."""

    state = df.ChoiceFilter(label=_("State"), choices=SchemeState.choices)

    class Meta:
        model = AssessmentScheme
        fields = ("state",)


class AssessmentFilter(df.FilterSet):
    """Assessments."""

    state = df.ChoiceFilter(label=_("State"), choices=AssessmentState.choices)

    class Meta:
        model = Assessment
        fields = ("state",)


class ScoreFilter(df.FilterSet):
    """Scores, for programs: of one assessment, or of one unit over time."""

    assessment = df.UUIDFilter(field_name="assessment__public_id")
    organization = df.CharFilter(field_name="organization__credit_code")

    class Meta:
        model = UnitScore
        fields = ("assessment", "organization")
