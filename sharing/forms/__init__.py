"""What people write on requests, decisions and grants."""

from .grants import ReasonForm
from .requests import ApprovalForm, AreaCodesField, NoteForm, OpinionForm, RefusalForm, RequestForm
from .returns import (
    NeedForm,
    ReceiptForm,
    RefuseNeedForm,
)

__all__ = [
    "ApprovalForm",
    "AreaCodesField",
    "NeedForm",
    "NoteForm",
    "OpinionForm",
    "ReasonForm",
    "ReceiptForm",
    "RefusalForm",
    "RefuseNeedForm",
    "RequestForm",
]
