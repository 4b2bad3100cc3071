"""Addresses of rules and documents."""

from django.urls import path

from . import views

app_name = "duties"

DOCUMENT = "documents/<uuid:public_id>"
urlpatterns = [
    path("rules/", views.RuleListView.as_view(), name="rule-list"),
    path("rules/<str:key>/", views.RuleDetailView.as_view(), name="rule-detail"),
    path("rules/<str:key>/set/", views.RuleSetView.as_view(), name="rule-set"),
    path("documents/", views.DocumentListView.as_view(), name="document-list"),
    path("documents/new/", views.DocumentCreateView.as_view(), name="document-create"),
    path(f"{DOCUMENT}/", views.DocumentDetailView.as_view(), name="document-detail"),
    path(f"{DOCUMENT}/edit/", views.DocumentUpdateView.as_view(), name="document-update"),
]
