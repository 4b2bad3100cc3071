"""The form in which somebody says what is wrong with data: all of it, an item, or a row named by its key."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .choosing import offer


class ClaimForm(forms.Form):
    """What is wrong with which data; the key items name a row, all empty mean no single row.

    A subclass says what can be wrong (``kinds``) and asks ``is_subject`` in its readers' words.
    """

    kinds: Any = ()

    kind = forms.ChoiceField(label=_("What is wrong"), widget=forms.RadioSelect)
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
    is_subject = forms.BooleanField(required=False)
    contact = forms.CharField(
        label=_("Telephone or e-mail for questions"),
        max_length=100,
        required=False,
        help_text=_("Only the provider and the data authority see it."),
    )

    def __init__(self, *args: Any, items: list[str], keys: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "kind", self.kinds)
        offer(self, "item", [("", _("No single item")), *((name, name) for name in items)])
        self.keys = {f"key_{number}": name for number, name in enumerate(keys)}
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
