"""Addresses of the sharing pages."""

from django.urls import path

from .views import decisions, grants, needs, parcels, requests, rows, runs

app_name = "sharing"
_REQUEST, _GRANT = "requests/<uuid:public_id>/", "grants/<uuid:public_id>/"
_NEED, _PARCEL = "return-needs/<uuid:public_id>/", "return-parcels/<uuid:public_id>/"
urlpatterns = [
    path("entries/<uuid:public_id>/ask/", requests.RequestCreateView.as_view(), name="request-create"),
    path("requests/", requests.RequestListView.as_view(), name="request-list"),
    path(_REQUEST, requests.RequestDetailView.as_view(), name="request-detail"),
    path(f"{_REQUEST}update/", requests.RequestUpdateView.as_view(), name="request-update"),
    path(f"{_REQUEST}submit/", decisions.RequestSubmitView.as_view(), name="request-submit"),
    path(f"{_REQUEST}endorse/", decisions.RequestEndorseView.as_view(), name="request-endorse"),
    path(f"{_REQUEST}decline/", decisions.RequestDeclineView.as_view(), name="request-decline"),
    path(f"{_REQUEST}review/", decisions.RequestReviewView.as_view(), name="request-review"),
    path(f"{_REQUEST}check/", decisions.RequestCheckView.as_view(), name="request-check"),
    path(f"{_REQUEST}return/", decisions.RequestReturnView.as_view(), name="request-return"),
    path(f"{_REQUEST}approve/", decisions.RequestApproveView.as_view(), name="request-approve"),
    path(f"{_REQUEST}refuse/", decisions.RequestRefuseView.as_view(), name="request-refuse"),
    path(f"{_REQUEST}withdraw/", decisions.RequestWithdrawView.as_view(), name="request-withdraw"),
    path("grants/", grants.GrantListView.as_view(), name="grant-list"),
    path(_GRANT, grants.GrantDetailView.as_view(), name="grant-detail"),
    path(f"{_GRANT}rows/", rows.GrantRowsView.as_view(), name="grant-rows"),
    path(f"{_GRANT}rows.csv", rows.GrantExportView.as_view(), name="grant-export"),
    path(f"{_GRANT}uses/", grants.GrantUsesView.as_view(), name="grant-uses"),
    path(f"{_GRANT}suspend/", grants.GrantSuspendView.as_view(), name="grant-suspend"),
    path(f"{_GRANT}resume/", grants.GrantResumeView.as_view(), name="grant-resume"),
    path(f"{_GRANT}revoke/", grants.GrantRevokeView.as_view(), name="grant-revoke"),
    path("entries/<uuid:public_id>/need/", needs.NeedCreateView.as_view(), name="need-create"),
    path("return-needs/", needs.NeedListView.as_view(), name="need-list"),
    path(_NEED, needs.NeedDetailView.as_view(), name="need-detail"),
    path(f"{_NEED}accept/", needs.NeedAcceptView.as_view(), name="need-accept"),
    path(f"{_NEED}refuse/", needs.NeedRefuseView.as_view(), name="need-refuse"),
    path(f"{_NEED}withdraw/", needs.NeedWithdrawView.as_view(), name="need-withdraw"),
    path("entries/<uuid:public_id>/return/", runs.RunCreateView.as_view(), name="run-create"),
    path("return-runs/", runs.RunListView.as_view(), name="run-list"),
    path("return-runs/<uuid:public_id>/", runs.RunDetailView.as_view(), name="run-detail"),
    path("return-parcels/", parcels.ParcelListView.as_view(), name="parcel-list"),
    path(_PARCEL, parcels.ParcelDetailView.as_view(), name="parcel-detail"),
    path(f"{_PARCEL}file/", parcels.ParcelFileView.as_view(), name="parcel-file"),
    path(f"{_PARCEL}sign/", parcels.ParcelSignView.as_view(), name="parcel-sign"),
    path(f"{_PARCEL}resend/", parcels.ParcelResendView.as_view(), name="parcel-resend"),
]
