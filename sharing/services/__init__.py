"""Everything that the sharing chapter lets anyone do."""

from .asking import (
    create_request,
    decline_request,
    edit_request,
    endorse_request,
    submit_request,
    withdraw_request,
)
from .carrying import (
    carry_run,
    fail_run,
)
from .deciding import approve_request, check_request, refuse_request, return_request
from .granting import expire_grants, resume_grant, revoke_grant, suspend_grant
from .receiving import (
    fetch_parcel,
    resend_parcel,
    sign_parcel,
)
from .returning import (
    accept_need,
    file_need,
    plan_due_runs,
    plan_run,
    refuse_need,
    withdraw_need,
)
from .using import end_lost_downloads, read_page, read_rows, stream_rows

__all__ = [
    "accept_need",
    "approve_request",
    "carry_run",
    "check_request",
    "create_request",
    "decline_request",
    "edit_request",
    "end_lost_downloads",
    "endorse_request",
    "expire_grants",
    "fail_run",
    "fetch_parcel",
    "file_need",
    "plan_due_runs",
    "plan_run",
    "read_page",
    "read_rows",
    "refuse_need",
    "refuse_request",
    "resend_parcel",
    "resume_grant",
    "return_request",
    "revoke_grant",
    "sign_parcel",
    "stream_rows",
    "submit_request",
    "suspend_grant",
    "withdraw_need",
    "withdraw_request",
]
