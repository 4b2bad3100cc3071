"""Programs ask for data and follow their requests."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import mixins
from rest_framework.request import Request
from rest_framework.response import Response

from aggregation.selectors import with_hold
from portal.web.api import ActorViewSet, move

from .. import selectors, serializers, services
from ..filters import RequestFilter
from ..models import SharingRequest
from ..workflows import REQUEST

Fields = dict[str, Any]


class RequestViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, ActorViewSet):
    """Requests for other units' data."""

    queryset = with_hold(SharingRequest.objects.select_related("entry__provider", "organization", "dispatch"))
    serializer_class = serializers.RequestSerializer
    filterset_class = RequestFilter
    workflow = REQUEST
    rights = dict.fromkeys(("create", "update_terms"), "sharing.ask_for_data")

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

    @move(serializers.SharingOpinionInput)
    def decline(self, record: SharingRequest, fields: Fields) -> SharingRequest:
        """Send the request back to its officer."""
        return services.decline_request(record, actor=self.actor, **fields)

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
