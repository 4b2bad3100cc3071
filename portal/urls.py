"""Every address of the portal."""

from django.urls import include, path

from portal.web.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("accounts/", include("allauth.account.urls")),
    path("", include("portal.web.urls")),
]
handler403 = "portal.web.refusals.forbidden"
handler404 = "portal.web.refusals.not_found"
handler500 = "portal.web.refusals.server_error"
