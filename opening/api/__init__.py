"""The programs' doors: to open data without an account, to demands, and to the authority's moves."""

from .answers import AnswerListView
from .datasets import DatasetDetailView, DatasetListView
from .demands import DemandViewSet
from .moves import DatasetViewSet, router
from .rows import rows, rows_csv

__all__ = [
    "AnswerListView",
    "DatasetDetailView",
    "DatasetListView",
    "DatasetViewSet",
    "DemandViewSet",
    "router",
    "rows",
    "rows_csv",
]

router.register("opening-demands", DemandViewSet, basename="opening-demand")
