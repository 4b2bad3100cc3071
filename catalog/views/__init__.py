"""Pages of the catalog, by what people do on them."""

from .compiling import EntryCreateView, EntryItemsView, EntryProposeView, EntryUpdateView
from .entries import EntryDetailView, EntryListView
from .moves import (
    EntryApproveView,
    EntryDeclineView,
    EntryPublishView,
    EntryReturnView,
    EntryReviewView,
    EntryReviseView,
    EntrySignView,
    EntrySubmitView,
    EntryTakeBackView,
    EntryWithdrawView,
)
from .responsibility import (
    ResponsibilityCreateView,
    ResponsibilityDetailView,
    ResponsibilityListView,
    ResponsibilityPublishView,
)
from .versions import VersionDetailView

__all__ = [
    "EntryApproveView",
    "EntryCreateView",
    "EntryDeclineView",
    "EntryDetailView",
    "EntryItemsView",
    "EntryListView",
    "EntryProposeView",
    "EntryPublishView",
    "EntryReturnView",
    "EntryReviewView",
    "EntryReviseView",
    "EntrySignView",
    "EntrySubmitView",
    "EntryTakeBackView",
    "EntryUpdateView",
    "EntryWithdrawView",
    "ResponsibilityCreateView",
    "ResponsibilityDetailView",
    "ResponsibilityListView",
    "ResponsibilityPublishView",
    "VersionDetailView",
]
