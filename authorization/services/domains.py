"""The authority keeps domains; their departments register what is put under operation."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aggregation.services import lock_unheld
from catalog.models import CatalogEntry
from portal.kernel import audit, clock
from portal.kernel.actor import Actor
from portal.kernel.errors import Conflict, NotPermitted
from portal.members.models import Organization

from .. import policies
from ..models import DomainResource, OperationDomain
from ..workflows import DOMAIN, RESOURCE

PROVISION = "6.1"


def create_domain(*, actor: Actor, **fields: Any) -> OperationDomain:
    """Prepare a domain; nobody can apply for it before it is opened."""
    domain = OperationDomain(**fields)
    _refuse_others(actor, domain)
    audit.write("authorization.operationdomain.create", domain, actor=actor, provision=PROVISION)
    return domain


def edit_domain(domain: OperationDomain, *, actor: Actor, **fields: Any) -> OperationDomain:
    """Change what a domain covers, or who leads it."""
    _refuse_others(actor, domain)
    action, right = "authorization.operationdomain.edit", "authorization.manage_domains"
    with audit.edit(action, domain, actor=actor, permission=right, provision=PROVISION) as locked:
        _refuse_other_lead(locked, fields.get("lead_department", locked.lead_department))
        for name, value in fields.items():
            setattr(locked, name, value)
        _refuse_others(actor, locked)
    return locked


def publish_domain(domain: OperationDomain, *, actor: Actor) -> OperationDomain:
    """Open the domain to applications, and show it to the public."""
    with DOMAIN.fire("publish", domain, actor=actor) as locked:
        if not locked.resources.registered().exists():
            raise ValidationError(
                _("Nothing is registered in the domain yet: its department does that first.")
            )
        locked.opened_at, locked.reason = clock.now(), ""
    return locked


def close_domain(domain: OperationDomain, *, actor: Actor, reason: str) -> OperationDomain:
    """Take no more applications; agreements run on."""
    with DOMAIN.fire("close", domain, actor=actor, note=reason) as locked:
        locked.reason = reason
    return locked


def register_resource(
    domain: OperationDomain, entry: CatalogEntry, *, actor: Actor, scenarios: str, consent: str = ""
) -> DomainResource:
    """Put an entry under operation; data of another unit needs that unit's consent.

    Not while the entry is stopped. What is registered already stays so, and says that it is stopped: the
    portal hands operators no data itself, and an agreement is about more resources than this one.
    """
    if not policies.may_register(actor, domain):
        raise NotPermitted("authorization.register_resource")
    if not CatalogEntry.objects.in_force().filter(pk=entry.pk).exists():
        raise Conflict(_("This resource is not in force."))
    resource = DomainResource(
        domain=domain,
        entry=entry,
        scenarios=scenarios,
        consent=consent,
        is_others=entry.provider_id != domain.lead_department_id,
        registered_by=actor.user,
        registered_at=clock.now(),
    )
    with transaction.atomic():
        lock_unheld(entry)
        audit.write("authorization.domainresource.register", resource, actor=actor, provision=PROVISION)
    return resource


def withdraw_resource(resource: DomainResource, *, actor: Actor, reason: str) -> DomainResource:
    """Take a resource out of operation."""
    with RESOURCE.fire("withdraw", resource, actor=actor, note=reason) as locked:
        locked.reason = reason
    return locked


def _refuse_other_lead(domain: OperationDomain, lead: Organization) -> None:
    """Whose data needed consent, and who assesses, depends on the department."""
    if lead != domain.lead_department and domain.resources.registered().exists():
        told = _("Resources are registered in the domain: its department takes them out before it changes.")
        raise ValidationError({"lead_department": told})


def _refuse_others(actor: Actor, domain: OperationDomain) -> None:
    if not policies.may_manage(actor, domain):
        raise NotPermitted(
            "authorization.manage_domains",
            _("The data authority keeps the domains of its own level and area."),
        )
