"""Who may ask, see, decide and use. Pure predicates and ``Q`` objects."""

from .grants import is_consumer, is_grantor, may_stop, visible_grants
from .requests import (
    is_applicant,
    is_checking_authority,
    is_provider,
    may_approve,
    may_ask,
    may_edit,
    owed_by,
    visible_requests,
    waited_for,
    waiting,
)
from .units import unit_of

__all__ = [
    "is_applicant",
    "is_checking_authority",
    "is_consumer",
    "is_grantor",
    "is_provider",
    "may_approve",
    "may_ask",
    "may_edit",
    "may_stop",
    "owed_by",
    "unit_of",
    "visible_grants",
    "visible_requests",
    "waited_for",
    "waiting",
]
