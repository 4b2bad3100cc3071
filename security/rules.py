"""Time limits of the security chapter."""

from django.utils.translation import gettext_lazy as _

from portal.kernel import rules

OWN_CHOICE = "◦ 本门户的选择：办法起草说明未规定期限"

REPORT_HOURS = rules.declare(
    "security.report_hours",
    default={"extraordinary": 1, "major": 1, "serious": 4, "general": 24},
    unit="hours",
    provision="7.1",
    source="◦ 本门户的选择：分级取自《国家网络安全事件应急预案》，时限待对照报告办法原文核定",
    label=_("Hours from noticing an incident to reporting it"),
)
CONTAIN_DAYS = rules.declare(
    "security.contain_days",
    default={"extraordinary": 0, "major": 0, "serious": 1, "general": 2},
    unit="working days",
    provision="7.1",
    source=OWN_CHOICE,
    label=_("Working days from the report of an incident to its containment"),
)
RESOLVE_DAYS = rules.declare(
    "security.resolve_days",
    default=5,
    unit="working days",
    provision="7.1",
    source=OWN_CHOICE,
    label=_("Working days from containment to cause and measures"),
)
REVIEW_DAYS = rules.declare(
    "security.review_days",
    default=5,
    unit="working days",
    provision="7.1",
    source=OWN_CHOICE,
    label=_("Working days for the review of a resolved incident"),
)
JUDGE_DAYS = rules.declare(
    "security.judge_days",
    default=3,
    unit="working days",
    provision="7.4",
    source=OWN_CHOICE,
    label=_("Working days to judge signs of personal information"),
)
