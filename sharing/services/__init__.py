"""Everything that the sharing chapter lets anyone do."""

from .asking import (
    create_request,
    decline_request,
    edit_request,
    endorse_request,
    submit_request,
    withdraw_request,
)
from .deciding import approve_request, check_request, refuse_request, return_request
from .granting import expire_grants, resume_grant, revoke_grant, suspend_grant
from .using import read_page, read_rows, stream_rows

__all__ = [
    "approve_request",
    "check_request",
    "create_request",
    "decline_request",
    "edit_request",
    "endorse_request",
    "expire_grants",
    "read_page",
    "read_rows",
    "refuse_request",
    "resume_grant",
    "return_request",
    "revoke_grant",
    "stream_rows",
    "submit_request",
    "suspend_grant",
    "withdraw_request",
]
