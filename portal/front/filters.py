"""What the comparison of units can be narrowed by, and the figure that it shows."""

from __future__ import annotations

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from portal.kernel.errors import Message
from portal.members.choices import Level, OrganizationKind
from portal.members.models import Organization
from portal.web import contributions


def figures() -> list[tuple[str, Message]]:
    """Every registered indicator by its label."""
    return [(i.name, i.label) for i in contributions.registry.indicators]


class ComparisonFilter(django_filters.FilterSet):
    """The figure to compare by; units by kind and level."""

    figure = django_filters.ChoiceFilter(
        label=_("Figure"), choices=figures, empty_label=None, method="all_of_them"
    )
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=OrganizationKind)
    level = django_filters.ChoiceFilter(label=_("Level"), choices=Level)

    class Meta:
        model = Organization
        fields = ("kind", "level")

    def all_of_them(self, found: QuerySet[Organization], name: str, value: str) -> QuerySet[Organization]:
        """The figure leaves no unit out."""
        return found
