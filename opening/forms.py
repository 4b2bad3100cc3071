"""What the public and the staff write about open data, and about data that should be open."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from aggregation.choices import ObjectionKind
from catalog.choices import Theme
from portal.web.choosing import offer
from portal.web.claims import ClaimForm

from . import selectors
from .choices import DemandChannel, Priority
from .models import OpenDemand


class ObjectionForm(ClaimForm):
    """What anybody with an account finds wrong with open data."""

    kinds = ObjectionKind.choices
    is_subject = forms.BooleanField(label=_("The data is about me or my enterprise"), required=False)


class ReasonForm(forms.Form):
    """Why a dataset is suspended or restored."""

    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


def _priorities() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=_("Reasons for priority"),
        choices=Priority.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choice-grid"}),
    )


def _long(label: Any, rows: int = 3, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **options)


class DemandForm(forms.Form):
    """Which data somebody wants to be open, and what for."""

    groups: Any = (
        (_("Which data?"), ("title", "text", "theme", "addressed_to")),
        (_("What for?"), ("scenario", "reasons")),
    )
    title = forms.CharField(label=_("Data wished for"), max_length=100)
    text = _long(
        _("Which data, in which detail"),
        4,
        max_length=2000,
        help_text=_("Items, area, period, how often it should be updated. Name no persons: it is published."),
    )
    theme = forms.ChoiceField(label=_("Theme"), choices=[("", _("Choose a theme")), *Theme.choices])
    addressed_to = forms.ModelChoiceField(
        label=_("Thought to be held by"),
        queryset=None,
        required=False,
        empty_label=_("I do not know"),
        help_text=_("The data authority finds the unit if you do not know it."),
    )
    scenario = _long(_("What it is needed for"), max_length=1000)
    reasons = _priorities()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "addressed_to", selectors.answering_units())


class ReceiveForm(DemandForm):
    """The same, taken down for somebody at the counter, on the telephone or from a letter."""

    groups = ((_("Who asks, and how?"), ("channel", "asker", "contact")), *DemandForm.groups)
    channel = forms.ChoiceField(
        label=_("How it was filed"),
        choices=[pair for pair in DemandChannel.choices if pair[0] != DemandChannel.ONLINE],
        widget=forms.RadioSelect,
    )
    asker = forms.CharField(label=_("Who asked"), max_length=60)
    contact = forms.CharField(
        label=_("Contact of who asked"),
        max_length=100,
        required=False,
        help_text=_("Only the data authority and the unit that answers see it."),
    )


class RouteForm(forms.Form):
    """Which unit answers, and which reasons for priority the authority confirms."""

    unit = forms.ModelChoiceField(label=_("Unit that answers"), queryset=None)
    reasons = _priorities()
    note = _long(_("Note"), 2, max_length=500, required=False)

    def __init__(self, *args: Any, demand: OpenDemand, **kwargs: Any) -> None:
        wished = {"unit": demand.addressed_to_id, "reasons": demand.reasons}
        super().__init__(*args, initial=wished, **kwargs)
        offer(self, "unit", selectors.answering_units())


class PromiseForm(forms.Form):
    """By when the data will be open, and as which resource."""

    answer = _long(_("Answer to the demand"), max_length=1000, help_text=_("The public reads it."))
    promised_on = forms.DateField(
        label=_("Promised to be open by"), widget=forms.DateInput(attrs={"type": "date"})
    )
    entry = forms.ModelChoiceField(
        label=_("Resource"),
        queryset=None,
        required=False,
        help_text=_("The entry of your unit that will be opened, if it is in the catalog already."),
    )

    def __init__(self, *args: Any, demand: OpenDemand, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "entry", selectors.entries_of_unit(demand.unit))


class DeclineForm(forms.Form):
    """Why the data is not opened, and on which basis."""

    answer = _long(_("Answer to the demand"), max_length=1000, help_text=_("The public reads it."))
    basis = _long(
        _("Basis for not opening"), 2, max_length=500, help_text=_("The law or rule, with its article.")
    )


class FulfillForm(forms.Form):
    """Which open dataset answers the demand."""

    dataset = forms.ModelChoiceField(label=_("Open dataset"), queryset=None)
    answer = _long(
        _("Answer to the demand"),
        max_length=1000,
        required=False,
        help_text=_("Needed where no opening was promised before. The public reads it."),
    )

    def __init__(self, *args: Any, demand: OpenDemand, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "dataset", selectors.open_datasets())


class HandBackForm(forms.Form):
    """Why the unit cannot answer."""

    note = _long(_("Why it is handed back"), max_length=500)


class MergeForm(forms.Form):
    """The demand that goes on."""

    into = forms.ModelChoiceField(label=_("Merged into"), queryset=None)
    note = _long(_("Note"), 2, max_length=500, required=False)

    def __init__(self, *args: Any, demand: OpenDemand, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "into", selectors.mergeable(demand))
