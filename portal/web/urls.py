"""Addresses of the web app's own pages."""

from django.urls import path

from . import views

app_name = "web"
urlpatterns = [
    path("preferences/", views.PreferenceUpdate.as_view(), name="preference-update"),
    path("jobs/<uuid:public_id>/", views.JobDetail.as_view(), name="job-detail"),
    path("jobs/<uuid:public_id>/progress/", views.job_progress, name="job-progress"),
    path("styleguide/", views.StyleGuide.as_view(), name="styleguide"),
]
