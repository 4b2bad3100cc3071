"""Forms of the members: they parse, services decide."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.contrib.postgres.forms import SimpleArrayField
from django.utils.translation import gettext_lazy as _

from .choices import ADMINISTRATORS, Role
from .models import Appointment, Organization, User
from .selectors import roles_of


class OrganizationForm(forms.ModelForm):
    """What is known of a unit."""

    groups = (
        (_("What it is"), ("name", "name_en", "short_name", "kind", "credit_code")),
        (_("Where it belongs"), ("level", "area_code", "jurisdiction", "parent")),
        (_("How to reach it"), ("duties", "contact")),
    )
    jurisdiction = SimpleArrayField(
        forms.CharField(max_length=12),
        label=_("Jurisdiction"),
        required=False,
        help_text=_("Prefixes of area codes, separated by commas. Only for data authorities."),
    )

    class Meta:
        model = Organization
        fields = (
            "name",
            "name_en",
            "short_name",
            "kind",
            "credit_code",
            "level",
            "area_code",
            "jurisdiction",
            "parent",
            "duties",
            "contact",
        )
        help_texts = {
            "credit_code": _("18 capital letters and digits; the last one is a check digit."),
            "area_code": _(
                "A national code of 6, 9 or 12 digits; every unit of a functional area has its private key."
            ),
        }


class PersonForm(forms.ModelForm):
    """A person's particulars and roles; an administrator's role is given elsewhere and stays as it is."""

    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        choices=[(role.value, role.label) for role in Role if role not in ADMINISTRATORS],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The security administrator gives and takes an administrator's role."),
    )

    class Meta:
        model = User
        fields = ("username", "name", "name_en", "organization", "phone", "email", "is_active", "roles")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["roles"].initial = sorted(roles_of(self.instance))

    def clean_roles(self) -> set[str]:
        """The roles as a set, with the administrator's role that the person has."""
        held = roles_of(self.instance) if self.instance.pk else set()
        return set(self.cleaned_data["roles"]) | (held & ADMINISTRATORS)


class PasswordForm(forms.Form):
    """A password that the person changes after signing in with it."""

    password = forms.CharField(
        label=_("First password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 8 characters, not only digits. The person changes it after the first sign-in."),
    )

    def clean_password(self) -> str:
        """A password that the policy accepts."""
        validate_password(self.cleaned_data["password"])
        return self.cleaned_data["password"]

    def service_fields(self) -> dict[str, Any]:
        """What the service takes: the password only as its hash."""
        fields = dict(self.cleaned_data)
        fields["password_hash"] = make_password(fields.pop("password"))
        return fields


class NewPersonForm(PasswordForm, PersonForm):
    """A new account with its first password."""


class AdministratorForm(forms.Form):
    """Which of the three administrators somebody is, if any."""

    role = forms.ChoiceField(
        label=_("Administrator's role"),
        choices=[("", _("none")), *((role.value, role.label) for role in Role if role in ADMINISTRATORS)],
        required=False,
    )


class PersonField(forms.ModelChoiceField):
    """A person, told from others of the same name by the unit."""

    def label_from_instance(self, person: Any) -> str:
        """Name and unit."""
        return f"{person} · {person.organization}"


class AppointmentForm(forms.ModelForm):
    """Who is appointed to what, from when until when."""

    person = PersonField(label=_("Person"), queryset=User.directory.in_service())

    class Meta:
        model = Appointment
        fields = ("organization", "person", "office", "starts_on", "ends_on", "document")
        widgets = {
            "starts_on": forms.DateInput(attrs={"type": "date"}),
            "ends_on": forms.DateInput(attrs={"type": "date"}),
        }


class EndAppointmentForm(forms.Form):
    """The last day of a term."""

    ends_on = forms.DateField(label=_("Last day of the term"), widget=forms.DateInput(attrs={"type": "date"}))
