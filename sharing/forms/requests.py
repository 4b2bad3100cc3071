"""What people write on requests and decisions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..choices import Delivery


class AreaCodesField(forms.CharField):
    """Area codes separated by spaces, as a list."""

    def to_python(self, value: Any) -> Any:
        """The list."""
        return (super().to_python(value) or "").split()

    def prepare_value(self, value: Any) -> Any:
        """The list as one line."""
        return " ".join(value) if isinstance(value, list) else value


class RequestForm(forms.Form):
    """What a unit asks for."""

    legal_basis = forms.CharField(label=_("Legal basis"), max_length=500, widget=forms.Textarea)
    purpose = forms.CharField(label=_("Purpose"), max_length=200)
    scenario = forms.CharField(label=_("Scenario"), max_length=1000, widget=forms.Textarea)
    items = forms.MultipleChoiceField(label=_("Items"), widget=forms.CheckboxSelectMultiple)
    area_prefixes = AreaCodesField(
        label=_("Area codes"), required=False, help_text=_("Separated by spaces; empty means all areas.")
    )
    starts_on = forms.DateField(label=_("Used from"), widget=forms.DateInput(attrs={"type": "date"}))
    ends_on = forms.DateField(label=_("Used until"), widget=forms.DateInput(attrs={"type": "date"}))
    delivery = forms.ChoiceField(label=_("Way of delivery"), choices=Delivery.choices)

    def __init__(self, *args: Any, names: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["items"].choices = [(n, n) for n in names]  # type: ignore[attr-defined]


class NoteForm(forms.Form):
    """A move with a remark."""

    note = forms.CharField(label=_("Note"), max_length=300, required=False, widget=forms.Textarea)


class OpinionForm(forms.Form):
    """A move that must be explained to the applicant."""

    opinion = forms.CharField(label=_("Opinion"), max_length=1000, widget=forms.Textarea)


class RefusalForm(OpinionForm):
    """A refusal with its basis."""

    refusal_basis = forms.CharField(label=_("Basis of the refusal"), max_length=500)


class ApprovalForm(forms.Form):
    """An approval, for all items or for fewer."""

    items = forms.MultipleChoiceField(label=_("Items"), widget=forms.CheckboxSelectMultiple)
    opinion = forms.CharField(label=_("Opinion"), max_length=1000, required=False)

    def __init__(self, *args: Any, names: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["items"].choices = [(n, n) for n in names]  # type: ignore[attr-defined]
        self.fields["items"].initial = names
