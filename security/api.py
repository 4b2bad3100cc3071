"""The security chapter's REST interface."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import mixins
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.routers import SimpleRouter

from portal.kernel.errors import NotPermitted
from portal.kernel.models import AuditEvent
from portal.web.api import ActorViewSet, move
from portal.web.paging import TrailPagination

from . import filters, selectors, serializers, services
from .models import Incident, PersonalInformationFinding, SecurityOrder, SupervisoryRemit
from .workflows import FINDING, INCIDENT, ORDER

Fields = dict[str, Any]


class AuditEventViewSet(mixins.ListModelMixin, ActorViewSet):
    """The audit trail, last written first: audit administrators and inspectors read it, nobody writes."""

    queryset = AuditEvent.objects.all()
    pagination_class = TrailPagination
    serializer_class = serializers.AuditEventSerializer
    filterset_class = filters.AuditFilter

    def get_queryset(self) -> Any:
        """All events, for those who may read the trail."""
        if not self.actor.can("kernel.read_audit"):
            raise NotPermitted("kernel.read_audit")
        return AuditEvent.objects.all()


class FindingViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, ActorViewSet):
    """Signs of personal information in loaded data, and their judgment."""

    queryset = PersonalInformationFinding.objects.select_related("entry", "batch")
    serializer_class = serializers.PersonalFindingSerializer
    filterset_class = filters.FindingFilter
    workflow = FINDING

    @move(serializers.JudgmentInput)
    def confirm(self, record: PersonalInformationFinding, fields: Fields) -> PersonalInformationFinding:
        """It is personal information: the data stays closed."""
        return services.confirm_finding(record, actor=self.actor, **fields)

    @move(serializers.JudgmentInput)
    def release(self, record: PersonalInformationFinding, fields: Fields) -> PersonalInformationFinding:
        """It is none: the data may be opened."""
        return services.release_finding(record, actor=self.actor, **fields)


class IncidentViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, ActorViewSet):
    """Security incidents: reported, contained, resolved, reviewed."""

    queryset = Incident.objects.select_related("organization", "entry").prefetch_related("affected__grant")
    serializer_class = serializers.IncidentSerializer
    filterset_class = filters.IncidentFilter
    workflow = INCIDENT

    @extend_schema(request=serializers.IncidentInput)
    def create(self, http_request: Request) -> Response:
        """Report an incident."""
        fields = self.parsed(serializers.IncidentInput)
        entry = selectors.entry_of_code(fields.pop("entry", ""), self.actor)
        made = services.report_incident(actor=self.actor, entry=entry, **fields)
        return Response(self.get_serializer(made).data, status=201)

    @extend_schema(responses=serializers.ReachSerializer)
    @action(detail=True)
    def reach(self, http_request: Request, public_id: str) -> Response:
        """What containing it stops, or has stopped; 404 where it concerns no resource."""
        reach = selectors.reach_of(self.get_object(), self.actor)
        if reach is None:
            raise Http404(_("The incident concerns no resource."))
        return Response(serializers.ReachSerializer(reach).data)

    @move(serializers.ContainmentInput)
    def contain(self, record: Incident, fields: Fields) -> Incident:
        """Stop the harm: suspend grants and the open dataset."""
        return services.contain_incident(record, actor=self.actor, **fields)

    @move(serializers.ResolutionInput)
    def resolve(self, record: Incident, fields: Fields) -> Incident:
        """Record cause and measures."""
        return services.resolve_incident(record, actor=self.actor, **fields)

    @move(serializers.ConclusionInput)
    def review(self, record: Incident, fields: Fields) -> Incident:
        """Review the incident and close it."""
        return services.review_incident(record, actor=self.actor, **fields)


class RemitViewSet(mixins.ListModelMixin, ActorViewSet):
    """Which authority supervises data security in which remit."""

    queryset = SupervisoryRemit.objects.select_related("organization")
    serializer_class = serializers.RemitSerializer
    rights = {"create": "security.assign_remit"}

    @extend_schema(request=serializers.RemitInput)
    def create(self, http_request: Request) -> Response:
        """Say which authority holds a remit."""
        made = services.assign_remit(actor=self.actor, **self.parsed(serializers.RemitInput))
        return Response(self.get_serializer(made).data, status=201)


class OrderViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, ActorViewSet):
    """Orders of the supervising authorities."""

    queryset = SecurityOrder.objects.select_related("authority", "organization")
    serializer_class = serializers.SecurityOrderSerializer
    rights = {"create": "security.issue_order"}
    filterset_class = filters.OrderFilter
    workflow = ORDER

    @extend_schema(request=serializers.SecurityOrderInput)
    def create(self, http_request: Request) -> Response:
        """Issue an order in the own remit."""
        fields = self.parsed(serializers.SecurityOrderInput)
        if "incident" in fields:
            fields["incident"] = selectors.incident_of(fields["incident"], self.actor)
        made = services.issue_order(actor=self.actor, **fields)
        return Response(self.get_serializer(made).data, status=201)

    @move(serializers.SecurityAnswerInput)
    def answer(self, record: SecurityOrder, fields: Fields) -> SecurityOrder:
        """Answer the order."""
        return services.answer_order(record, actor=self.actor, **fields)

    @move(serializers.SecurityOpinionInput)
    def send_back(self, record: SecurityOrder, fields: Fields) -> SecurityOrder:
        """Send the answer back."""
        return services.send_back_order(record, actor=self.actor, **fields)

    @move(serializers.SecurityOpinionInput)
    def close(self, record: SecurityOrder, fields: Fields) -> SecurityOrder:
        """Close the order."""
        return services.close_order(record, actor=self.actor, **fields)


router = SimpleRouter()
router.register("audit-events", AuditEventViewSet, basename="security-audit")
router.register("personal-information-findings", FindingViewSet, basename="security-finding")
router.register("security-incidents", IncidentViewSet, basename="security-incident")
router.register("supervisory-remits", RemitViewSet, basename="security-remit")
router.register("security-orders", OrderViewSet, basename="security-order")
