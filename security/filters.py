"""What the audit trail can be narrowed by."""

import django_filters
from django.utils.translation import gettext_lazy as _

from portal.kernel.models import AuditEvent
from portal.web.narrowing import PeriodFilter, YesNoFilter


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
