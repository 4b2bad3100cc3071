"""Programs read agreements and years; authority and operator write them."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import mixins
from rest_framework.generics import get_object_or_404
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from portal.web.api import ActorViewSet, move

from .. import filters, selectors, serializers, services
from ..models import Agreement, YearlyEvaluation
from ..workflows import AGREEMENT, EVALUATION

Fields = dict[str, Any]


class AgreementViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, ActorViewSet):
    """Agreements: everybody reads those whose time has begun."""

    queryset = Agreement.objects.select_related("domain__lead_department", "operator")
    serializer_class = serializers.AgreementSerializer
    filterset_class = filters.AgreementFilter
    rights = {"create": "authorization.sign_agreement"}
    permission_classes = [AllowAny]
    workflow = AGREEMENT

    @extend_schema(request=serializers.AgreementInput)
    def create(self, http_request: Request) -> Response:
        """Sign the agreement on an approved application."""
        fields = self.parsed(serializers.AgreementInput)
        application = selectors.application_of(fields.pop("application"), self.actor)
        made = services.sign_agreement(application, actor=self.actor, **fields)
        return Response(self.get_serializer(made).data, status=201)

    @move(serializers.OperationReasonInput)
    def terminate(self, record: Agreement, fields: Fields) -> Agreement:
        """Terminate the agreement."""
        return services.terminate_agreement(record, actor=self.actor, **fields)


class EvaluationViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, ActorViewSet):
    """Yearly reports and evaluations: everybody reads those that were evaluated."""

    queryset = YearlyEvaluation.objects.select_related("agreement__domain__lead_department")
    serializer_class = serializers.YearlyEvaluationSerializer
    filterset_class = filters.EvaluationFilter
    rights = {"create": "authorization.report_year"}
    permission_classes = [AllowAny]
    workflow = EVALUATION

    @extend_schema(request=serializers.YearInput)
    def create(self, http_request: Request) -> Response:
        """Report a year."""
        fields = self.parsed(serializers.YearInput)
        visible = Agreement.objects.visible_to(self.actor)
        agreement = get_object_or_404(visible, public_id=fields.pop("agreement"))
        made = services.report_year(agreement, actor=self.actor, **fields)
        return Response(self.get_serializer(made).data, status=201)

    @move(serializers.EvaluationInput)
    def evaluate(self, record: YearlyEvaluation, fields: Fields) -> YearlyEvaluation:
        """Evaluate the year and publish it."""
        return services.evaluate_year(record, actor=self.actor, **fields)
