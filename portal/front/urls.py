"""Addresses of what composes the chapters."""

from django.urls import path

from . import views

app_name = "front"
urlpatterns = [
    path("", views.HomeView.as_view(), name="home"),
    path("start/", views.start, name="start"),
    path("desk/", views.DeskView.as_view(), name="desk"),
    path("inbox/", views.InboxView.as_view(), name="inbox"),
    path("search/", views.SearchView.as_view(), name="search"),
]
