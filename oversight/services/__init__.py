"""Everything that the oversight chapter lets anyone do."""

from .assessing import (
    compute_assessment,
    fail_assessment,
    hold_assessment,
    publish_assessment,
    retry_assessment,
)
from .inspecting import (
    fail_inspection,
    hold_regular_inspections,
    plan_inspection,
    retry_inspection,
    run_inspection,
)
from .ordering import close_order, issue_order, submit_order
from .rechecking import recheck_findings, recheck_order
from .schemes import adopt_scheme, create_scheme, edit_scheme, retire_scheme

__all__ = [
    "adopt_scheme",
    "close_order",
    "compute_assessment",
    "create_scheme",
    "edit_scheme",
    "fail_assessment",
    "fail_inspection",
    "hold_assessment",
    "hold_regular_inspections",
    "issue_order",
    "plan_inspection",
    "publish_assessment",
    "recheck_findings",
    "recheck_order",
    "retire_scheme",
    "retry_assessment",
    "retry_inspection",
    "run_inspection",
    "submit_order",
]
