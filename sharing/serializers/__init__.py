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
from .returns import (
    NeedInput,
    NeedSerializer,
    ParcelSerializer,
    ReceiptInput,
    RefuseNeedInput,
    RunInput,
    RunSerializer,
)

__all__ = [
    "ApprovalInput",
    "GrantReasonInput",
    "GrantSerializer",
    "NeedInput",
    "NeedSerializer",
    "ParcelSerializer",
    "ReceiptInput",
    "RefusalInput",
    "RefuseNeedInput",
    "RequestInput",
    "RequestSerializer",
    "RequestTerms",
    "RunInput",
    "RunSerializer",
    "SharingNoteInput",
    "SharingOpinionInput",
]
