"""Pages of inspections, findings, rectification orders, schemes and assessments."""

from .assessments import (
    AssessmentCreateView,
    AssessmentDetailView,
    AssessmentListView,
    AssessmentMovedView,
    AssessmentPublishView,
    AssessmentRetryView,
    ScoreDetailView,
)
from .inspections import (
    InspectionCreateView,
    InspectionDetailView,
    InspectionListView,
    InspectionMovedView,
    InspectionRetryView,
)
from .orders import (
    FindingDetailView,
    FindingListView,
    OrderCloseView,
    OrderCreateView,
    OrderDetailView,
    OrderListView,
    OrderSubmitView,
)
from .schemes import (
    SchemeAdoptView,
    SchemeCreateView,
    SchemeDetailView,
    SchemeListView,
    SchemeRetireView,
    SchemeUpdateView,
)

__all__ = [
    "AssessmentCreateView",
    "AssessmentDetailView",
    "AssessmentListView",
    "AssessmentMovedView",
    "AssessmentPublishView",
    "AssessmentRetryView",
    "FindingDetailView",
    "FindingListView",
    "InspectionCreateView",
    "InspectionDetailView",
    "InspectionListView",
    "InspectionMovedView",
    "InspectionRetryView",
    "OrderCloseView",
    "OrderCreateView",
    "OrderDetailView",
    "OrderListView",
    "OrderSubmitView",
    "SchemeAdoptView",
    "SchemeCreateView",
    "SchemeDetailView",
    "SchemeListView",
    "SchemeRetireView",
    "SchemeUpdateView",
    "ScoreDetailView",
]
