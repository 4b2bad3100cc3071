"""The classes that views are declared with. ``docs/mechanisms/pages.md`` shows how."""

from .actors import PublicMixin, StaffMixin, actor_of
from .forms import RecordFormView
from .lists import RecordListView
from .moves import DecisionView, MoveView
from .pages import Button, Check, Empty, NextStep, PageView
from .records import RecordDetailView, RecordMixin
from .tables import Column, Fact, FactGroup

__all__ = [
    "Button",
    "Check",
    "Column",
    "DecisionView",
    "Empty",
    "Fact",
    "FactGroup",
    "MoveView",
    "NextStep",
    "PageView",
    "PublicMixin",
    "RecordDetailView",
    "RecordFormView",
    "RecordListView",
    "RecordMixin",
    "StaffMixin",
    "actor_of",
]
