"""The pages of the opening chapter: the public portal's, and the staff's list."""

from .browse import DatasetBrowse, TitleSuggestions
from .dataset import DatasetPage, chart_csv, chart_svg
from .demand_desk import (
    DemandDeclineView,
    DemandFulfillView,
    DemandHandBackView,
    DemandMergeView,
    DemandPromiseView,
    DemandReceiveView,
    DemandRouteView,
    DemandStaffList,
)
from .demands import DemandCreateView, DemandDetailView, DemandListView, DemandSupportView
from .objecting import AnswerListView, ObjectionCreateView
from .staff import DatasetRestoreView, DatasetSuspendView, DatasetUsageList, DatasetUsageView

__all__ = [
    "AnswerListView",
    "DatasetBrowse",
    "DatasetPage",
    "DatasetRestoreView",
    "DatasetSuspendView",
    "DatasetUsageList",
    "DatasetUsageView",
    "DemandCreateView",
    "DemandDeclineView",
    "DemandDetailView",
    "DemandFulfillView",
    "DemandHandBackView",
    "DemandListView",
    "DemandMergeView",
    "DemandPromiseView",
    "DemandReceiveView",
    "DemandRouteView",
    "DemandStaffList",
    "DemandSupportView",
    "ObjectionCreateView",
    "TitleSuggestions",
    "chart_csv",
    "chart_svg",
]
