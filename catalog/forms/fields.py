"""Fields that several forms of the catalog share."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models import Category
from ..selectors import categories_by_class


class WordsField(forms.CharField):
    """Words with commas between them, Chinese or Latin ones: typed as people type, kept as a list."""

    def __init__(self, *, word_length: int = 30, **options: Any) -> None:
        self.word_length = word_length
        hint = gettext_lazy("Separate several by commas.")
        super().__init__(**{"required": False, "help_text": hint} | options)

    def prepare_value(self, value: Any) -> Any:
        """A list as it is typed."""
        return "、".join(map(str, value)) if isinstance(value, (list, tuple)) else value

    def clean(self, value: Any) -> list[str]:  # type: ignore[override]  # words instead of a text
        """The words, each once."""
        words = [word.strip() for word in re.split(r"[,，、;；\n]", super().clean(value) or "")]
        found = list(dict.fromkeys(filter(None, words)))
        if too_long := [word for word in found if len(word) > self.word_length]:
            raise ValidationError(_("“%(word)s” is too long.") % {"word": too_long[0]})
        return found

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compared as typed."""
        return (self.prepare_value(initial) or "") != (data or "")


class GroupedCategories(forms.models.ModelChoiceIterator):
    """The tree's nodes under their classes."""

    def __iter__(self) -> Iterable[Any]:  # type: ignore[override]  # groups of choices
        """First nothing, then one group a class."""
        yield "", _("Choose a classification")
        for title, nodes in categories_by_class():
            yield title, [self.choice(node) for node in nodes]


class CategoryField(forms.ModelChoiceField):
    """A node of the classification tree, offered by class; a class itself cannot be chosen."""

    iterator = GroupedCategories

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=Category.objects.for_resources(), **options)


class SeenField(forms.DateTimeField):
    """The hidden ``changed_at`` of what the person is looking at."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"required": False, "widget": forms.HiddenInput} | options)
