"""What people write on dispatches."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.members.models import Organization
from portal.web.choosing import offer

from .models import Dispatch

DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


def opinion(label: Any, help_text: Any = "", *, required: bool = True) -> forms.CharField:
    """A few sentences."""
    box = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(label=label, max_length=1000, required=required, help_text=help_text, widget=box)


class NeedForm(forms.ModelForm):
    """A data need: which data, what for, on what basis, by when."""

    groups = (
        (_("Which data is needed?"), ("title", "content")),
        (_("What for, and on what basis?"), ("purpose", "legal_basis")),
        (_("By when?"), ("wished_by",)),
    )

    class Meta:
        model = Dispatch
        fields = ("title", "content", "purpose", "legal_basis", "wished_by")
        widgets = {
            "content": forms.Textarea(attrs={"rows": 4}),
            "purpose": forms.Textarea(attrs={"rows": 3}),
            "legal_basis": forms.Textarea(attrs={"rows": 2}),
            "wished_by": DAY,
        }
        help_texts = {
            "title": _("The data in a few words, as others would search for it."),
            "content": _("Items, period, area, how often it is updated, and who may hold it."),
            "purpose": _("The duty or service that it is needed for."),
            "legal_basis": _(
                "The law, regulation or document that gives your unit the duty, with its article."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "purpose" in self.fields:
            self.fields["purpose"].required = True


class OrderForm(NeedForm):
    """A supervision order: what has to be done, on what basis, by when."""

    groups = (
        (_("What has to be done?"), ("title", "content")),
        (_("On what basis, and by when?"), ("legal_basis", "wished_by")),
    )

    class Meta(NeedForm.Meta):
        fields = ("title", "content", "legal_basis", "wished_by")
        help_texts = {
            "title": _("What has to be done, in a few words."),
            "content": _("What is expected, and how it is recognised as done."),
            "legal_basis": _("The decision, minutes or document that the order rests on."),
        }


class AssignForm(forms.Form):
    """Who answers, and by when."""

    responder = forms.ModelChoiceField(
        label=_("Responder"), queryset=Organization.objects.none(), empty_label=_("Choose a unit")
    )
    due_on = forms.DateField(
        label=_("Deadline"),
        required=False,
        widget=DAY,
        help_text=_("Left empty, the deadline follows from the rule in force."),
    )
    opinion = opinion(_("Words to the responder"), required=False)

    def __init__(self, *args: Any, responders: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "responder", responders)


class RemarkForm(forms.Form):
    """A remark that may be left out."""

    opinion = opinion(_("Remark"), required=False)


class DeclineForm(forms.Form):
    """Why the unit cannot answer."""

    opinion = opinion(_("Reasons"), _("Say why your unit cannot answer, and who could."))


class MissingForm(forms.Form):
    """What is missing of the delivery."""

    opinion = opinion(_("What is missing"), _("The responder reads exactly this."))


class RefusalForm(forms.Form):
    """Why the authority refuses."""

    opinion = opinion(_("Reasons"), _("The unit reads exactly this."))


class DeliveryForm(forms.Form):
    """What was delivered."""

    delivery = opinion(_("What was delivered"), _("Where it is, in which form, from when on."))
    subject = forms.ChoiceField(
        label=_("Record that satisfies it"),
        required=False,
        help_text=_("Such as a published catalog entry of your unit."),
    )

    def __init__(self, *args: Any, subjects: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "subject", [("", _("None")), *subjects])

    def clean(self) -> dict[str, Any]:
        """The record as the service takes it: kind and number."""
        values = super().clean() or self.cleaned_data
        kind, _colon, number = values.pop("subject", "").partition(":")
        return values | {"subject_type": kind, "subject_id": number or None}


class HastenForm(forms.Form):
    """Words to the responder."""

    note = forms.CharField(
        label=_("Words to the responder"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
