"""The programs' door to open data: no account is needed."""

from .datasets import DatasetDetailView, DatasetListView
from .rows import rows, rows_csv

__all__ = ["DatasetDetailView", "DatasetListView", "rows", "rows_csv"]
