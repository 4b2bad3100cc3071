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
    path("dashboard/", views.DashboardView.as_view(), name="dashboard-own"),
    path("dashboard/city/", views.CityDashboardView.as_view(), name="dashboard-city"),
    path("dashboard/units/", views.UnitComparisonView.as_view(), name="dashboard-list"),
    path("dashboard/<uuid:public_id>/", views.DashboardView.as_view(), name="dashboard-detail"),
    path("statistics/", views.StatisticsView.as_view(), name="statistic-list"),
    path("statistics/<slug:name>.svg", views.ChartSvg.as_view(), name="statistic-svg"),
    path("statistics/<slug:name>.csv", views.ChartCsv.as_view(), name="statistic-csv"),
    path("measure/", views.MeasureView.as_view(), name="provision-list"),
    path("measure/glossary/", views.GlossaryView.as_view(), name="term-list"),
]
