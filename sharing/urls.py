"""Addresses of the sharing pages."""

from django.urls import path

from .views import grants, requests

app_name = "sharing"
_REQUEST, _GRANT = "requests/<uuid:public_id>/", "grants/<uuid:public_id>/"
urlpatterns = [
    path("entries/<uuid:public_id>/ask/", requests.RequestCreateView.as_view(), name="request-create"),
    path("requests/", requests.RequestListView.as_view(), name="request-list"),
    path(_REQUEST, requests.RequestDetailView.as_view(), name="request-detail"),
    path(f"{_REQUEST}update/", requests.RequestUpdateView.as_view(), name="request-update"),
    path(f"{_REQUEST}submit/", requests.RequestSubmitView.as_view(), name="request-submit"),
    path(f"{_REQUEST}endorse/", requests.RequestEndorseView.as_view(), name="request-endorse"),
    path(f"{_REQUEST}check/", requests.RequestCheckView.as_view(), name="request-check"),
    path(f"{_REQUEST}return/", requests.RequestReturnView.as_view(), name="request-return"),
    path(f"{_REQUEST}approve/", requests.RequestApproveView.as_view(), name="request-approve"),
    path(f"{_REQUEST}refuse/", requests.RequestRefuseView.as_view(), name="request-refuse"),
    path(f"{_REQUEST}withdraw/", requests.RequestWithdrawView.as_view(), name="request-withdraw"),
    path("grants/", grants.GrantListView.as_view(), name="grant-list"),
    path(_GRANT, grants.GrantDetailView.as_view(), name="grant-detail"),
    path(f"{_GRANT}rows/", grants.GrantRowsView.as_view(), name="grant-rows"),
    path(f"{_GRANT}rows.csv", grants.GrantExportView.as_view(), name="grant-export"),
    path(f"{_GRANT}suspend/", grants.GrantSuspendView.as_view(), name="grant-suspend"),
    path(f"{_GRANT}resume/", grants.GrantResumeView.as_view(), name="grant-resume"),
    path(f"{_GRANT}revoke/", grants.GrantRevokeView.as_view(), name="grant-revoke"),
]
