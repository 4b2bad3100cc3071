"""Addresses of the sharing pages."""

from django.urls import path

from .views import decisions, grants, requests, rows

app_name = "sharing"
_REQUEST, _GRANT = "requests/<uuid:public_id>/", "grants/<uuid:public_id>/"
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
]
