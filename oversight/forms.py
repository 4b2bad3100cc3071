"""What people write on inspections, orders and schemes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.members.models import Organization
from portal.web.choosing import offer

from . import selectors

DATE = forms.DateInput(attrs={"type": "date"})


class InspectionForm(forms.Form):
    """What is to be inspected, and for what."""

    name = forms.CharField(label=_("Name of the inspection"), max_length=100)
    organization = forms.ModelChoiceField(
        label=_("Inspected unit"),
        queryset=Organization.objects.none(),
        required=False,
        empty_label=_("All units of the jurisdiction"),
    )
    checks = forms.MultipleChoiceField(label=_("Checks"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "organization", units)
        offer(self, "checks", selectors.check_choices())
        self.fields["checks"].initial = list(selectors.CHECKS)


class OrderForm(forms.Form):
    """To which unit an order goes, and what it demands."""

    organization = forms.ModelChoiceField(label=_("Unit"), queryset=Organization.objects.none())
    demand = forms.CharField(
        label=_("What is demanded"),
        max_length=1000,
        widget=forms.Textarea,
        help_text=_("The findings and the deadline are added by themselves."),
    )

    def __init__(self, *args: Any, units: Iterable[Organization], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keys = [unit.pk for unit in units]
        offer(self, "organization", Organization.objects.filter(pk__in=keys))


class AnswerForm(forms.Form):
    """What the unit did."""

    answer = forms.CharField(
        label=_("What the unit did"),
        max_length=2000,
        widget=forms.Textarea,
        help_text=_("The portal looks again by itself as soon as you report."),
    )


class OpinionForm(forms.Form):
    """An opinion that must be given."""

    opinion = forms.CharField(label=_("Opinion"), max_length=1000, widget=forms.Textarea)


class SchemeForm(forms.Form):
    """A scheme's period and the weights of the indicators that the portal computes."""

    name = forms.CharField(label=_("Name of the scheme"), max_length=100)
    starts_on = forms.DateField(label=_("Period from"), widget=DATE)
    ends_on = forms.DateField(label=_("Period until"), widget=DATE)
    basis = forms.CharField(
        label=_("Where the weights come from"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("No published weights were found: without a document say that they are sample values."),
    )

    def __init__(self, *args: Any, weights: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.weighted = {f"weight_{n}": name for n, name in enumerate(selectors.indicators())}
        for field, indicator in self.weighted.items():
            self.fields[field] = forms.DecimalField(
                label=selectors.name_of(indicator),
                min_value=0,
                max_value=100,
                decimal_places=2,
                required=False,
                initial=(weights or {}).get(indicator),
            )
        self.groups = (
            (_("What is assessed?"), ("name", "starts_on", "ends_on", "basis")),
            (_("Weights, together 100"), tuple(self.weighted)),
        )

    def clean(self) -> dict[str, Any]:
        """The weights by indicator, as the service takes them."""
        given = super().clean() or {}
        weights = {indicator: given.pop(field, None) for field, indicator in self.weighted.items()}
        return given | {"weights": {name: weight or Decimal(0) for name, weight in weights.items()}}


class AssessmentForm(forms.Form):
    """The cut-off day of an assessment."""

    name = forms.CharField(label=_("Name of the assessment"), max_length=100)
    cut_off_on = forms.DateField(
        label=_("Cut-off day"), widget=DATE, help_text=_("The figures are frozen as they were on that day.")
    )
