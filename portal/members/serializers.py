"""Members as programs see them."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from rest_framework import serializers

from .choices import ADMINISTRATORS, Role
from .models import Appointment, Organization, User
from .selectors import roles_of

PARTICULARS = ("username", "name", "name_en", "organization", "phone", "email", "is_active")


def unit_field(**options: object) -> serializers.SlugRelatedField:
    """A unit by its public identifier."""
    return serializers.SlugRelatedField(
        slug_field="public_id", queryset=Organization.objects.all(), **options
    )


class OrganizationSerializer(serializers.ModelSerializer):
    """A unit."""

    parent = unit_field(allow_null=True, required=False)

    class Meta:
        model = Organization
        fields = (
            "public_id",
            "name",
            "name_en",
            "short_name",
            "kind",
            "level",
            "area_code",
            "jurisdiction",
            "credit_code",
            "parent",
            "duties",
            "contact",
        )


class PersonSerializer(serializers.ModelSerializer):
    """A person with the roles held."""

    organization = unit_field(allow_null=True, required=False)
    roles = serializers.SerializerMethodField()

    class Meta:
        model = User
        fields = (
            "public_id",
            "username",
            "name",
            "name_en",
            "organization",
            "phone",
            "email",
            "is_active",
            "roles",
        )

    def get_roles(self, person: User) -> list[str]:
        """The names of the person's roles."""
        return sorted(roles_of(person))


class PersonInput(serializers.ModelSerializer):
    """What an administrator may send about a person."""

    organization = unit_field(allow_null=True, required=False)
    roles = serializers.MultipleChoiceField(choices=Role)

    class Meta:
        model = User
        fields = (*PARTICULARS, "roles")


class PasswordInput(serializers.Serializer):
    """A password that the person changes after signing in with it."""

    password = serializers.CharField(write_only=True, min_length=8)

    def validate(self, attributes: dict[str, Any]) -> dict[str, Any]:
        """A password that the policy accepts goes on as its hash."""
        password = attributes.pop("password")
        validate_password(password)
        return attributes | {"password_hash": make_password(password)}


class NewPersonInput(PasswordInput, PersonInput):
    """A new account with its first password."""

    class Meta(PersonInput.Meta):
        fields = (*PersonInput.Meta.fields, "password")


class AdministratorInput(serializers.Serializer):
    """Which of the three administrators somebody is; empty for none."""

    role = serializers.ChoiceField(
        choices=[(role.value, role.label) for role in Role if role in ADMINISTRATORS], allow_blank=True
    )


class AppointmentSerializer(serializers.ModelSerializer):
    """An appointment and its term."""

    organization = unit_field()
    person = serializers.SlugRelatedField(slug_field="public_id", queryset=User.objects.all())

    class Meta:
        model = Appointment
        fields = ("public_id", "organization", "person", "office", "starts_on", "ends_on", "document")


class EndAppointmentInput(serializers.Serializer):
    """The last day of a term."""

    ends_on = serializers.DateField()
