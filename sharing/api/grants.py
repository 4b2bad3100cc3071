"""Programs fetch what was granted."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import mixins
from rest_framework.decorators import action
from rest_framework.request import Request

from aggregation.selectors import notice_headers, with_hold, with_notices
from portal.web.api import ActorViewSet, move, refuse_head

from .. import selectors, serializers, services
from ..filters import GrantFilter
from ..models import Grant
from ..workflows import GRANT

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


def rows_answer(grant: Grant, body: bytes) -> HttpResponse:
    """The one place where granted rows become an answer to a program, told what of them is contested."""
    notices = selectors.contested_parts(grant)
    headers = {"Cache-Control": "no-store"} | notice_headers(notices, grant.get_absolute_url())
    return HttpResponse(with_notices(body, notices), content_type="application/json", headers=headers)


class GrantViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, ActorViewSet):
    """What units may use."""

    queryset = with_hold(Grant.objects.select_related("entry__provider", "consumer"))
    serializer_class = serializers.GrantSerializer
    filterset_class = GrantFilter
    workflow = GRANT

    def get_queryset(self) -> Any:
        """Rows need little of the grant, and are asked for most."""
        found = super().get_queryset()
        return found.with_names() if self.action == "rows" else found

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
    @action(detail=True, pagination_class=None, filterset_class=None)
    def rows(self, http_request: Request, public_id: str) -> HttpResponse:
        """A page of granted rows; the use is recorded."""
        refuse_head(http_request)
        asked = selectors.asked_of(http_request.query_params)
        record = self.get_object()
        return rows_answer(record, services.read_rows(record, actor=self.actor, **asked))
