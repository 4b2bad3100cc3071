"""Time limits of inspection."""

from django.utils.translation import gettext_lazy as _

from portal.kernel import rules

RECTIFICATION_DAYS = rules.declare(
    "oversight.rectification_days",
    default=15,
    unit="working days",
    provision="8.2",
    source="◦ 本门户的选择：办法起草说明只说“限期整改”，未见公开的天数",
    label=_("Time for rectification after an order"),
)
