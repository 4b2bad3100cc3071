"""The tables of sharing: what is asked for, what was granted, what was used."""

from .grant import Grant, GrantUse
from .request import SharingRequest
from .returning import ReturnNeed, ReturnParcel, ReturnRun

__all__ = [
    "Grant",
    "GrantUse",
    "ReturnNeed",
    "ReturnParcel",
    "ReturnRun",
    "SharingRequest",
]
