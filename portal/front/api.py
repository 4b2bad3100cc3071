"""Dashboards, provisions and public statistics for programs."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import action
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.routers import SimpleRouter

from portal.kernel import clock
from portal.members.models import Organization
from portal.web import contributions
from portal.web.api import ActorViewSet
from portal.web.context_processors import site_name

from . import selectors
from .serializers import DashboardSerializer, ProvisionSerializer, StatisticSerializer


class DashboardViewSet(ActorViewSet):
    """The dashboards of units and of the city."""

    queryset = Organization.objects.all()
    serializer_class = DashboardSerializer
    filter_backends = ()

    def retrieve(self, http_request: Request, public_id: str) -> Response:
        """A unit's figures and what is overdue in it."""
        unit = selectors.require_dashboard(self.get_object(), self.actor)
        return self._answer(unit)

    @extend_schema(operation_id="dashboards_city_retrieve", responses=DashboardSerializer)
    @action(detail=False, pagination_class=None)
    def city(self, http_request: Request) -> Response:
        """The figures of the whole city and what is overdue in it."""
        selectors.require_city(self.actor)
        return self._answer(None)

    def _answer(self, unit: Organization | None) -> Response:
        late = [{"kind": str(label), "items": items} for label, items in contributions.overdue(unit)]
        dashboard = {
            "unit": unit.public_id if unit else None,
            "name": str(unit) if unit else site_name(),
            "as_of": clock.today(),
            "figures": selectors.indicators_of(unit),
            "overdue": late,
        }
        return Response(self.get_serializer(dashboard).data)


class OpenViewSet(ActorViewSet):
    """What anybody may read, whole."""

    queryset = Organization.objects.none()
    permission_classes = (AllowAny,)
    filter_backends = ()
    pagination_class = None


class ProvisionViewSet(OpenViewSet):
    """The measure's 35 provisions as the portal carries them out."""

    serializer_class = ProvisionSerializer
    lookup_field = "id"
    lookup_value_regex = r"\d\.\d"

    @extend_schema(responses=ProvisionSerializer(many=True))
    def list(self, http_request: Request) -> Response:
        """Every provision, in the measure's order."""
        shown = [p for chapter in selectors.measured_chapters(self.actor) for p in chapter.provisions]
        return Response(self.get_serializer(shown, many=True).data)

    @extend_schema(parameters=[OpenApiParameter("id", str, OpenApiParameter.PATH, description="such as 4.1")])
    def retrieve(self, http_request: Request, **kwargs: Any) -> Response:
        """One provision."""
        found = selectors.find_provision(kwargs["id"], self.actor)
        if found is None:
            raise Http404
        return Response(self.get_serializer(found).data)


class StatisticViewSet(OpenViewSet):
    """The public's figures, from published snapshots alone."""

    serializer_class = StatisticSerializer

    @extend_schema(operation_id="open_statistics_list", responses=StatisticSerializer(many=True))
    def list(self, http_request: Request) -> Response:
        """Every figure with what it counts."""
        return Response(self.get_serializer(selectors.statistics(), many=True).data)


router = SimpleRouter()
router.register("dashboards", DashboardViewSet, basename="front-dashboard")
router.register("provisions", ProvisionViewSet, basename="front-provision")
router.register("open/statistics", StatisticViewSet, basename="front-statistic")
