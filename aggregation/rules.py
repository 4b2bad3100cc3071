"""Bounds of the aggregation chapter."""

from django.utils.translation import gettext_lazy as _

from portal.kernel import rules

MAX_REJECTED_SHARE = rules.declare(
    "aggregation.max_rejected_share",
    default=0.5,
    unit="share",
    provision="3.2",
    source="◦ 本门户的选择：办法起草说明未规定比例",
    label=_("Share of turned-down records above which a whole batch is turned down"),
)
MAX_UPLOAD_BYTES = rules.declare(
    "aggregation.max_upload_bytes",
    default=2 * 1024**3,
    unit="bytes",
    provision="3.2",
    source="◦ 本门户的选择：办法起草说明未规定大小",
    label=_("Largest file that may be uploaded"),
)
UPDATE_GRACE_DAYS = rules.declare(
    "aggregation.update_grace_days",
    default=5,
    unit="days",
    provision="8.2",
    source="◦ 本门户的选择：未见公开的宽限天数",
    label=_("Allowance after the end of an update cycle before an update counts as overdue"),
)
MOUNT_DAYS = rules.declare(
    "aggregation.mount_days",
    default=10,
    unit="working days",
    provision="8.2",
    source="◦ 本门户的选择：未见公开的挂接时限",
    label=_("Time for mounting a published entry"),
)
OBJECTION_ACCEPT_DAYS = rules.declare(
    "aggregation.objection_accept_days",
    default=2,
    unit="working days",
    provision="4.3",
    source="《青岛市公共数据管理办法》第十七条：向主管部门提出的，两个工作日内转数源部门（参照）",
    label=_("Time to accept an objection or to name another remedy"),
)
OBJECTION_VERIFY_DAYS = rules.declare(
    "aggregation.objection_verify_days",
    default=5,
    unit="working days",
    provision="4.3",
    source="《青岛市公共数据管理办法》第十七条：五个工作日内校核完毕（参照）",
    label=_("Time for the provider to verify an objection and to answer"),
)
OBJECTION_CORRECT_DAYS = rules.declare(
    "aggregation.objection_correct_days",
    default=5,
    unit="working days",
    provision="4.3",
    source="◦ 本门户的选择：办法起草说明未规定更正时限",
    label=_("Time to correct data after an objection was upheld"),
)
