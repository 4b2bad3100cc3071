"""Reads of authorised operation: what waits for whom, what runs, what is due."""

from .agreements import (
    active_on,
    agreements_of_domain,
    count_in_force,
    count_reports_due,
    missing_reports,
    operation_of_entry,
    reports_to_hand_in,
    year_to_report,
)
from .applications import (
    application_of,
    count_waiting,
    domain_of,
    may_see_applications,
    overdue_applications,
    pending_for,
    stages_of,
    waiting_for,
)
from .domains import Overview, entries_to_register, entry_of_code, overview
from .evaluations import count_evaluations, evaluations_waiting_for, overdue_evaluations

__all__ = [
    "Overview",
    "active_on",
    "agreements_of_domain",
    "application_of",
    "count_evaluations",
    "count_in_force",
    "count_reports_due",
    "count_waiting",
    "domain_of",
    "entries_to_register",
    "entry_of_code",
    "evaluations_waiting_for",
    "may_see_applications",
    "missing_reports",
    "operation_of_entry",
    "overdue_applications",
    "overdue_evaluations",
    "overview",
    "pending_for",
    "reports_to_hand_in",
    "stages_of",
    "waiting_for",
    "year_to_report",
]
