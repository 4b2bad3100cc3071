"""What the lists of the security chapter can be narrowed by."""

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from portal.kernel.models import AuditEvent
from portal.web.contributions import registry
from portal.web.narrowing import PeriodFilter, YesNoFilter

from .choices import AUDIT_DOORS, FindingState, IncidentKind, IncidentState, OrderState, Severity
from .models import Incident, PersonalInformationFinding, SecurityOrder
from .querysets import IncidentQuerySet


class AuditFilter(django_filters.FilterSet):
    """Events by time, actor, action, provision and door."""

    at = PeriodFilter(label=_("Time"))
    actor = django_filters.CharFilter(label=_("Actor"), lookup_expr="icontains")
    action = django_filters.CharFilter(label=_("Action"), method="filter_action")
    provision = django_filters.CharFilter(label=_("Provision"))
    via = django_filters.ChoiceFilter(
        label=_("Door"),
        choices=AUDIT_DOORS,
    )
    simulated = YesNoFilter(label=_("Simulated past"))

    class Meta:
        model = AuditEvent
        fields = ("at", "actor", "action", "provision", "via", "simulated")

    def filter_action(self, found: QuerySet[AuditEvent], name: str, words: str) -> QuerySet[AuditEvent]:
        """By a part of its name, or of what it is called on the pages."""
        called = [action for action, label in registry.actions.items() if words in str(label)]
        return found.filter(Q(action__icontains=words) | Q(action__in=called))


class FindingFilter(django_filters.FilterSet):
    """Findings by state."""

    state = django_filters.ChoiceFilter(label=_("State"), choices=FindingState.choices)

    class Meta:
        model = PersonalInformationFinding
        fields = ("state",)


class IncidentFilter(django_filters.FilterSet):
    """Incidents by state, kind and severity."""

    state = django_filters.ChoiceFilter(label=_("State"), choices=IncidentState.choices)
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=IncidentKind.choices)
    severity = django_filters.ChoiceFilter(label=_("Degree of severity"), choices=Severity.choices)
    unfinished = YesNoFilter(label=_("Still open"), method="filter_unfinished")

    class Meta:
        model = Incident
        fields = ("state", "kind", "severity", "unfinished")

    def filter_unfinished(self, found: IncidentQuerySet, name: str, wish: bool) -> IncidentQuerySet:
        """Whether the review is still to come."""
        return found.unfinished() if wish else found.filter(state=IncidentState.REVIEWED)


class OrderFilter(django_filters.FilterSet):
    """Orders by state."""

    state = django_filters.ChoiceFilter(label=_("State"), choices=OrderState.choices)

    class Meta:
        model = SecurityOrder
        fields = ("state",)
