"""Chainable reads of requests, grants and uses."""

from .grants import GrantQuerySet, UseQuerySet
from .requests import OPEN, RequestQuerySet

__all__ = [
    "OPEN",
    "GrantQuerySet",
    "RequestQuerySet",
    "UseQuerySet",
]
