"""Time limits of the sharing chapter."""

from django.utils.translation import gettext_lazy as _

from portal.kernel import rules

PRECHECK_DAYS = rules.declare(
    "sharing.precheck_days",
    default=2,
    unit="working days",
    provision="4.1",
    source="高平市公共数据管理解读（2024-03-06）：有条件共享由主管部门2个工作日内审查",
    label=_("Time for the conformity check of a conditional request"),
)
UNCONDITIONAL_DAYS = rules.declare(
    "sharing.unconditional_reply_days",
    default=1,
    unit="working days",
    provision="4.1",
    source="政务数据共享条例（国务院令第809号，天数待核）：无条件共享1个工作日内答复",
    label=_("Time for the conformity check of an unconditional request, after which it is granted at once"),
)
REPLY_DAYS = rules.declare(
    "sharing.conditional_reply_days",
    default=10,
    unit="working days",
    provision="4.1",
    source="贵州省政府数据共享开放条例：有条件共享10个工作日内答复",
    label=_("Time for the provider's reply to a conditional request"),
)
RETURN_DAYS = rules.declare(
    "sharing.return_days",
    default=5,
    unit="working days",
    provision="4.4",
    source="项目自定：法规只要求“及时、完整”，未见天数",
    label=_("Time for returning a newer version to those who need it, once their cycle is due"),
)
SIGN_DAYS = rules.declare(
    "sharing.sign_days",
    default=3,
    unit="working days",
    provision="4.4",
    source="项目自定：法规只要求“及时、完整”，未见天数",
    label=_("Time for signing for a parcel of returned data"),
)
