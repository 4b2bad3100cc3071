"""What a form's field offers, where only the page knows it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet


def offer(form: forms.BaseForm, name: str, what: Sequence[tuple[Any, Any]] | QuerySet[Any]) -> None:
    """Let a field of ``form`` offer these choices (values and labels), or these records.

    Raises ``TypeError`` where the field offers nothing.
    """
    field = form.fields[name]
    if isinstance(field, forms.ModelChoiceField) and isinstance(what, QuerySet):
        field.queryset = what
    elif isinstance(field, forms.ChoiceField) and not isinstance(what, QuerySet):
        field.choices = what
    else:
        raise TypeError(f"{type(field).__name__} “{name}” cannot offer {type(what).__name__}.")
