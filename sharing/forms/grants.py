"""How granted rows are asked for, and what people write when they stop a grant."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

SEARCHES = (
    ("eq", _("is exactly")),
    ("contains", _("contains")),
    ("startswith", _("starts with")),
    ("ge", _("is at least")),
    ("le", _("is at most")),
)


class RowSearchForm(forms.Form):
    """One condition on one granted item that may be searched by."""

    item = forms.ChoiceField(label=_("Item"), required=False)
    op = forms.ChoiceField(label=_("Condition"), choices=SEARCHES, required=False)
    value = forms.CharField(label=_("Value"), required=False, max_length=200)

    def __init__(self, *args: Any, items: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].choices = [("", _("Any row")), *((name, name) for name in items)]  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    """Why a grant is stopped."""

    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
