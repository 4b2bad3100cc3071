"""Addresses of the security chapter."""

from django.urls import path

from . import views

app_name = "security"
urlpatterns = [path("audit/", views.AuditListView.as_view(), name="audit-list")]
