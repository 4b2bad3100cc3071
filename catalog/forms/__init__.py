"""Forms of the catalog: they parse, services decide."""

from .entries import EntryForm, EntryUpdateForm
from .items import ItemForm, ItemFormSet, TokenForm
from .moves import OpinionForm, ReasonForm, RequiredOpinionForm, SubmitForm, WithdrawalForm
from .responsibility import ResponsibilityForm
from .samples import SampleForm

__all__ = [
    "EntryForm",
    "EntryUpdateForm",
    "ItemForm",
    "ItemFormSet",
    "OpinionForm",
    "ReasonForm",
    "RequiredOpinionForm",
    "ResponsibilityForm",
    "SampleForm",
    "SubmitForm",
    "TokenForm",
    "WithdrawalForm",
]
