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
DEMAND_ROUTE_DAYS = rules.declare(
    "opening.demand_route_days",
    default=3,
    unit="working days",
    provision="5.2",
    source="门户自定：正式条款公布后调整",
    label=_("How soon the data authority names the unit that answers a demand"),
)
DEMAND_ANSWER_DAYS = rules.declare(
    "opening.demand_answer_days",
    default=10,
    unit="working days",
    provision="5.2",
    source="门户自定：正式条款公布后调整",
    label=_("How soon the unit answers a demand, from the day it was handed over"),
)
DEMAND_WEIGHTS = rules.declare(
    "opening.demand_weights",
    default={"supporter": 2, "priority": 10, "days_per_point": 10, "waiting_cap": 20},
    unit="points",
    provision="5.2",
    source="门户自定：办法列出优先开放的四类数据，未规定权重",
    label=_("How demands are ranked: points for supporters, priority reasons and waiting"),
)
