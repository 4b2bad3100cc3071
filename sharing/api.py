"""Programs ask for data, follow their requests, and fetch what was granted."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import mixins
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.routers import SimpleRouter

from portal.web.api import ActorViewSet, move

from . import selectors, serializers, services
from .models import Grant, SharingRequest
from .workflows import GRANT, REQUEST

Fields = dict[str, Any]
ASKED = [
    OpenApiParameter(name, OpenApiTypes.STR, description=text)
    for name, text in (
        ("columns", "Items separated by commas"),
        ("item", "A searchable item"),
        ("op", "eq, contains, startswith, ge or le"),
        ("value", "What it is compared with"),
        ("after", "The cursor that the page before gave as next"),
    )
]


class RequestViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, ActorViewSet):
    """Requests for other units' data."""

    queryset = SharingRequest.objects.select_related("entry__provider", "organization")
    serializer_class = serializers.RequestSerializer
    workflow = REQUEST

    @extend_schema(request=serializers.RequestInput)
    def create(self, http_request: Request) -> Response:
        """Draft a request."""
        fields = self.parsed(serializers.RequestInput)
        entry = selectors.entry_of_code(fields.pop("entry"), self.actor)
        made = services.create_request(entry, actor=self.actor, **fields)
        return Response(self.get_serializer(made).data, status=201)

    @move(serializers.RequestTerms)
    def update_terms(self, record: SharingRequest, fields: Fields) -> SharingRequest:
        """Change a draft, or complete a request that was returned."""
        return services.edit_request(record, actor=self.actor, **fields)

    @move()
    def submit(self, record: SharingRequest, fields: Fields) -> SharingRequest:
        """Hand the request to the own chief data officer."""
        return services.submit_request(record, actor=self.actor)

    @move(serializers.SharingNoteInput)
    def endorse(self, record: SharingRequest, fields: Fields) -> SharingRequest:
        """Endorse the request."""
        return services.endorse_request(record, actor=self.actor, **fields)

    @move(serializers.SharingNoteInput)
    def check(self, record: SharingRequest, fields: Fields) -> SharingRequest:
        """Pass the conformity check."""
        return services.check_request(record, actor=self.actor, **fields)

    @move(serializers.SharingOpinionInput)
    def return_(self, record: SharingRequest, fields: Fields) -> SharingRequest:
        """Return an incomplete request."""
        return services.return_request(record, actor=self.actor, **fields)

    @move(serializers.ApprovalInput)
    def approve(self, record: SharingRequest, fields: Fields) -> SharingRequest:
        """Approve sharing."""
        return services.approve_request(record, actor=self.actor, **fields)

    @move(serializers.RefusalInput)
    def refuse(self, record: SharingRequest, fields: Fields) -> SharingRequest:
        """Refuse sharing."""
        return services.refuse_request(record, actor=self.actor, **fields)

    @move(serializers.SharingNoteInput)
    def withdraw(self, record: SharingRequest, fields: Fields) -> SharingRequest:
        """Take the request back."""
        return services.withdraw_request(record, actor=self.actor, **fields)


class GrantViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, ActorViewSet):
    """What units may use."""

    queryset = Grant.objects.select_related("entry__provider", "consumer")
    serializer_class = serializers.GrantSerializer
    workflow = GRANT

    @move(serializers.GrantReasonInput)
    def suspend(self, record: Grant, fields: Fields) -> Grant:
        """Suspend the grant."""
        return services.suspend_grant(record, actor=self.actor, **fields)

    @move(serializers.GrantReasonInput)
    def resume(self, record: Grant, fields: Fields) -> Grant:
        """Resume the grant."""
        return services.resume_grant(record, actor=self.actor, **fields)

    @move(serializers.GrantReasonInput)
    def revoke(self, record: Grant, fields: Fields) -> Grant:
        """Revoke the grant."""
        return services.revoke_grant(record, actor=self.actor, **fields)

    @extend_schema(parameters=ASKED, responses={(200, "application/json"): OpenApiTypes.OBJECT})
    @action(detail=True)
    def rows(self, http_request: Request, public_id: str) -> HttpResponse:
        """A page of granted rows; the use is recorded."""
        asked = selectors.asked_of(http_request.query_params)
        body = services.read_rows(self.get_object(), actor=self.actor, **asked)
        return HttpResponse(body, content_type="application/json")


router = SimpleRouter()
router.register("sharing-requests", RequestViewSet, basename="sharing-request")
router.register("sharing-grants", GrantViewSet, basename="sharing-grant")
