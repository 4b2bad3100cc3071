"""Every address of the portal."""

from django.urls import path

from portal.web.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
]
