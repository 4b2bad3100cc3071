"""Addresses of the aggregation pages."""

from django.urls import path

from .views import batches, mounts, objections, rows

app_name = "aggregation"
urlpatterns = [
    path("mounts/", mounts.MountListView.as_view(), name="mount-list"),
    path("entries/<uuid:public_id>/mount/", mounts.MountCreateView.as_view(), name="mount-create"),
    path("mounts/<uuid:public_id>/", mounts.MountDetailView.as_view(), name="mount-detail"),
    path(
        "mounts/<uuid:public_id>/take-offline/",
        mounts.MountTakeOfflineView.as_view(),
        name="mount-take-offline",
    ),
    path("mounts/<uuid:public_id>/template.csv", mounts.MountTemplateView.as_view(), name="mount-template"),
    path("mounts/<uuid:public_id>/rows/", rows.MountRowsView.as_view(), name="mount-rows"),
    path("mounts/<uuid:public_id>/rows.csv", rows.MountExportView.as_view(), name="mount-export"),
    path("mounts/<uuid:public_id>/load/", batches.BatchCreateView.as_view(), name="batch-create"),
    path("batches/", batches.BatchListView.as_view(), name="batch-list"),
    path("batches/<uuid:public_id>/", batches.BatchDetailView.as_view(), name="batch-detail"),
    path("batches/<uuid:public_id>/moved/", batches.BatchMovedView.as_view(), name="batch-moved"),
    path("batches/<uuid:public_id>/rejects/", batches.BatchRejectsView.as_view(), name="batch-rejects"),
    path("batches/<uuid:public_id>/retry/", batches.BatchRetryView.as_view(), name="batch-retry"),
    path("batches/<uuid:public_id>/discard/", batches.BatchDiscardView.as_view(), name="batch-discard"),
    path("objections/", objections.ObjectionListView.as_view(), name="objection-list"),
    path(
        "entries/<uuid:public_id>/object/",
        objections.ObjectionCreateView.as_view(),
        name="objection-create",
    ),
    path(
        "objections/<uuid:public_id>/",
        objections.ObjectionDetailView.as_view(),
        name="objection-detail",
    ),
    path(
        "objections/<uuid:public_id>/review/",
        objections.ObjectionReviewView.as_view(),
        name="objection-review",
    ),
    path(
        "objections/<uuid:public_id>/accept/",
        objections.ObjectionAcceptView.as_view(),
        name="objection-accept",
    ),
    path(
        "objections/<uuid:public_id>/redirect/",
        objections.ObjectionRedirectView.as_view(),
        name="objection-redirect",
    ),
    path(
        "objections/<uuid:public_id>/verify/",
        objections.ObjectionVerifyView.as_view(),
        name="objection-verify",
    ),
    path(
        "objections/<uuid:public_id>/uphold/",
        objections.ObjectionUpholdView.as_view(),
        name="objection-uphold",
    ),
    path(
        "objections/<uuid:public_id>/dismiss/",
        objections.ObjectionDismissView.as_view(),
        name="objection-dismiss",
    ),
    path(
        "objections/<uuid:public_id>/close/",
        objections.ObjectionCloseView.as_view(),
        name="objection-close",
    ),
]
