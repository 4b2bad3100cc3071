"""What lists of members can be narrowed by."""

import django_filters
from django.utils.translation import gettext_lazy as _

from portal.web.narrowing import YesNoFilter

from .choices import Level, Office, OrganizationKind, Role
from .models import Appointment, Organization, User


class OrganizationFilter(django_filters.FilterSet):
    """Units by kind, level and superior unit."""

    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=OrganizationKind)
    level = django_filters.ChoiceFilter(label=_("Level"), choices=Level)
    area_code = django_filters.CharFilter(label=_("Area code"), lookup_expr="startswith")

    class Meta:
        model = Organization
        fields = ("kind", "level", "area_code")


class PersonFilter(django_filters.FilterSet):
    """People by unit and role."""

    organization = django_filters.ModelChoiceFilter(
        label=_("Unit"), queryset=Organization.objects.order_by("name")
    )
    role = django_filters.ChoiceFilter(label=_("Role"), field_name="groups__name", choices=Role)
    is_active = YesNoFilter(label=_("Account in use"))

    class Meta:
        model = User
        fields = ("organization", "role", "is_active")


class AppointmentFilter(django_filters.FilterSet):
    """Appointments by office and unit."""

    office = django_filters.ChoiceFilter(label=_("Office"), choices=Office)
    organization = django_filters.ModelChoiceFilter(
        label=_("Unit"), queryset=Organization.objects.order_by("name")
    )

    class Meta:
        model = Appointment
        fields = ("office", "organization")
