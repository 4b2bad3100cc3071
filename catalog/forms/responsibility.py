"""What is asked when a responsibility list is drafted."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class ResponsibilityForm(forms.Form):
    """Whose promises the list gathers."""

    scope = forms.ChoiceField(label=_("Scope"), widget=forms.RadioSelect)
    remark = forms.CharField(
        label=_("Remark"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Such as what made a new version necessary."),
    )

    def __init__(self, *args: Any, scopes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scope"].choices = scopes
        self.fields["scope"].initial = scopes[0][0] if scopes else ""
