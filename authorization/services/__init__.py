"""Every write of authorised operation."""

from .agreements import sign_agreement, terminate_agreement, turn_agreements
from .applying import (
    create_application,
    edit_application,
    submit_application,
    withdraw_application,
)
from .deciding import (
    approve_application,
    assess_application,
    record_security_assessment,
    refuse_application,
    return_application,
    review_application,
)
from .domains import (
    close_domain,
    create_domain,
    edit_domain,
    publish_domain,
    register_resource,
    withdraw_resource,
)
from .evaluations import evaluate_year, report_year

__all__ = [
    "approve_application",
    "assess_application",
    "close_domain",
    "create_application",
    "create_domain",
    "edit_application",
    "edit_domain",
    "evaluate_year",
    "publish_domain",
    "record_security_assessment",
    "refuse_application",
    "register_resource",
    "report_year",
    "return_application",
    "review_application",
    "sign_agreement",
    "submit_application",
    "terminate_agreement",
    "turn_agreements",
    "withdraw_application",
    "withdraw_resource",
]
