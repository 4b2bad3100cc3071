"""Every address of the portal."""

from django.urls import include, path

from aggregation.api import router as aggregation_router
from portal.members.api import router as members_router
from portal.web.health import healthz
from security.api import router as security_router

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("accounts/", include("allauth.account.urls")),
    path("", include("portal.web.urls")),
    path("members/", include("portal.members.urls")),
    path("security/", include("security.urls")),
    path("aggregation/", include("aggregation.urls")),
    path("", include("opening.urls")),
    path("api/v1/", include(members_router.urls)),
    path("api/v1/", include(aggregation_router.urls)),
    path("api/v1/", include(security_router.urls)),
]
handler403 = "portal.web.refusals.forbidden"
handler404 = "portal.web.refusals.not_found"
handler500 = "portal.web.refusals.server_error"
