"""Addresses of oversight's pages."""

from django.urls import path

from . import views

app_name = "oversight"
urlpatterns = [
    path("inspections/", views.InspectionListView.as_view(), name="inspection-list"),
    path("inspections/new/", views.InspectionCreateView.as_view(), name="inspection-create"),
    path("inspections/<uuid:public_id>/", views.InspectionDetailView.as_view(), name="inspection-detail"),
    path("inspections/<uuid:public_id>/moved/", views.InspectionMovedView.as_view(), name="inspection-moved"),
    path("inspections/<uuid:public_id>/retry/", views.InspectionRetryView.as_view(), name="inspection-retry"),
    path("inspections/<uuid:public_id>/order/", views.OrderCreateView.as_view(), name="order-create"),
    path("findings/", views.FindingListView.as_view(), name="finding-list"),
    path("findings/<uuid:public_id>/", views.FindingDetailView.as_view(), name="finding-detail"),
    path("orders/", views.OrderListView.as_view(), name="order-list"),
    path("orders/<uuid:public_id>/", views.OrderDetailView.as_view(), name="order-detail"),
    path("orders/<uuid:public_id>/submit/", views.OrderSubmitView.as_view(), name="order-submit"),
    path("orders/<uuid:public_id>/close/", views.OrderCloseView.as_view(), name="order-close"),
    path("schemes/", views.SchemeListView.as_view(), name="scheme-list"),
    path("schemes/new/", views.SchemeCreateView.as_view(), name="scheme-create"),
    path("schemes/<uuid:public_id>/", views.SchemeDetailView.as_view(), name="scheme-detail"),
    path("schemes/<uuid:public_id>/update/", views.SchemeUpdateView.as_view(), name="scheme-update"),
    path("schemes/<uuid:public_id>/adopt/", views.SchemeAdoptView.as_view(), name="scheme-adopt"),
    path("schemes/<uuid:public_id>/retire/", views.SchemeRetireView.as_view(), name="scheme-retire"),
    path("schemes/<uuid:public_id>/assess/", views.AssessmentCreateView.as_view(), name="assessment-create"),
    path("assessments/", views.AssessmentListView.as_view(), name="assessment-list"),
    path("assessments/<uuid:public_id>/", views.AssessmentDetailView.as_view(), name="assessment-detail"),
    path("assessments/<uuid:public_id>/moved/", views.AssessmentMovedView.as_view(), name="assessment-moved"),
    path("assessments/<uuid:public_id>/retry/", views.AssessmentRetryView.as_view(), name="assessment-retry"),
    path(
        "assessments/<uuid:public_id>/publish/",
        views.AssessmentPublishView.as_view(),
        name="assessment-publish",
    ),
    path("scores/<uuid:public_id>/", views.ScoreDetailView.as_view(), name="score-detail"),
]
