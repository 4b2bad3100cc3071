"""Addresses of the sharing pages."""

from django.urls import path

from . import views

app_name = "sharing"
_REQUEST, _GRANT = "requests/<uuid:public_id>/", "grants/<uuid:public_id>/"
urlpatterns = [
    path("entries/<uuid:public_id>/ask/", views.RequestCreateView.as_view(), name="request-create"),
    path("requests/", views.RequestListView.as_view(), name="request-list"),
    path(_REQUEST, views.RequestDetailView.as_view(), name="request-detail"),
    path(f"{_REQUEST}update/", views.RequestUpdateView.as_view(), name="request-update"),
    path(f"{_REQUEST}submit/", views.RequestSubmitView.as_view(), name="request-submit"),
    path(f"{_REQUEST}endorse/", views.RequestEndorseView.as_view(), name="request-endorse"),
    path(f"{_REQUEST}check/", views.RequestCheckView.as_view(), name="request-check"),
    path(f"{_REQUEST}return/", views.RequestReturnView.as_view(), name="request-return"),
    path(f"{_REQUEST}approve/", views.RequestApproveView.as_view(), name="request-approve"),
    path(f"{_REQUEST}refuse/", views.RequestRefuseView.as_view(), name="request-refuse"),
    path(f"{_REQUEST}withdraw/", views.RequestWithdrawView.as_view(), name="request-withdraw"),
    path("grants/", views.GrantListView.as_view(), name="grant-list"),
    path(_GRANT, views.GrantDetailView.as_view(), name="grant-detail"),
    path(f"{_GRANT}rows/", views.GrantRowsView.as_view(), name="grant-rows"),
    path(f"{_GRANT}rows.csv", views.GrantExportView.as_view(), name="grant-export"),
    path(f"{_GRANT}suspend/", views.GrantSuspendView.as_view(), name="grant-suspend"),
    path(f"{_GRANT}resume/", views.GrantResumeView.as_view(), name="grant-resume"),
    path(f"{_GRANT}revoke/", views.GrantRevokeView.as_view(), name="grant-revoke"),
]
