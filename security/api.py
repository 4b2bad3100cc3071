"""The security chapter's REST interface."""

from __future__ import annotations

from typing import Any

from rest_framework import mixins
from rest_framework.routers import SimpleRouter

from portal.kernel.errors import NotPermitted
from portal.kernel.models import AuditEvent
from portal.web.api import ActorViewSet

from .filters import AuditFilter
from .serializers import AuditEventSerializer


class AuditEventViewSet(mixins.ListModelMixin, ActorViewSet):
    """The audit trail, newest first: audit administrators and inspectors read it, nobody writes."""

    queryset = AuditEvent.objects.order_by("-at", "-id")
    serializer_class = AuditEventSerializer
    filterset_class = AuditFilter

    def get_queryset(self) -> Any:
        """All events, for those who may read the trail."""
        if not self.actor.can("kernel.read_audit"):
            raise NotPermitted("kernel.read_audit")
        return AuditEvent.objects.order_by("-at", "-id")


router = SimpleRouter()
router.register("audit-events", AuditEventViewSet, basename="security-audit")
