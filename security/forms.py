"""What people write about findings, incidents and orders."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock
from portal.members.models import Organization
from portal.web.choosing import offer
from sharing.models import Grant

from .choices import SUPERVISING, IncidentKind, Remit, Severity
from .models import Incident


def long_text(label: Any, most: int, hint: Any = "") -> forms.CharField:
    """A text of several lines, with its counter."""
    return forms.CharField(label=label, max_length=most, widget=forms.Textarea, help_text=hint)


class JudgmentForm(forms.Form):
    """Why signs are, or are not, personal information."""

    reason = long_text(_("Reason"), 500, _("Name what you looked at; do not repeat values."))


class ReportForm(forms.Form):
    """An incident as its reporter knows it."""

    groups = (
        (_("What happened?"), ("title", "kind", "description")),
        (_("How serious, and since when?"), ("severity", "noticed_at")),
    )

    title = forms.CharField(label=_("Title"), max_length=100)
    kind = forms.ChoiceField(label=_("Kind"), choices=IncidentKind.choices)
    description = long_text(
        _("Course of the incident"), 2000, _("What, where, how much, who is affected so far.")
    )
    severity = forms.ChoiceField(
        label=_("Degree of severity"),
        choices=Severity.choices,
        initial=Severity.GENERAL,
        help_text=_("The degree decides how soon the incident has to be reported and contained."),
    )
    noticed_at = forms.DateTimeField(
        label=_("Noticed"),
        initial=lambda: clock.now().replace(second=0, microsecond=0, tzinfo=None),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )


class GrantsField(forms.ModelMultipleChoiceField):
    """Grants, each told by its consumer and purpose."""

    def label_from_instance(self, grant: Grant) -> str:
        """Who uses it for what."""
        return f"{grant.consumer} · {grant.purpose}"


class ContainmentForm(forms.Form):
    """How the harm was stopped."""

    containment = long_text(_("How it was contained"), 1000)
    grants = GrantsField(
        Grant.objects.none(),
        label=_("Grants that stay suspended"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "All grants of this data stop now. Those chosen here do not go on when the incident is resolved, "
            "but only when the data authority resumes them."
        ),
    )
    suspend_dataset = forms.BooleanField(
        label=_("Keep the open dataset suspended until the data authority restores it"), required=False
    )

    def __init__(self, *sent: Any, grants: Any, is_open: bool, **options: Any) -> None:
        super().__init__(*sent, **options)
        offer(self, "grants", grants)
        if not grants.exists():
            del self.fields["grants"]
        if not is_open:
            del self.fields["suspend_dataset"]


class ResolutionForm(forms.Form):
    """Cause and measures."""

    cause = long_text(_("Cause"), 1000)
    measures = long_text(_("Measures"), 1000, _("What was done so that it does not happen again."))


class ConclusionForm(forms.Form):
    """What the review says."""

    conclusion = long_text(_("Conclusion of the review"), 1000)


class RemitForm(forms.Form):
    """Which authority holds which remit."""

    remit = forms.ChoiceField(label=_("Remit"), choices=Remit.choices)
    organization = forms.ModelChoiceField(
        Organization.objects.filter(kind__in=SUPERVISING), label=_("Authority")
    )
    basis = forms.CharField(label=_("Legal basis"), max_length=200)
    since = forms.DateField(
        label=_("Since"),
        initial=clock.today,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class OrderForm(forms.Form):
    """What is demanded of which unit; of the unit concerned where it is about an incident."""

    remit = forms.ChoiceField(label=_("Remit"))
    organization = forms.ModelChoiceField(Organization.objects.all(), label=_("Addressed to"))
    title = forms.CharField(label=_("Title"), max_length=100)
    demand = long_text(_("What the authority demands"), 1000)
    due_on = forms.DateField(
        label=_("Answer due"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *sent: Any, remits: Sequence[str], incident: Incident | None = None, **options: Any):
        super().__init__(*sent, **options)
        offer(self, "remit", [(remit, Remit(remit).label) for remit in remits])
        if len(remits) == 1:
            del self.fields["remit"]
        if incident is not None:
            del self.fields["organization"]


class AnswerForm(forms.Form):
    """What the unit has done."""

    answer = long_text(_("The unit's answer"), 2000)


class OpinionForm(forms.Form):
    """What the authority thinks of the answer."""

    opinion = long_text(_("Opinion"), 1000)
