"""The work of sharing outside the request."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.kernel import jobs
from portal.kernel.actor import Actor

from . import services

EXPIRER = Actor.system("expire-grants", "sharing.expire_grant")


@jobs.task("sharing.expire_grants", label=_("Let grants expire"))
def expire_grants(run: jobs.Run) -> dict[str, Any]:
    """Let grants whose last day has passed say so."""
    return {"expired": services.expire_grants(actor=EXPIRER)}
