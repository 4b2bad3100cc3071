"""Demands for programs: anybody reads what is public; accounts file, support and move on."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import mixins
from rest_framework.decorators import action
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from portal.web.api import ActorViewSet, move

from .. import selectors, services
from ..filters import DemandFilter
from ..models import OpenDemand
from ..serializers import (
    DeclineInput,
    DemandInput,
    DemandSerializer,
    FulfillInput,
    HandBackInput,
    MergeInput,
    PromiseInput,
    ReceivedDemandInput,
    RouteInput,
)
from ..workflows import DEMAND


class DemandViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, ActorViewSet):
    """Demands for opening, the highest score first."""

    queryset = OpenDemand.objects.all()
    serializer_class = DemandSerializer
    filterset_class = DemandFilter
    permission_classes = (AllowAny,)
    workflow = DEMAND
    rights = {
        "create": "opening.file_demand",
        "receive": "opening.receive_demand",
        "support": "opening.support_demand",
    }

    def get_queryset(self) -> Any:
        """With supporters and score."""
        return selectors.ranked(super().get_queryset()).order_by(*selectors.BY_RANK)

    @extend_schema(request=DemandInput, responses={201: DemandSerializer})
    def create(self, http_request: Request) -> Response:
        """Ask for data to be opened."""
        filed = services.file_demand(actor=self.actor, **self.parsed(DemandInput))
        return Response(self.get_serializer(filed).data, status=201)

    @extend_schema(request=ReceivedDemandInput, responses={201: DemandSerializer})
    @action(detail=False, methods=["post"])
    def receive(self, http_request: Request) -> Response:
        """Take down what somebody asks for at the counter, by telephone or by letter."""
        received = services.receive_demand(actor=self.actor, **self.parsed(ReceivedDemandInput))
        return Response(self.get_serializer(received).data, status=201)

    @move()
    def support(self, record: OpenDemand, fields: dict[str, Any]) -> OpenDemand:
        """Stand behind somebody else's demand."""
        return services.support_demand(record, actor=self.actor).demand

    @move(RouteInput)
    def route(self, record: OpenDemand, fields: dict[str, Any]) -> OpenDemand:
        """Name the unit that answers."""
        return services.route_demand(record, actor=self.actor, **fields)

    @move(PromiseInput)
    def promise(self, record: OpenDemand, fields: dict[str, Any]) -> OpenDemand:
        """Answer that the data will be open by a day."""
        return services.promise_demand(record, actor=self.actor, **fields)

    @move(FulfillInput)
    def fulfill(self, record: OpenDemand, fields: dict[str, Any]) -> OpenDemand:
        """Link the open dataset that answers the demand."""
        return services.fulfill_demand(record, actor=self.actor, **fields)

    @move(HandBackInput)
    def hand_back(self, record: OpenDemand, fields: dict[str, Any]) -> OpenDemand:
        """Give it back to the data authority."""
        return services.hand_back_demand(record, actor=self.actor, **fields)

    @move(DeclineInput)
    def decline(self, record: OpenDemand, fields: dict[str, Any]) -> OpenDemand:
        """Answer that the data is not opened, and why."""
        return services.decline_demand(record, actor=self.actor, **fields)

    @move(MergeInput)
    def merge(self, record: OpenDemand, fields: dict[str, Any]) -> OpenDemand:
        """Bring it together with another demand."""
        return services.merge_demand(record, actor=self.actor, **fields)
