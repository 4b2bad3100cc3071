"""What people write about domains, applications, agreements and years."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.members.models import Organization
from portal.web.choosing import offer

from .choices import LEADING, EvaluationResult
from .models import OperationDomain


def text(label: Any, length: int = 1000, **options: Any) -> forms.CharField:
    """A field for several lines."""
    return forms.CharField(label=label, max_length=length, widget=forms.Textarea, **options)


def count(label: Any, unit: Any = "", **options: Any) -> forms.IntegerField:
    """A field for a number that is not negative."""
    widget = forms.NumberInput(attrs={"data-unit": unit} if unit else {})
    return forms.IntegerField(label=label, min_value=0, widget=widget, **options)


class DomainForm(forms.ModelForm):
    """A domain and its department."""

    class Meta:
        model = OperationDomain
        fields = ("name", "name_en", "summary", "lead_department")
        help_texts = {"lead_department": _("It registers the resources and assesses the applications.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "lead_department", Organization.objects.filter(kind__in=LEADING))


class ResourceForm(forms.Form):
    """A resource that is put under operation."""

    entry = forms.CharField(
        label=_("Resource code"),
        max_length=20,
        help_text=_("As on the entry's page; your own unit's are offered while you type."),
        widget=forms.TextInput(attrs={"list": "own-entries", "autocomplete": "off"}),
    )
    scenarios = forms.CharField(label=_("For which scenarios"), max_length=200)
    consent = forms.CharField(
        label=_("Document of the provider's consent"),
        max_length=150,
        required=False,
        help_text=_("Needed for data that another unit provides."),
    )


class ApplicationForm(forms.Form):
    """What an operator applies for."""

    scenario = text(_("Scenario"), help_text=_("What is developed, for whom, from which resources."))
    capability = text(_("Capability"), help_text=_("People, technology, experience, finances."))
    security_plan = text(_("Plan for data security"), help_text=_("Raw data stays in its domain."))
    term_years = forms.IntegerField(
        label=_("Term in years"),
        min_value=1,
        max_value=20,
        widget=forms.NumberInput(attrs={"data-unit": "年"}),
    )
    term_reasons = text(_("Reasons for a longer term"), 500, required=False)

    groups = (
        (_("What do you want to do?"), ("scenario",)),
        (_("Can you do it well and safely?"), ("capability", "security_plan")),
        (_("For how long?"), ("term_years", "term_reasons")),
    )

    def __init__(self, *args: Any, max_years: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hint = _now("In principle at most %(years)s years; a longer term needs reasons and a higher review.")
        self.fields["term_years"].help_text = hint % {"years": max_years}


class NoteForm(forms.Form):
    """A move with a remark."""

    note = text(_("Note"), 300, required=False)


class OpinionForm(forms.Form):
    """An opinion that may be given."""

    opinion = text(_("Opinion"), required=False)


class RequiredOpinionForm(forms.Form):
    """An opinion that must be given."""

    opinion = text(_("Opinion"))


class LongTermReviewForm(OpinionForm):
    """The authority's review of a term over the ordinary maximum."""

    higher_review = forms.CharField(
        label=_("Document of the higher review"),
        max_length=150,
        help_text=_("Needed because the term is over the ordinary maximum."),
    )
    field_order = ("higher_review", "opinion")


class SecurityForm(RequiredOpinionForm):
    """What security found."""

    passed = forms.TypedChoiceField(
        label=_("Result"),
        choices=(("yes", _("Passed")), ("no", _("Not passed"))),
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    field_order = ("passed", "opinion")


class SignForm(forms.Form):
    """What is agreed besides what was applied for."""

    starts_on = forms.DateField(label=_("In force from"), widget=forms.DateInput(attrs={"type": "date"}))
    duties = text(_("Duties of the parties"), 2000)
    shared_reasons = text(
        _("Reasons for a further operator"),
        500,
        required=False,
        help_text=_("Only where another operator's agreement for the domain runs at the same time."),
    )


class ReasonForm(forms.Form):
    """Why something ends."""

    reason = text(_("Reason"), 500)


class YearForm(forms.Form):
    """The operator's report on a year."""

    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
    resources = count(_("Resources used"))
    services = count(_("Products and services in use"))
    clients = count(_("Units and people served"))
    incidents = count(_("Security incidents"), help_text=_("0 where there were none."))
    report = text(_("Report of the year"), 3000)

    groups = (
        (_("Which year?"), ("year",)),
        (_("Figures"), ("resources", "services", "clients", "incidents")),
        (_("What was done?"), ("report",)),
    )


class EvaluationForm(RequiredOpinionForm):
    """The evaluation of a year."""

    result = forms.ChoiceField(label=_("Result"), choices=EvaluationResult.choices, widget=forms.RadioSelect)
    field_order = ("result", "opinion")
