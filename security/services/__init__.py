"""Everything that the security chapter lets anyone do."""

from .handling import contain_incident, report_incident, resolve_incident, review_incident
from .judging import confirm_finding, note_finding, note_finding_of_entry, release_finding
from .supervising import answer_order, assign_remit, close_order, issue_order, send_back_order

__all__ = [
    "answer_order",
    "assign_remit",
    "close_order",
    "confirm_finding",
    "contain_incident",
    "issue_order",
    "note_finding",
    "note_finding_of_entry",
    "release_finding",
    "report_incident",
    "resolve_incident",
    "review_incident",
    "send_back_order",
]
