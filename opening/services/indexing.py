"""Write down by which words a dataset is found."""

from __future__ import annotations

from typing import Any

from catalog.choices import Theme

from ..models import PublicDataset, SearchDocument
from ..selectors import words


def index_dataset(dataset: PublicDataset) -> SearchDocument:
    """Both languages in one document: title first, then items and keywords, then the abstract."""
    parts = [("A", f"{dataset.title} {dataset.title_en}"), ("B", _names(dataset)), ("C", _prose(dataset))]
    text = "\n".join(text for _weight, text in parts).lower()
    document, _created = SearchDocument.objects.update_or_create(
        dataset=dataset, defaults={"vector": words.vector(parts), "text": text}
    )
    return document


def _names(dataset: PublicDataset) -> str:
    themes: list[Any] = [Theme(theme).label for theme in dataset.themes if theme in Theme.values]
    items = [f"{item['title']} {item['title_en']}" for item in dataset.items]
    names = [dataset.code, dataset.provider, dataset.provider_en, *dataset.keywords, *dataset.keywords_en]
    return "\n".join([*names, *items, *map(str, themes)])


def _prose(dataset: PublicDataset) -> str:
    descriptions = [f"{item['description']} {item['description_en']}" for item in dataset.items]
    return "\n".join(
        [dataset.abstract, dataset.abstract_en, dataset.source, dataset.source_en, *descriptions]
    )
