"""What people write when data is returned to lower levels."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from ..choices import ReturnCycle


class NeedForm(forms.Form):
    """What an area needs back, and how often."""

    purpose = forms.CharField(
        label=_("Purpose"), max_length=200, help_text=_("Which work in your area uses the data.")
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        help_text=_("Why your area needs its part back, with the duty or document behind it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    cycle = forms.ChoiceField(
        label=_("Return cycle"),
        choices=ReturnCycle.choices,
        initial=ReturnCycle.MONTHLY,
        widget=forms.RadioSelect,
        help_text=_("Newer data is returned at most this often."),
    )


class RefuseNeedForm(forms.Form):
    """Why a need is refused."""

    opinion = forms.CharField(label=_("Reasons"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class ReceiptForm(forms.Form):
    """What came: counted and computed by the receiver."""

    rows = forms.IntegerField(
        label=_("Rows received"),
        min_value=0,
        help_text=_(
            "Rows of the table without the line of titles; a line break inside a value begins no row."
        ),
    )
    digest = forms.CharField(
        label=_("SHA-256 received"),
        min_length=64,
        max_length=64,
        help_text=_(
            "Compute it from the file that you fetched: certutil -hashfile FILE SHA256 (Windows) "
            "or sha256sum FILE. It is compared with what was sent."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
