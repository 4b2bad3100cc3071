"""What the lists of the security chapter can be narrowed by."""

import django_filters
from django.utils.translation import gettext_lazy as _

from portal.kernel.models import AuditEvent
from portal.web.narrowing import PeriodFilter, YesNoFilter

from .choices import FindingState, IncidentKind, IncidentState, OrderState, Severity
from .models import Incident, PersonalInformationFinding, SecurityOrder


class AuditFilter(django_filters.FilterSet):
    """Events by time, actor, action, provision and door."""

    at = PeriodFilter(label=_("Time"))
    actor = django_filters.CharFilter(label=_("Actor"), lookup_expr="icontains")
    action = django_filters.CharFilter(label=_("Action"), lookup_expr="icontains")
    provision = django_filters.CharFilter(label=_("Provision"))
    via = django_filters.ChoiceFilter(
        label=_("Door"),
        choices=(
            ("web", _("Browser")),
            ("api", _("Interface")),
            ("job", _("Job")),
            ("command", _("Command line")),
        ),
    )
    simulated = YesNoFilter(label=_("Simulated past"))

    class Meta:
        model = AuditEvent
        fields = ("at", "actor", "action", "provision", "via", "simulated")


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

    class Meta:
        model = Incident
        fields = ("state", "kind", "severity")


class OrderFilter(django_filters.FilterSet):
    """Orders by state."""

    state = django_filters.ChoiceFilter(label=_("State"), choices=OrderState.choices)

    class Meta:
        model = SecurityOrder
        fields = ("state",)
