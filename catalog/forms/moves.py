"""What a move asks of whoever makes it."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from .fields import SeenField

OPINION = forms.Textarea(attrs={"rows": 4})


class SubmitForm(forms.Form):
    """A confirmation without a question."""


class OpinionForm(forms.Form):
    """An opinion that may be left out, and the state that it is about."""

    opinion = forms.CharField(label=_("Opinion"), required=False, max_length=2000, widget=OPINION)
    unless_changed_since = SeenField()


class RequiredOpinionForm(forms.Form):
    """An opinion that must be given, and the state that it is about."""

    opinion = forms.CharField(
        label=_("Opinion"),
        max_length=2000,
        widget=OPINION,
        help_text=_("Say what has to be changed, item by item. The unit reads exactly this."),
    )
    unless_changed_since = SeenField()


class WithdrawalForm(forms.Form):
    """Why an entry goes out of force."""

    opinion = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=OPINION,
        help_text=_("Such as a duty that moved, a law that was repealed, a system that was closed."),
    )


class ReasonForm(forms.Form):
    """Why a published entry is changed (provision 2.4)."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Such as a change of duty, law, system or structure."),
    )
