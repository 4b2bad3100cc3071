"""Programs ask for data, follow their requests, and fetch what was granted."""

from rest_framework.routers import SimpleRouter

from .grants import GrantViewSet
from .requests import RequestViewSet

router = SimpleRouter()
router.register("sharing-requests", RequestViewSet, basename="sharing-request")
router.register("sharing-grants", GrantViewSet, basename="sharing-grant")

__all__ = ["GrantViewSet", "RequestViewSet", "router"]
