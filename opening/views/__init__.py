"""The pages of the opening chapter: the public portal's, and the staff's list."""

from .browse import DatasetBrowse, TitleSuggestions
from .dataset import DatasetPage, chart_csv, chart_svg
from .staff import DatasetUsageList

__all__ = ["DatasetBrowse", "DatasetPage", "DatasetUsageList", "TitleSuggestions", "chart_csv", "chart_svg"]
