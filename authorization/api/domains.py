"""Programs read domains and what is under operation; authority and department keep them."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import mixins
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from portal.web.api import ActorViewSet, move

from .. import filters, selectors, serializers, services
from ..models import DomainResource, OperationDomain
from ..workflows import DOMAIN, RESOURCE

Fields = dict[str, Any]


class DomainViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, ActorViewSet):
    """Domains of authorised operation."""

    queryset = OperationDomain.objects.select_related("lead_department")
    serializer_class = serializers.DomainSerializer
    filterset_class = filters.DomainFilter
    rights = dict.fromkeys(("create", "update_terms"), "authorization.manage_domains")
    permission_classes = [AllowAny]
    workflow = DOMAIN

    @extend_schema(request=serializers.DomainInput)
    def create(self, http_request: Request) -> Response:
        """Prepare a domain."""
        made = services.create_domain(actor=self.actor, **self.parsed(serializers.DomainInput))
        return Response(self.get_serializer(made).data, status=201)

    @move(serializers.DomainInput)
    def update_terms(self, record: OperationDomain, fields: Fields) -> OperationDomain:
        """Change what the domain covers."""
        return services.edit_domain(record, actor=self.actor, **fields)

    @move()
    def publish(self, record: OperationDomain, fields: Fields) -> OperationDomain:
        """Open the domain to applications."""
        return services.publish_domain(record, actor=self.actor)

    @move(serializers.OperationReasonInput)
    def close(self, record: OperationDomain, fields: Fields) -> OperationDomain:
        """Close the domain to applications."""
        return services.close_domain(record, actor=self.actor, **fields)


class ResourceViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, ActorViewSet):
    """Resources put under operation."""

    queryset = DomainResource.objects.with_hold().select_related("domain__lead_department", "entry__provider")
    serializer_class = serializers.ResourceSerializer
    rights = {"create": "authorization.register_resource"}
    permission_classes = [AllowAny]
    workflow = RESOURCE

    @extend_schema(request=serializers.ResourceInput)
    def create(self, http_request: Request) -> Response:
        """Register a resource as put under operation."""
        fields = self.parsed(serializers.ResourceInput)
        domain = selectors.domain_of(fields.pop("domain"), self.actor)
        entry = selectors.entry_of_code(fields.pop("entry"), self.actor)
        made = services.register_resource(domain, entry, actor=self.actor, **fields)
        return Response(self.get_serializer(made).data, status=201)

    @move(serializers.OperationReasonInput)
    def withdraw(self, record: DomainResource, fields: Fields) -> DomainResource:
        """Take the resource out of operation."""
        return services.withdraw_resource(record, actor=self.actor, **fields)
