"""How Django knows the app."""

from django.apps import AppConfig


class OpeningConfig(AppConfig):
    """Chapter 5: opening of data."""

    name = "opening"
    label = "opening"

    def ready(self) -> None:
        """Load the dictionary of the segmenter now, not during the first visitor's search."""
        from .selectors import words

        words.segments("公共数据")
