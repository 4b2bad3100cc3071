"""Objections to granted data: how aggregation learns what a consumer sees, and where grants tell of them."""

from __future__ import annotations

from typing import Any

from aggregation.choices import Channel
from aggregation.selectors import register_exit
from portal.kernel.actor import Actor
from portal.web.contributions import Panel, register

from .. import policies, selectors
from ..models import Grant

register_exit(Channel.SHARING, selectors.seen_by_consumer)


def contested_panel(actor: Actor, grant: Grant) -> dict[str, Any] | None:
    """On a grant and above its rows: what is contested, and the consumer's way to object."""
    notices = selectors.contested_parts(grant)
    may_object = policies.is_consumer(actor, grant) and actor.can("aggregation.raise_objection")
    may_object = may_object and selectors.seen_by_consumer(actor, grant.entry) is not None
    return {"notices": notices, "may_object": may_object, "grant": grant} if notices or may_object else None


register(
    Panel("sharing.grant", "sharing/_contested_panel.html", context=contested_panel, order=10),
    Panel("sharing.grant_rows", "sharing/_contested.html", context=contested_panel, order=10),
)
