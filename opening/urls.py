"""Addresses of the opening chapter: the public portal, the staff's list, the open interface."""

from django.urls import path, register_converter

from . import api, views


class ResourceCode:
    """A resource code in an address; its slash may be written as it is or as a hyphen."""

    regex = r"\d{1,9}[-/]\d{6}"

    def to_python(self, value: str) -> str:
        """The slug."""
        return value.replace("/", "-")

    def to_url(self, value: str) -> str:
        """Always with a hyphen."""
        return value.replace("/", "-")


register_converter(ResourceCode, "resource_code")

app_name = "opening"
DEMAND = "opening/demands/<uuid:public_id>/"
urlpatterns = [
    path("api/v1/open/datasets/<resource_code:slug>/rows", api.rows, name="api-rows"),
    path("api/v1/open/objections/", api.AnswerListView.as_view(), name="api-answer-list"),
    path("api/v1/open/datasets/", api.DatasetListView.as_view(), name="api-dataset-list"),
    path("api/v1/open/datasets/<resource_code:slug>/", api.DatasetDetailView.as_view(), name="api-dataset"),
    path("api/v1/open/datasets/<resource_code:slug>/rows.csv", api.rows_csv, name="api-rows-csv"),
    path("data/", views.DatasetBrowse.as_view(), name="dataset-list"),
    path("data/suggestions/", views.TitleSuggestions.as_view(), name="dataset-suggestions"),
    path("data/objections/", views.AnswerListView.as_view(), name="answer-list"),
    path("data/demands/", views.DemandListView.as_view(), name="demand-list"),
    path("data/demands/new/", views.DemandCreateView.as_view(), name="demand-create"),
    path("data/demands/<uuid:public_id>/", views.DemandDetailView.as_view(), name="demand-detail"),
    path("data/demands/<uuid:public_id>/support/", views.DemandSupportView.as_view(), name="demand-support"),
    path("data/<resource_code:slug>/", views.DatasetPage.as_view(), name="dataset-detail"),
    path("data/<resource_code:slug>/rows.csv", api.rows_csv, name="dataset-csv"),
    path("data/<resource_code:slug>/chart.svg", views.chart_svg, name="dataset-chart-svg"),
    path("data/<resource_code:slug>/chart.csv", views.chart_csv, name="dataset-chart-csv"),
    path(
        "data/<resource_code:slug>/object/",
        views.ObjectionCreateView.as_view(),
        name="objection-create",
    ),
    path("opening/datasets/", views.DatasetUsageList.as_view(), name="usage-list"),
    path(
        "opening/datasets/<resource_code:slug>/",
        views.DatasetUsageView.as_view(),
        name="usage-detail",
    ),
    path(
        "opening/datasets/<resource_code:slug>/suspend/",
        views.DatasetSuspendView.as_view(),
        name="dataset-suspend",
    ),
    path(
        "opening/datasets/<resource_code:slug>/restore/",
        views.DatasetRestoreView.as_view(),
        name="dataset-restore",
    ),
    path("opening/demands/", views.DemandStaffList.as_view(), name="demand-staff-list"),
    path("opening/demands/new/", views.DemandReceiveView.as_view(), name="demand-receive"),
    path(f"{DEMAND}route/", views.DemandRouteView.as_view(), name="demand-route"),
    path(f"{DEMAND}promise/", views.DemandPromiseView.as_view(), name="demand-promise"),
    path(f"{DEMAND}fulfill/", views.DemandFulfillView.as_view(), name="demand-fulfill"),
    path(
        f"{DEMAND}hand-back/",
        views.DemandHandBackView.as_view(),
        name="demand-hand-back",
    ),
    path(f"{DEMAND}decline/", views.DemandDeclineView.as_view(), name="demand-decline"),
    path(f"{DEMAND}merge/", views.DemandMergeView.as_view(), name="demand-merge"),
]
