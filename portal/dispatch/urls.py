"""Addresses of the dispatch pages."""

from django.urls import path

from . import views

app_name = "dispatch"
DISPATCH = "<uuid:public_id>"
urlpatterns = [
    path("", views.DispatchListView.as_view(), name="dispatch-list"),
    path("needs/", views.NeedListView.as_view(), name="need-list"),
    path("needs/new/", views.NeedCreateView.as_view(), name="need-create"),
    path("orders/new/", views.OrderCreateView.as_view(), name="order-create"),
    path(f"{DISPATCH}/", views.DispatchDetailView.as_view(), name="dispatch-detail"),
    path(f"{DISPATCH}/assign/", views.DispatchAssignView.as_view(), name="dispatch-assign"),
    path(f"{DISPATCH}/accept/", views.DispatchAcceptView.as_view(), name="dispatch-accept"),
    path(f"{DISPATCH}/decline/", views.DispatchDeclineView.as_view(), name="dispatch-decline"),
    path(f"{DISPATCH}/deliver/", views.DispatchDeliverView.as_view(), name="dispatch-deliver"),
    path(f"{DISPATCH}/close/", views.DispatchCloseView.as_view(), name="dispatch-close"),
    path(f"{DISPATCH}/return/", views.DispatchReturnView.as_view(), name="dispatch-return"),
    path(f"{DISPATCH}/refuse/", views.DispatchRefuseView.as_view(), name="dispatch-refuse"),
    path(f"{DISPATCH}/hasten/", views.DispatchHastenView.as_view(), name="dispatch-hasten"),
]
