"""What the lists of authorised operation can be narrowed by."""

from __future__ import annotations

import django_filters
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock

from .choices import AgreementState, ApplicationState, DomainState, EvaluationState
from .models import Agreement, OperationDomain, OperatorApplication, YearlyEvaluation
from .querysets import AgreementQuerySet


class DomainFilter(django_filters.FilterSet):
    """Domains by state."""

    state = django_filters.ChoiceFilter(label=_("State"), choices=DomainState.choices)

    class Meta:
        model = OperationDomain
        fields = ("state",)


class ApplicationFilter(django_filters.FilterSet):
    """Applications by state."""

    state = django_filters.ChoiceFilter(label=_("State"), choices=ApplicationState.choices)

    class Meta:
        model = OperatorApplication
        fields = ("state",)


class AgreementFilter(django_filters.FilterSet):
    """Agreements by how they stand today, whatever the job did."""

    standing = django_filters.ChoiceFilter(
        label=_("State"), choices=AgreementState.choices, method="filter_standing"
    )

    class Meta:
        model = Agreement
        fields = ("standing",)

    def filter_standing(self, found: AgreementQuerySet, name: str, standing: str) -> AgreementQuerySet:
        """By the dates."""
        return found.standing(standing, clock.today())


class EvaluationFilter(django_filters.FilterSet):
    """Yearly reports by year and state."""

    state = django_filters.ChoiceFilter(label=_("State"), choices=EvaluationState.choices)

    class Meta:
        model = YearlyEvaluation
        fields = ("year", "state")
