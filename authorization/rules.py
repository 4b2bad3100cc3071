"""Term and time limits of authorised operation."""

from django.utils.translation import gettext_lazy as _

from portal.kernel import rules

MAX_TERM_YEARS = rules.declare(
    "authorization.max_term_years",
    default=3,
    unit="years",
    provision="6.1",
    source="贵阳市公共数据管理办法（征求意见稿）：授权运营期限原则上不超过三年",
    label=_("Longest term of an agreement without reasons and a higher review"),
)
LATEST_BEGIN_DAYS = rules.declare(
    "authorization.latest_begin_days",
    default=366,
    unit="days",
    provision="6.1",
    source="◦ 本门户的选择：防止提前签订多份协议，变相突破授权期限",
    label=_("Longest time from the signature of an agreement to its first day"),
)
REVIEW_DAYS = rules.declare(
    "authorization.review_days",
    default=10,
    unit="working days",
    provision="6.1",
    source="◦ 贵州省公共数据授权运营管理办法（试行）和发改数据规〔2025〕27号未见天数",
    label=_("Time for the data authority's review of an application"),
)
ASSESSMENT_DAYS = rules.declare(
    "authorization.assessment_days",
    default=10,
    unit="working days",
    provision="6.1",
    source="◦ 贵州省公共数据授权运营管理办法（试行）和发改数据规〔2025〕27号未见天数",
    label=_("Time for the assessment by the domain's department"),
)
DECISION_DAYS = rules.declare(
    "authorization.decision_days",
    default=5,
    unit="working days",
    provision="6.1",
    source="◦ 贵州省公共数据授权运营管理办法（试行）和发改数据规〔2025〕27号未见天数",
    label=_("Time for the decision on an assessed application"),
)
DISCLOSURE_DUE = rules.declare(
    "authorization.disclosure_due",
    default="03-31",
    unit="month and day",
    provision="6.1",
    source="国家数据局综合司2026年2月10日通知：每年3月底前披露上一年度授权运营情况",
    label=_("Day by which the report on the year before is handed in"),
)
EVALUATION_DAYS = rules.declare(
    "authorization.evaluation_days",
    default=20,
    unit="working days",
    provision="6.1",
    source="◦ 办法要求开展成效评估，未见期限和指标",
    label=_("Time for the evaluation of a yearly report"),
)
