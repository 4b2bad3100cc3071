"""Programs apply, and follow applications to their decision."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import mixins
from rest_framework.request import Request
from rest_framework.response import Response

from portal.web.api import ActorViewSet, move

from .. import filters, selectors, serializers, services
from ..models import OperatorApplication
from ..workflows import APPLICATION

Fields = dict[str, Any]


class ApplicationViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, ActorViewSet):
    """Operators' applications for domains."""

    queryset = OperatorApplication.objects.select_related("domain__lead_department", "operator")
    serializer_class = serializers.ApplicationSerializer
    filterset_class = filters.ApplicationFilter
    rights = {
        "create": "authorization.apply_for_operation",
        "update_terms": "authorization.apply_for_operation",
        "assess_security": "authorization.assess_security",
    }
    workflow = APPLICATION

    @extend_schema(request=serializers.ApplicationInput)
    def create(self, http_request: Request) -> Response:
        """Draft an application."""
        fields = self.parsed(serializers.ApplicationInput)
        domain = selectors.domain_of(fields.pop("domain"), self.actor)
        made = services.create_application(domain, actor=self.actor, **fields)
        return Response(self.get_serializer(made).data, status=201)

    @move(serializers.ApplicationTerms)
    def update_terms(self, record: OperatorApplication, fields: Fields) -> OperatorApplication:
        """Change a draft, or complete an application that was returned."""
        return services.edit_application(record, actor=self.actor, **fields)

    @move()
    def submit(self, record: OperatorApplication, fields: Fields) -> OperatorApplication:
        """Hand the application to the data authority."""
        return services.submit_application(record, actor=self.actor)

    @move(serializers.OperationReviewInput)
    def review(self, record: OperatorApplication, fields: Fields) -> OperatorApplication:
        """Pass the data authority's review."""
        return services.review_application(record, actor=self.actor, **fields)

    @move(serializers.OperationOpinionInput)
    def assess(self, record: OperatorApplication, fields: Fields) -> OperatorApplication:
        """Agree as the domain's department."""
        return services.assess_application(record, actor=self.actor, **fields)

    @move(serializers.OperationSecurityInput)
    def assess_security(self, record: OperatorApplication, fields: Fields) -> OperatorApplication:
        """Record the security assessment."""
        return services.record_security_assessment(record, actor=self.actor, **fields)

    @move(serializers.OperationOpinionInput)
    def approve(self, record: OperatorApplication, fields: Fields) -> OperatorApplication:
        """Approve operation."""
        return services.approve_application(record, actor=self.actor, **fields)

    @move(serializers.OperationVerdictInput)
    def return_(self, record: OperatorApplication, fields: Fields) -> OperatorApplication:
        """Return an incomplete application."""
        return services.return_application(record, actor=self.actor, **fields)

    @move(serializers.OperationVerdictInput)
    def refuse(self, record: OperatorApplication, fields: Fields) -> OperatorApplication:
        """Refuse operation."""
        return services.refuse_application(record, actor=self.actor, **fields)

    @move(serializers.OperationNoteInput)
    def withdraw(self, record: OperatorApplication, fields: Fields) -> OperatorApplication:
        """Take the application back."""
        return services.withdraw_application(record, actor=self.actor, **fields)
