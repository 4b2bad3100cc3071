"""What people write on requests, decisions and grants."""

from .grants import ReasonForm, RowSearchForm
from .requests import ApprovalForm, AreaCodesField, NoteForm, OpinionForm, RefusalForm, RequestForm

__all__ = [
    "ApprovalForm",
    "AreaCodesField",
    "NoteForm",
    "OpinionForm",
    "ReasonForm",
    "RefusalForm",
    "RequestForm",
    "RowSearchForm",
]
