"""The tables of sharing: what is asked for, what was granted, what was used."""

from .grant import Grant, GrantUse
from .request import SharingRequest

__all__ = ["Grant", "GrantUse", "SharingRequest"]
