"""Which accounts a program may come with; apart from ``api``, since the framework reads it first."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from .doors.actors import actor_of, works_here


class StaffOnly(BasePermission):
    """The staff of units, as ``StaffMixin`` for pages: the rule where a view set says nothing."""

    message = _("This is for the staff of units; your account belongs to no unit.")

    def has_permission(self, request: Request, view: Any) -> bool:
        """Whether somebody is signed in who works for a unit."""
        return works_here(actor_of(request._request, via="api"))
