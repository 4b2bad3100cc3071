"""Chainable reads of requests, grants and uses."""

from .grants import GrantQuerySet, UseQuerySet
from .requests import OPEN, RequestQuerySet
from .returns import NeedQuerySet, ParcelQuerySet, RunQuerySet

__all__ = [
    "OPEN",
    "GrantQuerySet",
    "NeedQuerySet",
    "ParcelQuerySet",
    "RequestQuerySet",
    "RunQuerySet",
    "UseQuerySet",
]
