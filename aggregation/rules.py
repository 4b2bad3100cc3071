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
