"""The classes that views are declared with. ``docs/mechanisms/pages.md`` shows how."""

from .actors import AnybodyMixin, PublicMixin, StaffMixin, actor_of, sign_in_first, works_here
from .forms import RecordFormView
from .lists import RecordListView
from .moves import DecisionView, MoveView
from .pages import Button, Check, Empty, NextStep, PageView
from .records import FactsMixin, RecordDetailView, RecordMixin, ShownMove
from .tables import Column, Fact, FactGroup, filled_groups

__all__ = [
    "AnybodyMixin",
    "Button",
    "Check",
    "Column",
    "DecisionView",
    "Empty",
    "Fact",
    "FactGroup",
    "FactsMixin",
    "MoveView",
    "NextStep",
    "PageView",
    "PublicMixin",
    "RecordDetailView",
    "RecordFormView",
    "RecordListView",
    "RecordMixin",
    "ShownMove",
    "StaffMixin",
    "actor_of",
    "filled_groups",
    "sign_in_first",
    "works_here",
]
