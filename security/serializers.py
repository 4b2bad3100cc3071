"""The security chapter's records as programs see and send them."""

from datetime import datetime

from rest_framework import serializers

from portal.kernel.models import AuditEvent
from portal.members.models import Organization
from portal.web.api import ActionsMixin
from sharing.models import Grant

from .choices import SUPERVISING, IncidentKind, Remit, Severity
from .models import Incident, PersonalInformationFinding, SecurityOrder, SupervisoryRemit


class AuditEventSerializer(serializers.ModelSerializer):
    """One event."""

    class Meta:
        model = AuditEvent
        fields = (
            "id",
            "at",
            "actor",
            "via",
            "request_id",
            "action",
            "provision",
            "target_id",
            "target_label",
            "changes",
            "note",
            "simulated",
        )


class SignSerializer(serializers.Serializer):
    """An item with a kind of sign, and how many of its values show it."""

    column = serializers.CharField()
    kind = serializers.CharField()
    values = serializers.IntegerField()
    matches = serializers.IntegerField()


class PersonalFindingSerializer(ActionsMixin, serializers.ModelSerializer):
    """Signs of personal information in a batch."""

    entry = serializers.CharField(source="entry.resource_code", read_only=True)
    batch = serializers.UUIDField(source="batch.public_id", read_only=True)
    signs = SignSerializer(many=True, read_only=True)

    class Meta:
        model = PersonalInformationFinding
        fields = (
            "public_id",
            "entry",
            "batch",
            "signs",
            "rows",
            "state",
            "found_at",
            "due_on",
            "judged_at",
            "reason",
            "actions",
        )


class IncidentSerializer(ActionsMixin, serializers.ModelSerializer):
    """A security incident."""

    organization = serializers.CharField(source="organization.name", read_only=True)
    entry = serializers.CharField(source="entry.resource_code", read_only=True, allow_null=True, default=None)
    grants = serializers.ListField(source="grant_numbers", child=serializers.UUIDField(), read_only=True)

    class Meta:
        model = Incident
        fields = (
            "public_id",
            "organization",
            "entry",
            "grants",
            "title",
            "kind",
            "severity",
            "description",
            "noticed_at",
            "reported_at",
            "report_late",
            "state",
            "due_on",
            "containment",
            "contained_at",
            "cause",
            "measures",
            "resolved_at",
            "conclusion",
            "reviewed_at",
            "actions",
        )


class ReachSerializer(serializers.Serializer):
    """What the containment of an incident stops; grants are named as far as the asker may know them."""

    entry = serializers.CharField(source="entry.resource_code")
    granted = serializers.IntegerField()
    grants = serializers.ListField(source="grant_numbers", child=serializers.UUIDField())
    requests = serializers.IntegerField()
    areas = serializers.IntegerField()
    runs = serializers.IntegerField()
    parcels = serializers.IntegerField()
    dataset = serializers.CharField(source="dataset.slug", allow_null=True, default=None)
    domains = serializers.ListField(source="domain_numbers", child=serializers.UUIDField())
    held_since = serializers.DateTimeField(allow_null=True)


class RemitSerializer(serializers.ModelSerializer):
    """Which authority holds a remit."""

    organization = serializers.CharField(source="organization.name", read_only=True)

    class Meta:
        model = SupervisoryRemit
        fields = ("public_id", "remit", "organization", "basis", "since")


class SecurityOrderSerializer(ActionsMixin, serializers.ModelSerializer):
    """A supervising authority's order."""

    authority = serializers.CharField(source="authority.name", read_only=True)
    organization = serializers.CharField(source="organization.name", read_only=True)

    class Meta:
        model = SecurityOrder
        fields = (
            "public_id",
            "remit",
            "authority",
            "organization",
            "title",
            "demand",
            "due_on",
            "state",
            "issued_at",
            "answer",
            "answered_at",
            "opinion",
            "closed_at",
            "actions",
        )


class JudgmentInput(serializers.Serializer):
    """Why."""

    reason = serializers.CharField(max_length=500)


class GrantsInput(serializers.Serializer):
    """Grants by their public numbers."""

    grants = serializers.SlugRelatedField(
        slug_field="public_id", queryset=Grant.objects.all(), many=True, required=False
    )


class MomentField(serializers.DateTimeField):
    """A moment; one at the edge of the calendar is not one, where the framework would fall over."""

    def enforce_timezone(self, value: datetime) -> datetime:
        """With its zone."""
        try:
            aware: datetime = super().enforce_timezone(value)
        except OverflowError:
            self.fail("invalid", format="YYYY-MM-DDThh:mm[:ss][+HH:MM]")
        return aware


class IncidentInput(GrantsInput):
    """An incident as its reporter knows it; ``entry`` is a resource code."""

    entry = serializers.CharField(required=False)
    title = serializers.CharField(max_length=100)
    kind = serializers.ChoiceField(IncidentKind.choices)
    severity = serializers.ChoiceField(Severity.choices)
    description = serializers.CharField(max_length=2000)
    noticed_at = MomentField()


class ContainmentInput(GrantsInput):
    """How the harm was stopped."""

    containment = serializers.CharField(max_length=1000)
    suspend_dataset = serializers.BooleanField(required=False)


class ResolutionInput(serializers.Serializer):
    """Cause and measures."""

    cause = serializers.CharField(max_length=1000)
    measures = serializers.CharField(max_length=1000)


class ConclusionInput(serializers.Serializer):
    """What the review says."""

    conclusion = serializers.CharField(max_length=1000)


class RemitInput(serializers.Serializer):
    """Which authority holds which remit."""

    remit = serializers.ChoiceField(Remit.choices)
    organization = serializers.SlugRelatedField(
        slug_field="public_id", queryset=Organization.objects.filter(kind__in=SUPERVISING)
    )
    basis = serializers.CharField(max_length=200)
    since = serializers.DateField()


class SecurityOrderInput(serializers.Serializer):
    """What is demanded of which unit; ``remit`` is named by those who hold several."""

    remit = serializers.ChoiceField(Remit.choices, required=False)
    incident = serializers.UUIDField(required=False, help_text="Number of the incident that it is about.")
    organization = serializers.SlugRelatedField(slug_field="public_id", queryset=Organization.objects.all())
    title = serializers.CharField(max_length=100)
    demand = serializers.CharField(max_length=1000)
    due_on = serializers.DateField()


class SecurityAnswerInput(serializers.Serializer):
    """What the unit has done."""

    answer = serializers.CharField(max_length=2000)


class SecurityOpinionInput(serializers.Serializer):
    """What the authority thinks of the answer."""

    opinion = serializers.CharField(max_length=1000)
