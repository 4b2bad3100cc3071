"""Who keeps the rules and the register of documents. Pure predicates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from portal.members.choices import Level, OrganizationKind

if TYPE_CHECKING:
    from portal.kernel.actor import Actor


def may_set_rule(actor: Actor, rule: Any = None) -> bool:
    """A reviewer of the city's own data authority: rules hold for the whole city, districts follow them."""
    return actor.can("duties.set_rule", rule) and _is_of_the_city_authority(actor)


def may_keep_documents(actor: Actor, document: Any = None) -> bool:
    """The same people keep the register of documents."""
    return actor.can("duties.keep_document", document) and _is_of_the_city_authority(actor)


def _is_of_the_city_authority(actor: Actor) -> bool:
    unit = actor.user.organization if actor.user is not None else None
    return unit is not None and unit.kind == OrganizationKind.DATA_AUTHORITY and unit.level == Level.CITY
