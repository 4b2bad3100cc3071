"""Addresses of the catalog's pages."""

from django.urls import path

from . import views

app_name = "catalog"

ENTRY = "entries/<uuid:public_id>"
LIST = "responsibility-lists/<uuid:public_id>"
urlpatterns = [
    path("entries/", views.EntryListView.as_view(), name="entry-list"),
    path("entries/new/", views.EntryCreateView.as_view(), name="entry-create"),
    path(f"{ENTRY}/", views.EntryDetailView.as_view(), name="entry-detail"),
    path(f"{ENTRY}/edit/", views.EntryUpdateView.as_view(), name="entry-update"),
    path(f"{ENTRY}/items/", views.EntryItemsView.as_view(), name="entry-items"),
    path(f"{ENTRY}/propose/", views.EntryProposeView.as_view(), name="entry-propose"),
    path(f"{ENTRY}/review/", views.EntryReviewView.as_view(), name="entry-review"),
    path(f"{ENTRY}/versions/<int:number>/", views.VersionDetailView.as_view(), name="version-detail"),
    path(f"{ENTRY}/submit/", views.EntrySubmitView.as_view(), name="entry-submit"),
    path(f"{ENTRY}/take-back/", views.EntryTakeBackView.as_view(), name="entry-take-back"),
    path(f"{ENTRY}/sign/", views.EntrySignView.as_view(), name="entry-sign"),
    path(f"{ENTRY}/decline/", views.EntryDeclineView.as_view(), name="entry-decline"),
    path(f"{ENTRY}/return/", views.EntryReturnView.as_view(), name="entry-return"),
    path(f"{ENTRY}/approve/", views.EntryApproveView.as_view(), name="entry-approve"),
    path(f"{ENTRY}/publish/", views.EntryPublishView.as_view(), name="entry-publish"),
    path(f"{ENTRY}/revise/", views.EntryReviseView.as_view(), name="entry-revise"),
    path(f"{ENTRY}/withdraw/", views.EntryWithdrawView.as_view(), name="entry-withdraw"),
    path("responsibility-lists/", views.ResponsibilityListView.as_view(), name="responsibility-list"),
    path("responsibility-lists/new/", views.ResponsibilityCreateView.as_view(), name="responsibility-create"),
    path(f"{LIST}/", views.ResponsibilityDetailView.as_view(), name="responsibility-detail"),
    path(f"{LIST}/publish/", views.ResponsibilityPublishView.as_view(), name="responsibility-publish"),
]
