"""Data dispatch for programs: ``/api/v1/dispatches/``."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import mixins
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.routers import SimpleRouter

from portal.kernel.errors import NotPermitted
from portal.web.api import ActorViewSet, move

from . import selectors, services
from .choices import DispatchKind
from .filters import DispatchFilter
from .models import Dispatch
from .serializers import (
    AssignInput,
    DeliveryInput,
    DispatchInput,
    DispatchSerializer,
    HastenInput,
    ReasonsInput,
    RemarkInput,
)
from .workflows import DISPATCH

Fields = dict[str, Any]
STATE = {DispatchKind.NEED.value: services.state_need, DispatchKind.ORDER.value: services.order_supervision}


class DispatchMoves(ActorViewSet):
    """The moves of a dispatch, one action each."""

    workflow = DISPATCH

    @move(AssignInput)
    def assign(self, record: Dispatch, fields: Fields) -> Dispatch:
        """Match it to the unit that has to answer."""
        return services.assign_dispatch(record, actor=self.actor, **fields)

    @move(RemarkInput)
    def accept(self, record: Dispatch, fields: Fields) -> Dispatch:
        """Take it on as the responder."""
        return services.accept_dispatch(record, actor=self.actor, **fields)

    @move(ReasonsInput)
    def decline(self, record: Dispatch, fields: Fields) -> Dispatch:
        """Decline as the responder's chief data officer."""
        return services.decline_dispatch(record, actor=self.actor, **fields)

    @move(DeliveryInput)
    def deliver(self, record: Dispatch, fields: Fields) -> Dispatch:
        """Say what was delivered."""
        return services.deliver_dispatch(record, actor=self.actor, **fields)

    @move(RemarkInput)
    def close(self, record: Dispatch, fields: Fields) -> Dispatch:
        """Confirm the delivery."""
        return services.close_dispatch(record, actor=self.actor, **fields)

    @move(ReasonsInput)
    def return_(self, record: Dispatch, fields: Fields) -> Dispatch:
        """Send the delivery back."""
        return services.return_dispatch(record, actor=self.actor, **fields)

    @move(ReasonsInput)
    def refuse(self, record: Dispatch, fields: Fields) -> Dispatch:
        """Refuse with reasons."""
        return services.refuse_dispatch(record, actor=self.actor, **fields)

    @move(HastenInput)
    def hasten(self, record: Dispatch, fields: Fields) -> Dispatch:
        """Hasten the responder, at most once a day."""
        return services.hasten_dispatch(record, actor=self.actor, **fields)


class DispatchViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, DispatchMoves):
    """Data needs and supervision orders: read, state, move on."""

    queryset = Dispatch.objects.select_related("organization", "responder")
    serializer_class = DispatchSerializer
    filterset_class = DispatchFilter

    @extend_schema(request=DispatchInput, responses={201: DispatchSerializer})
    def create(self, http_request: Request, *args: Any, **kwargs: Any) -> Response:
        """State a need of the own unit, or order supervision as a data authority."""
        if not any(selectors.may_state(self.actor, kind) for kind in STATE):
            raise NotPermitted("dispatch.state_need")
        fields = self.parsed(DispatchInput)
        made = STATE[fields.pop("kind")](actor=self.actor, **fields)
        return Response(self.get_serializer(made).data, status=201)


router = SimpleRouter()
router.register("dispatches", DispatchViewSet, basename="dispatch-dispatch")
