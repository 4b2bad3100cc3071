"""Addresses of the security chapter."""

from django.urls import path

from . import views

app_name = "security"
_FINDING, _INCIDENT, _ORDER = (f"{name}/<uuid:public_id>/" for name in ("findings", "incidents", "orders"))
urlpatterns = [
    path("audit/", views.AuditListView.as_view(), name="audit-list"),
    path("controls/", views.ControlListView.as_view(), name="control-list"),
    path("findings/", views.FindingListView.as_view(), name="finding-list"),
    path(_FINDING, views.FindingDetailView.as_view(), name="finding-detail"),
    path(f"{_FINDING}confirm/", views.FindingConfirmView.as_view(), name="finding-confirm"),
    path(f"{_FINDING}release/", views.FindingReleaseView.as_view(), name="finding-release"),
    path("incidents/", views.IncidentListView.as_view(), name="incident-list"),
    path("incidents/report/", views.IncidentCreateView.as_view(), name="incident-create"),
    path(
        "entries/<uuid:public_id>/report/",
        views.EntryIncidentCreateView.as_view(),
        name="incident-create-entry",
    ),
    path(
        "grants/<uuid:public_id>/report/",
        views.GrantIncidentCreateView.as_view(),
        name="incident-create-grant",
    ),
    path(_INCIDENT, views.IncidentDetailView.as_view(), name="incident-detail"),
    path(f"{_INCIDENT}contain/", views.IncidentContainView.as_view(), name="incident-contain"),
    path(f"{_INCIDENT}resolve/", views.IncidentResolveView.as_view(), name="incident-resolve"),
    path(f"{_INCIDENT}review/", views.IncidentReviewView.as_view(), name="incident-review"),
    path(f"{_INCIDENT}order/", views.IncidentOrderCreateView.as_view(), name="order-create-incident"),
    path("remits/", views.RemitListView.as_view(), name="remit-list"),
    path("remits/assign/", views.RemitAssignView.as_view(), name="remit-assign"),
    path("orders/", views.OrderListView.as_view(), name="order-list"),
    path("orders/issue/", views.OrderCreateView.as_view(), name="order-create"),
    path(_ORDER, views.OrderDetailView.as_view(), name="order-detail"),
    path(f"{_ORDER}answer/", views.OrderAnswerView.as_view(), name="order-answer"),
    path(f"{_ORDER}send-back/", views.OrderSendBackView.as_view(), name="order-send-back"),
    path(f"{_ORDER}close/", views.OrderCloseView.as_view(), name="order-close"),
]
