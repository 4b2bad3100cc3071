"""Programs ask for data, follow their requests, and fetch what was granted."""

from rest_framework.routers import SimpleRouter

from .grants import GrantViewSet
from .requests import RequestViewSet
from .returns import NeedViewSet, ParcelViewSet, RunViewSet

router = SimpleRouter()
router.register("sharing-requests", RequestViewSet, basename="sharing-request")
router.register("sharing-grants", GrantViewSet, basename="sharing-grant")
router.register("sharing-return-needs", NeedViewSet, basename="sharing-need")
router.register("sharing-return-runs", RunViewSet, basename="sharing-run")
router.register("sharing-return-parcels", ParcelViewSet, basename="sharing-parcel")

__all__ = [
    "GrantViewSet",
    "NeedViewSet",
    "ParcelViewSet",
    "RequestViewSet",
    "RunViewSet",
    "router",
]
