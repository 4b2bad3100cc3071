"""The programs' doors: to open data without an account, and to the authority's moves."""

from .answers import AnswerListView
from .datasets import DatasetDetailView, DatasetListView
from .moves import DatasetViewSet, router
from .rows import rows, rows_csv

__all__ = [
    "AnswerListView",
    "DatasetDetailView",
    "DatasetListView",
    "DatasetViewSet",
    "router",
    "rows",
    "rows_csv",
]
