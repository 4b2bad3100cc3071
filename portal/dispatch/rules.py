"""Time limits of data dispatch."""

from django.utils.translation import gettext_lazy as _

from portal.kernel import rules

ASSIGN_DAYS = rules.declare(
    "dispatch.assign_days",
    default=2,
    unit="working days",
    provision="1.5",
    source="高平市公共数据管理解读（2024-03-06）：主管部门2个工作日内审查后转数源部门（参照）",
    label=_("Time for the data authority to match a stated need to a responder"),
)
ANSWER_DAYS = rules.declare(
    "dispatch.answer_days",
    default=15,
    unit="working days",
    provision="1.5",
    source="《上海市数据条例》第三十九条：目录外的数据需求，收到之日起15个工作日内确认、编目并共享（参照）",
    label=_("Time for the responder to deliver what a dispatch asks for"),
)
