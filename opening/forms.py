"""What the public and the authority write about open data."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from aggregation.choices import ObjectionKind

from .models import PublicDataset


class ObjectionForm(forms.Form):
    """What anybody with an account finds wrong with open data; the key items name a row."""

    kind = forms.ChoiceField(
        label=_("What is wrong"), choices=ObjectionKind.choices, widget=forms.RadioSelect
    )
    item = forms.ChoiceField(label=_("Item"), required=False)
    text = forms.CharField(
        label=_("Explanation"),
        max_length=2000,
        help_text=_("What does the data say, and what should it say?"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    evidence = forms.CharField(
        label=_("Evidence"),
        max_length=2000,
        required=False,
        help_text=_("Documents, addresses or observations by which it can be verified."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    is_subject = forms.BooleanField(label=_("The data is about me or my enterprise"), required=False)
    contact = forms.CharField(
        label=_("Telephone or e-mail for questions"),
        max_length=100,
        required=False,
        help_text=_("Only the provider and the data authority see it."),
    )

    def __init__(self, *args: Any, dataset: PublicDataset, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].choices = [("", _("No single item")), *((n, n) for n in dataset.item_names)]  # type: ignore[attr-defined]
        self.keys = {f"key_{n}": name for n, name in enumerate(dataset.key_names)}
        for field, name in self.keys.items():
            self.fields[field] = forms.CharField(label=name, required=False, max_length=200)
        self.groups = (
            (_("What is wrong?"), ("kind", "text", "evidence")),
            (_("Which row? Leave it empty where no single row is meant."), tuple(self.keys)),
            (_("Which item?"), ("item",)),
            (_("Who are you to the data?"), ("is_subject", "contact")),
        )

    def claim(self) -> dict[str, Any]:
        """What the service is told: the key items together are the row."""
        told = dict(self.cleaned_data)
        row = {name: told.pop(field) for field, name in self.keys.items()}
        return told | {"row_key": row if any(row.values()) else {}}


class ReasonForm(forms.Form):
    """Why a dataset is suspended or restored."""

    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
