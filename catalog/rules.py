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
UPDATE_DAYS = rules.declare(
    "catalog.update_days",
    default=10,
    unit="working days",
    provision="2.4",
    source="政务数据共享条例（国务院令第809号）第十七条（据记忆转述，待核对原文）",
    label=_("Update of an entry after a change of law or duty"),
)
