"""What programs send and get about authorised operation."""

from __future__ import annotations

from datetime import datetime

from rest_framework import serializers

from aggregation.selectors import held_since
from portal.members.models import Organization
from portal.web.api import ActionsMixin

from .choices import LEADING, EvaluationResult
from .models import Agreement, DomainResource, OperationDomain, OperatorApplication, YearlyEvaluation

TERMS = ("scenario", "capability", "security_plan", "term_years", "term_reasons")
FIGURES = ("year", "resources", "services", "clients", "incidents", "report")


class DomainSerializer(ActionsMixin, serializers.ModelSerializer):
    """A domain of operation."""

    lead_department = serializers.CharField(source="lead_department.name", read_only=True)

    class Meta:
        model = OperationDomain
        fields = ("public_id", "name", "name_en", "summary", "lead_department", "state", "reason")
        fields += ("opened_at", "actions")
        read_only_fields = fields


class DomainInput(serializers.ModelSerializer):
    """A domain and its department."""

    lead_department = serializers.SlugRelatedField(
        slug_field="credit_code",
        queryset=Organization.objects.filter(kind__in=LEADING),
        help_text="Unified social credit code.",
    )

    class Meta:
        model = OperationDomain
        fields = ("name", "name_en", "summary", "lead_department")


class ResourceSerializer(ActionsMixin, serializers.ModelSerializer):
    """A resource under operation."""

    domain = serializers.UUIDField(source="domain.public_id", read_only=True)
    entry = serializers.CharField(source="entry.resource_code", read_only=True)
    name = serializers.CharField(source="entry.name", read_only=True)
    provider = serializers.CharField(source="entry.provider.name", read_only=True)
    held_since = serializers.SerializerMethodField()

    class Meta:
        model = DomainResource
        fields = ("public_id", "domain", "entry", "name", "provider", "scenarios", "consent")
        fields += ("state", "reason", "registered_at", "held_since", "actions")
        read_only_fields = fields

    def get_held_since(self, resource: DomainResource) -> datetime | None:
        """Since when the entry is stopped; from the list's own statement, else asked for one."""
        return resource.held_since if hasattr(resource, "held_since") else held_since(resource.entry)


class ResourceInput(serializers.Serializer):
    """A resource that is put under operation."""

    domain = serializers.UUIDField(help_text="Number of the domain.")
    entry = serializers.CharField(max_length=20, help_text="Resource code.")
    scenarios = serializers.CharField(max_length=200)
    consent = serializers.CharField(max_length=150, required=False, default="", allow_blank=True)


class ApplicationSerializer(ActionsMixin, serializers.ModelSerializer):
    """An operator's application."""

    domain = serializers.UUIDField(source="domain.public_id", read_only=True)
    operator = serializers.CharField(source="operator.credit_code", read_only=True)

    class Meta:
        model = OperatorApplication
        fields = ("public_id", "domain", "operator", *TERMS, "max_term_years", "higher_review", "state")
        fields += ("due_on", "review_opinion", "assessment_opinion", "security_passed", "security_opinion")
        fields += ("opinion", "actions")
        read_only_fields = fields


class ApplicationTerms(serializers.ModelSerializer):
    """What is applied for."""

    class Meta:
        model = OperatorApplication
        fields = TERMS


class ApplicationInput(ApplicationTerms):
    """An application for a domain."""

    domain = serializers.UUIDField(help_text="Number of the domain.")

    class Meta(ApplicationTerms.Meta):
        fields = ("domain", *TERMS)


class OperationNoteInput(serializers.Serializer):
    """A move's remark."""

    note = serializers.CharField(required=False, default="", allow_blank=True, max_length=300)


class OperationOpinionInput(serializers.Serializer):
    """An opinion that may be given."""

    opinion = serializers.CharField(required=False, default="", allow_blank=True, max_length=1000)


class OperationReviewInput(OperationOpinionInput):
    """The authority's review."""

    higher_review = serializers.CharField(required=False, default="", allow_blank=True, max_length=150)


class OperationVerdictInput(serializers.Serializer):
    """An opinion that must be given."""

    opinion = serializers.CharField(max_length=1000)


class OperationSecurityInput(OperationVerdictInput):
    """What security found."""

    passed = serializers.BooleanField()


class OperationReasonInput(serializers.Serializer):
    """Why something ends."""

    reason = serializers.CharField(max_length=500)


class AgreementSerializer(ActionsMixin, serializers.ModelSerializer):
    """An agreement; ``standing`` is its state as of today by its dates."""

    domain = serializers.UUIDField(source="domain.public_id", read_only=True)
    domain_name = serializers.CharField(source="domain.name", read_only=True)
    operator = serializers.CharField(source="operator.name", read_only=True)
    standing = serializers.CharField(read_only=True)

    class Meta:
        model = Agreement
        fields = ("public_id", "number", "domain", "domain_name", "operator", "scenario", "duties")
        fields += ("starts_on", "ends_on", "term_years", "term_reasons", "higher_review", "standing")
        fields += ("terminated_on", "termination_reasons", "actions")
        read_only_fields = fields


class AgreementInput(serializers.Serializer):
    """What is agreed besides what was applied for."""

    application = serializers.UUIDField(help_text="Number of the approved application.")
    starts_on = serializers.DateField()
    duties = serializers.CharField(max_length=2000)
    shared_reasons = serializers.CharField(required=False, default="", allow_blank=True, max_length=500)


class YearlyEvaluationSerializer(ActionsMixin, serializers.ModelSerializer):
    """A yearly report and its evaluation."""

    agreement = serializers.UUIDField(source="agreement.public_id", read_only=True)
    result = serializers.CharField(read_only=True)

    class Meta:
        model = YearlyEvaluation
        fields = ("public_id", "agreement", *FIGURES, "state", "result", "opinion", "report_due_on", "due_on")
        fields += ("actions",)
        read_only_fields = fields


class YearInput(serializers.ModelSerializer):
    """An operator's report on a year."""

    agreement = serializers.UUIDField(help_text="Number of the agreement.")

    class Meta:
        model = YearlyEvaluation
        fields = ("agreement", *FIGURES)
        validators: list[object] = []  # whether the year was reported is the database's to say


class EvaluationInput(OperationVerdictInput):
    """The evaluation of a year."""

    result = serializers.ChoiceField(choices=EvaluationResult.choices)
