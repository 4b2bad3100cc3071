"""The REST interface of rules and documents: anybody reads, the city's data authority writes."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import mixins
from rest_framework.permissions import IsAuthenticatedOrReadOnly
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.routers import SimpleRouter

from portal.kernel.models import Rule
from portal.web.api import ActorViewSet, move

from . import selectors, services
from .filters import DocumentFilter
from .models import OfficialDocument
from .selectors import RuleHistory
from .serializers import DocumentSerializer, RuleInput, RuleSerializer

KEY = OpenApiParameter("key", str, OpenApiParameter.PATH, description="such as catalog.review_days")


class RuleViewSet(ActorViewSet):
    """Limits, caps and weights with their versions."""

    queryset = Rule.objects.none()
    serializer_class = RuleSerializer
    rights = {"set": "duties.set_rule"}
    permission_classes = (IsAuthenticatedOrReadOnly,)
    filter_backends = ()
    pagination_class = None
    lookup_field = "key"
    lookup_value_regex = r"[a-z_]+\.[a-z_]+"

    def get_object(self) -> RuleHistory:
        """The rule that the address names."""
        found = selectors.history_of(self.kwargs["key"])
        if found is None:
            raise Http404
        return found

    @extend_schema(responses=RuleSerializer(many=True))
    def list(self, http_request: Request) -> Response:
        """Every rule with its versions."""
        return Response(self.get_serializer(selectors.histories(), many=True).data)

    @extend_schema(parameters=[KEY])
    def retrieve(self, http_request: Request, key: str) -> Response:
        """One rule with its versions."""
        return Response(self.get_serializer(self.get_object()).data)

    @extend_schema(parameters=[KEY])
    @move(RuleInput)
    def set(self, record: RuleHistory, fields: dict[str, Any]) -> RuleHistory:
        """Set a new version from a future day on."""
        services.set_rule(record.key, actor=self.actor, **fields)
        return self.get_object()


class DocumentViewSet(
    mixins.ListModelMixin,
    mixins.RetrieveModelMixin,
    mixins.CreateModelMixin,
    mixins.UpdateModelMixin,
    ActorViewSet,
):
    """Laws, regulations and rules beside the measure."""

    http_method_names = ("get", "post", "patch", "head", "options")
    queryset = OfficialDocument.objects.select_related("replaced_by")
    serializer_class = DocumentSerializer
    rights = dict.fromkeys(("create", "update", "partial_update"), "duties.keep_document")
    filterset_class = DocumentFilter
    permission_classes = (IsAuthenticatedOrReadOnly,)

    def perform_create(self, serializer: Any) -> None:
        """Call the service."""
        serializer.instance = services.register_document(actor=self.actor, **serializer.validated_data)

    def perform_update(self, serializer: Any) -> None:
        """Call the service."""
        fields = serializer.validated_data
        serializer.instance = services.edit_document(serializer.instance, actor=self.actor, **fields)


router = SimpleRouter()
router.register("rules", RuleViewSet, basename="duties-rule")
router.register("documents", DocumentViewSet, basename="duties-document")
