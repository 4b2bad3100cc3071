"""Who keeps the rules and the register of documents. Pure predicates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from portal.members.jurisdiction import is_city_authority, unit_of

if TYPE_CHECKING:
    from portal.kernel.actor import Actor


def may_set_rule(actor: Actor, rule: Any = None) -> bool:
    """A reviewer of the city's own data authority: rules hold for the whole city, districts follow them."""
    return actor.can("duties.set_rule", rule) and is_city_authority(unit_of(actor))


def may_keep_documents(actor: Actor, document: Any = None) -> bool:
    """The same people keep the register of documents."""
    return actor.can("duties.keep_document", document) and is_city_authority(unit_of(actor))
