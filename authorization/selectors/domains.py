"""What the public reads of all domains, and what can be registered in one."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Count, Q
from django.http import Http404
from django.utils.translation import gettext as _

from aggregation.selectors import held_entries
from catalog.models import CatalogEntry
from portal.kernel import clock
from portal.kernel.actor import Actor

from ..choices import ResourceState
from ..models import Agreement, OperationDomain


@dataclass
class Overview:
    """A published domain with the agreements that run today, and how much is under operation."""

    domain: OperationDomain
    resources: int
    running: list[Agreement] = field(default_factory=list)
    ended: int = 0


def overview() -> list[Overview]:
    """Every published domain; two statements in all."""
    registered = Count("resources", filter=Q(resources__state=ResourceState.REGISTERED))
    domains = OperationDomain.objects.published().select_related("lead_department")
    found = {d.pk: Overview(d, d.registered) for d in domains.annotate(registered=registered)}
    for agreement in Agreement.objects.published(clock.today()).select_related("operator"):
        shown = found.get(agreement.domain_id)
        if shown is None:
            continue
        if agreement.is_in_force:
            shown.running.append(agreement)
        else:
            shown.ended += 1
    return sorted(found.values(), key=lambda shown: (not shown.running, shown.domain.name))


def entry_of_code(code: str, actor: Actor) -> CatalogEntry:
    """The published entry with this code; 404 otherwise."""
    found: CatalogEntry | None = (
        CatalogEntry.objects.visible_to(actor).in_force().filter(resource_code=code.strip()).first()
    )
    if found is None:
        raise Http404(_("There is no resource with the code “%(code)s”.") % {"code": code[:40]})
    return found


def entries_to_register(domain: OperationDomain) -> list[CatalogEntry]:
    """The department's own published entries that can be registered in its domain and are not yet."""
    taken = domain.resources.registered().values("entry")
    own = CatalogEntry.objects.in_force().filter(provider=domain.lead_department)
    return list(own.exclude(pk__in=taken).exclude(pk__in=held_entries()).order_by("name")[:200])
