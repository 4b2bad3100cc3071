"""Limits of the opening chapter."""

from django.utils.translation import gettext_lazy as _

from portal.kernel import rules

FRESH_DAYS = rules.declare(
    "opening.fresh_days",
    default={
        "realtime": 2,
        "daily": 3,
        "weekly": 10,
        "monthly": 45,
        "quarterly": 120,
        "half_yearly": 220,
        "yearly": 430,
    },
    unit="days",
    provision="5.1",
    source="门户自定：更新周期加合理宽限，供本办法正式条款公布后调整",
    label=_("How old open data may be before its page says that an update is overdue"),
)
