"""Time limits of the catalog chapter."""

from django.utils.translation import gettext_lazy as _

from portal.kernel import rules

REVIEW_DAYS = rules.declare(
    "catalog.review_days",
    default=2,
    unit="working days",
    provision="2.1",
    source="政务数据共享条例（国务院令第809号）第十七条（据记忆转述，待核对原文）",
    label=_("Review of a signed catalog entry by the data authority"),
)
LIST_GRACE_DAYS = rules.declare(
    "catalog.list_grace_days",
    default=5,
    unit="days",
    provision="2.2",
    source="◦ 本门户的选择：未见公开的宽限天数；与更新检查的宽限一致",
    label=_("Allowance after the end of an update cycle before a promise of the responsibility list is late"),
)
UPDATE_DAYS = rules.declare(
    "catalog.update_days",
    default=10,
    unit="working days",
    provision="2.4",
    source="政务数据共享条例（国务院令第809号）第十七条（据记忆转述，待核对原文）",
    label=_("Update of an entry after a change of law or duty"),
)
