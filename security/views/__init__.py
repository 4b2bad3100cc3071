"""Pages of the security chapter."""

from .audit import AuditListView
from .controls import ControlListView
from .findings import FindingConfirmView, FindingDetailView, FindingListView, FindingReleaseView
from .incidents import (
    EntryIncidentCreateView,
    GrantIncidentCreateView,
    IncidentContainView,
    IncidentCreateView,
    IncidentDetailView,
    IncidentListView,
    IncidentResolveView,
    IncidentReviewView,
)
from .orders import (
    IncidentOrderCreateView,
    OrderAnswerView,
    OrderCloseView,
    OrderCreateView,
    OrderDetailView,
    OrderListView,
    OrderSendBackView,
)
from .remits import RemitAssignView, RemitListView

__all__ = [
    "AuditListView",
    "ControlListView",
    "EntryIncidentCreateView",
    "FindingConfirmView",
    "FindingDetailView",
    "FindingListView",
    "FindingReleaseView",
    "GrantIncidentCreateView",
    "IncidentContainView",
    "IncidentCreateView",
    "IncidentDetailView",
    "IncidentListView",
    "IncidentOrderCreateView",
    "IncidentResolveView",
    "IncidentReviewView",
    "OrderAnswerView",
    "OrderCloseView",
    "OrderCreateView",
    "OrderDetailView",
    "OrderListView",
    "OrderSendBackView",
    "RemitAssignView",
    "RemitListView",
]
