"""What programs send and get."""

from .grants import GrantReasonInput, GrantSerializer
from .requests import (
    ApprovalInput,
    RefusalInput,
    RequestInput,
    RequestSerializer,
    RequestTerms,
    SharingNoteInput,
    SharingOpinionInput,
)

__all__ = [
    "ApprovalInput",
    "GrantReasonInput",
    "GrantSerializer",
    "RefusalInput",
    "RequestInput",
    "RequestSerializer",
    "RequestTerms",
    "SharingNoteInput",
    "SharingOpinionInput",
]
