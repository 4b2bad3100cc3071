"""Programs file needs, start runs, fetch parcels and sign for them."""

from __future__ import annotations

from typing import Any

from django.http import StreamingHttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import mixins
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from aggregation.selectors import notice_headers, with_hold
from portal.web.api import ActorViewSet, move, refuse_head
from portal.web.exports import streamed_csv

from .. import selectors, serializers, services
from ..filters import NeedFilter, ParcelFilter, RunFilter
from ..models import ReturnNeed, ReturnParcel, ReturnRun
from ..workflows import NEED, PARCEL, RUN

Fields = dict[str, Any]


class NeedViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, ActorViewSet):
    """What lower levels need back."""

    queryset = with_hold(ReturnNeed.objects.select_related("entry__provider", "organization", "receiver"))
    serializer_class = serializers.NeedSerializer
    rights = {"create": "sharing.file_return_need"}
    filterset_class = NeedFilter
    workflow = NEED

    @extend_schema(request=serializers.NeedInput)
    def create(self, http_request: Request) -> Response:
        """File a need."""
        fields = self.parsed(serializers.NeedInput)
        entry = selectors.entry_of_code(fields.pop("entry"), self.actor)
        made = services.file_need(entry, actor=self.actor, **fields)
        return Response(self.get_serializer(made).data, status=201)

    @move(serializers.SharingNoteInput)
    def accept(self, record: ReturnNeed, fields: Fields) -> ReturnNeed:
        """Accept the need."""
        return services.accept_need(record, actor=self.actor, **fields)

    @move(serializers.RefuseNeedInput)
    def refuse(self, record: ReturnNeed, fields: Fields) -> ReturnNeed:
        """Refuse the need."""
        return services.refuse_need(record, actor=self.actor, **fields)

    @move(serializers.SharingNoteInput)
    def withdraw(self, record: ReturnNeed, fields: Fields) -> ReturnNeed:
        """Take the need back."""
        return services.withdraw_need(record, actor=self.actor, **fields)


class RunViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, ActorViewSet):
    """Versions on their way down."""

    queryset = with_hold(ReturnRun.objects.select_related("entry__provider"))
    serializer_class = serializers.RunSerializer
    rights = {"create": "sharing.plan_return"}
    filterset_class = RunFilter
    workflow = RUN

    @extend_schema(request=serializers.RunInput)
    def create(self, http_request: Request) -> Response:
        """Return the newest version now."""
        code = self.parsed(serializers.RunInput)["entry"]
        run = services.plan_run(selectors.entry_of_code(code, self.actor), actor=self.actor)
        return Response(self.get_serializer(run).data, status=201)


class ParcelViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, ActorViewSet):
    """Parcels of returned data."""

    queryset = ReturnParcel.objects.select_related("run__entry__provider", "receiver", "file")
    serializer_class = serializers.ParcelSerializer
    filterset_class = ParcelFilter
    workflow = PARCEL

    @extend_schema(responses={(200, "text/csv"): OpenApiTypes.BINARY})
    @action(detail=True)
    def file(self, http_request: Request, public_id: str) -> StreamingHttpResponse:
        """The parcel's CSV file; the fetching is recorded."""
        refuse_head(http_request)
        record = self.get_object()
        pieces = services.fetch_parcel(record, actor=self.actor)
        headers = notice_headers(selectors.contested_in(record), record.get_absolute_url())
        return streamed_csv(selectors.file_name(record), pieces, headers)

    @move(serializers.ReceiptInput)
    def sign(self, record: ReturnParcel, fields: Fields) -> ReturnParcel:
        """Sign for what came."""
        return services.sign_parcel(record, actor=self.actor, **fields)

    @move(serializers.SharingNoteInput)
    def resend(self, record: ReturnParcel, fields: Fields) -> ReturnParcel:
        """Send a parcel again whose receipt did not match."""
        return services.resend_parcel(record, actor=self.actor, **fields)
