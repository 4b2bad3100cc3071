"""What visitors write into an address: a wish for datasets, a query of rows, a chart. They parse, no more."""

from .answers import AnswerFilter
from .charts import chart_wish, measures_of
from .demands import DemandFilter, StaffDemandFilter
from .readers import agent_of
from .rows import FilterField, filter_fields, rows_query
from .wishes import wish_of

__all__ = [
    "AnswerFilter",
    "DemandFilter",
    "FilterField",
    "StaffDemandFilter",
    "agent_of",
    "chart_wish",
    "filter_fields",
    "measures_of",
    "rows_query",
    "wish_of",
]
