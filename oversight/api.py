"""Programs hold inspections, follow findings and orders, and read scores."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import mixins
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.routers import SimpleRouter

from portal.web.api import ActorViewSet, move

from . import filters, serializers, services
from .models import Assessment, AssessmentScheme, Finding, Inspection, RectificationOrder, UnitScore
from .workflows import ASSESSMENT, INSPECTION, ORDER, SCHEME

Fields = dict[str, Any]


class InspectionViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, ActorViewSet):
    """Inspections."""

    queryset = Inspection.objects.select_related("authority", "organization")
    serializer_class = serializers.InspectionSerializer
    rights = {"create": "oversight.hold_inspection"}
    filterset_class = filters.InspectionFilter
    workflow = INSPECTION

    @extend_schema(request=serializers.InspectionInput)
    def create(self, http_request: Request) -> Response:
        """Plan a special inspection; a worker carries it out."""
        made = services.plan_inspection(actor=self.actor, **self.parsed(serializers.InspectionInput))
        return Response(self.get_serializer(made).data, status=201)

    @move()
    def retry(self, record: Inspection, fields: Fields) -> Inspection:
        """Carry a failed inspection out once more."""
        return services.retry_inspection(record, actor=self.actor)


class FindingViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, ActorViewSet):
    """What inspections found."""

    queryset = Finding.objects.select_related("organization", "order")
    serializer_class = serializers.FindingSerializer
    filterset_class = filters.FindingFilter


class OrderViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, ActorViewSet):
    """Rectification orders."""

    queryset = RectificationOrder.objects.select_related("organization", "inspection")
    queryset = queryset.prefetch_related("findings")
    serializer_class = serializers.OrderSerializer
    rights = {"create": "oversight.issue_order"}
    filterset_class = filters.OrderFilter
    workflow = ORDER

    @extend_schema(request=serializers.OrderInput)
    def create(self, http_request: Request) -> Response:
        """Order a unit to put right what an inspection found in it."""
        fields = self.parsed(serializers.OrderInput)
        visible = Inspection.objects.visible_to(self.actor)
        inspection = get_object_or_404(visible, public_id=fields.pop("inspection"))
        made = services.issue_order(inspection, actor=self.actor, **fields)
        return Response(self.get_serializer(made).data, status=201)

    @move(serializers.RectificationAnswerInput)
    def submit(self, record: RectificationOrder, fields: Fields) -> RectificationOrder:
        """Report what was done; the portal looks again at once."""
        return services.submit_order(record, actor=self.actor, **fields)

    @move(serializers.OversightOpinionInput)
    def close(self, record: RectificationOrder, fields: Fields) -> RectificationOrder:
        """Close what was rectified after its deadline."""
        return services.close_order(record, actor=self.actor, **fields)


class SchemeViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, ActorViewSet):
    """Assessment schemes."""

    queryset = AssessmentScheme.objects.select_related("authority")
    serializer_class = serializers.SchemeSerializer
    filterset_class = filters.SchemeFilter
    rights = dict.fromkeys(("create", "update_terms"), "oversight.hold_assessment")
    workflow = SCHEME

    @extend_schema(request=serializers.SchemeInput)
    def create(self, http_request: Request) -> Response:
        """Draft a scheme."""
        made = services.create_scheme(actor=self.actor, **self.parsed(serializers.SchemeInput))
        return Response(self.get_serializer(made).data, status=201)

    @move(serializers.SchemeInput)
    def update_terms(self, record: AssessmentScheme, fields: Fields) -> AssessmentScheme:
        """Change a draft."""
        return services.edit_scheme(record, actor=self.actor, **fields)

    @move()
    def adopt(self, record: AssessmentScheme, fields: Fields) -> AssessmentScheme:
        """Put the scheme in force."""
        return services.adopt_scheme(record, actor=self.actor)

    @move()
    def retire(self, record: AssessmentScheme, fields: Fields) -> AssessmentScheme:
        """Retire the scheme."""
        return services.retire_scheme(record, actor=self.actor)


class AssessmentViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, ActorViewSet):
    """Assessments."""

    queryset = Assessment.objects.select_related("scheme__authority")
    serializer_class = serializers.AssessmentSerializer
    filterset_class = filters.AssessmentFilter
    rights = {"create": "oversight.hold_assessment"}
    workflow = ASSESSMENT

    @extend_schema(request=serializers.AssessmentInput)
    def create(self, http_request: Request) -> Response:
        """Assess as of a cut-off day; a worker computes the scores."""
        fields = self.parsed(serializers.AssessmentInput)
        visible = AssessmentScheme.objects.visible_to(self.actor)
        scheme = get_object_or_404(visible, public_id=fields.pop("scheme"))
        made = services.hold_assessment(scheme, actor=self.actor, **fields)
        return Response(self.get_serializer(made).data, status=201)

    @move()
    def retry(self, record: Assessment, fields: Fields) -> Assessment:
        """Compute a failed assessment once more."""
        return services.retry_assessment(record, actor=self.actor)

    @move()
    def publish(self, record: Assessment, fields: Fields) -> Assessment:
        """Let the units see their scores."""
        return services.publish_assessment(record, actor=self.actor)


class ScoreViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, ActorViewSet):
    """Scores of units."""

    queryset = UnitScore.objects.select_related("assessment", "organization")
    serializer_class = serializers.ScoreSerializer
    filterset_class = filters.ScoreFilter


router = SimpleRouter()
router.register("oversight-inspections", InspectionViewSet, basename="oversight-inspection")
router.register("oversight-findings", FindingViewSet, basename="oversight-finding")
router.register("oversight-orders", OrderViewSet, basename="oversight-order")
router.register("oversight-schemes", SchemeViewSet, basename="oversight-scheme")
router.register("oversight-assessments", AssessmentViewSet, basename="oversight-assessment")
router.register("oversight-scores", ScoreViewSet, basename="oversight-score")
