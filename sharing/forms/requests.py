"""What people write on requests and decisions."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from portal.web.choosing import offer

from ..choices import Delivery


class AreaCodesField(forms.CharField):
    """Area codes separated by spaces or commas, as a list."""

    def to_python(self, value: Any) -> Any:
        """The list."""
        return [code for code in re.split(r"[\s,，、;；]+", super().to_python(value) or "") if code]

    def validate(self, value: Any) -> None:
        """Each is told by itself: the column would only say which in the row it is."""
        super().validate(value)
        for code in value:
            if not re.fullmatch(r"[0-9]{2,12}", code):
                message = _("“%(code)s” is no area code: an area code has two to twelve digits.")
                raise forms.ValidationError(message, params={"code": code})

    def prepare_value(self, value: Any) -> Any:
        """The list as one line."""
        return " ".join(value) if isinstance(value, list) else value


def _items() -> forms.MultipleChoiceField:
    boxes = forms.CheckboxSelectMultiple(attrs={"class": "choice-grid"})
    return forms.MultipleChoiceField(label=_("Items"), widget=boxes)


def _day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))


class RequestForm(forms.Form):
    """What a unit asks for."""

    groups = (
        (_("On what ground and what for?"), ("legal_basis", "purpose", "scenario")),
        (_("Which data?"), ("items", "area_prefixes")),
        (_("For how long, and how?"), ("starts_on", "ends_on", "delivery")),
        (_("Does it follow a stated need?"), ("dispatch",)),
    )

    legal_basis = forms.CharField(
        label=_("Legal basis"),
        max_length=500,
        help_text=_("The law, regulation or document that gives your unit the duty, with its article."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    purpose = forms.CharField(
        label=_("Purpose"),
        max_length=200,
        help_text=_("The grant is bound to it: what is granted may be used for nothing else."),
    )
    scenario = forms.CharField(
        label=_("Scenario"),
        max_length=1000,
        help_text=_("Which business uses the data, at which step, how often."),
        widget=forms.Textarea,
    )
    items = _items()
    area_prefixes = AreaCodesField(
        label=_("Area codes"),
        required=False,
        help_text=_("Beginnings of area codes, separated by spaces, such as 520103; empty means all areas."),
    )
    starts_on = _day(_("Used from"))
    ends_on = _day(_("Used until"))
    delivery = forms.ChoiceField(
        label=_("Way of delivery"), choices=Delivery.choices, widget=forms.RadioSelect, initial=Delivery.QUERY
    )

    dispatch = forms.ModelChoiceField(
        label=_("Data need that it follows"),
        queryset=None,
        required=False,
        empty_label=_("None"),
        help_text=_("Once the grant is issued, the need is reported as delivered."),
    )

    def __init__(
        self, *args: Any, names: list[str], needs: QuerySet[Any], area_item: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "dispatch", needs)
        if not needs.exists():
            del self.fields["dispatch"]
        offer(self, "items", [(n, n) for n in names])
        if not area_item:
            del self.fields["area_prefixes"]


class NoteForm(forms.Form):
    """A move with a remark."""

    note = forms.CharField(
        label=_("Note"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class OpinionForm(forms.Form):
    """A move that must be explained to the applicant."""

    opinion = forms.CharField(label=_("Opinion"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class RefusalForm(OpinionForm):
    """A refusal with its basis."""

    refusal_basis = forms.CharField(
        label=_("Basis of the refusal"),
        max_length=500,
        help_text=_("The law or regulation, or the entry of the negative list, that forbids sharing."),
    )


class ApprovalForm(forms.Form):
    """An approval, for all items or for fewer."""

    items = _items()
    opinion = forms.CharField(
        label=_("Opinion"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, names: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "items", [(n, n) for n in names])
        self.fields["items"].initial = names
