"""Reads of the security chapter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from aggregation.choices import BatchState
from aggregation.models import Batch
from aggregation.selectors import held_since
from authorization.models import DomainResource, OperationDomain
from catalog.models import CatalogEntry
from catalog.selectors import published_content
from opening.choices import DatasetState
from opening.models import PublicDataset
from portal.kernel import clock
from portal.kernel.actor import Actor
from portal.kernel.models import AuditEvent
from portal.members.choices import Office, Role
from portal.members.jurisdiction import unit_of
from portal.members.models import Appointment, Organization
from portal.members.roles import rights
from portal.members.selectors import roles_of
from portal.store import scan
from portal.store.choices import Sign, VersionState
from portal.store.models import TableVersion
from portal.web.timelines import HIDDEN, action_name, actor_name
from sharing.choices import GrantState, NeedState, ParcelState, RequestState, RunState
from sharing.models import Grant, ReturnNeed, ReturnParcel, ReturnRun, SharingRequest

from . import policies
from .choices import AUDIT_DOORS, REMIT_DUTIES, IncidentState, OrderState, Remit
from .models import AffectedGrant, Incident, PersonalInformationFinding, SecurityOrder, SupervisoryRemit

#: Requests whose next step, or the one after it, is a grant.
DECIDED_NEXT = (RequestState.ENDORSED, RequestState.CHECKED)
#: How far back the audit trail is shown and counted unless a time is asked for.
RECENT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class HeldRemit:
    """A remit with its holder, or the gap."""

    label: str
    duty: str
    holder: SupervisoryRemit | None


@dataclass(frozen=True, slots=True)
class Reach:
    """What the containment of an incident stops: the exits of its resource, and how much leaves by each."""

    entry: CatalogEntry
    granted: int
    grants: list[Grant]
    requests: int
    areas: int
    runs: int
    parcels: int
    dataset: PublicDataset | None
    domains: list[OperationDomain]
    held_since: datetime | None

    @property
    def grant_numbers(self) -> list[UUID]:
        """The public numbers of the grants that the asker may know."""
        return [grant.public_id for grant in self.grants]

    @property
    def domain_numbers(self) -> list[UUID]:
        """The public numbers of the domains."""
        return [domain.public_id for domain in self.domains]


@dataclass(frozen=True, slots=True)
class Seen:
    """What the newest scan saw in an entry's data, in words."""

    version: int
    rows: int
    signs: list[dict[str, object]]
    finding: PersonalInformationFinding | None
    held_back: bool


def changed_columns(event: AuditEvent) -> str:
    """What an event changed, in the words of the record's pages."""
    kind = ContentType.objects.get_for_id(event.target_type_id).model_class()
    if kind is None:
        return "、".join(sorted(event.changes))
    named = {field.attname: str(field.verbose_name) for field in kind._meta.concrete_fields}
    shown = [named.get(name, name) for name in event.changes if name not in HIDDEN]
    return "、".join(dict.fromkeys(shown))


def door_in_words(event: AuditEvent) -> str:
    """Through which door it came."""
    return str(dict(AUDIT_DOORS).get(event.via, event.via))


def action_in_words(event: AuditEvent) -> str:
    """What the action is called."""
    return str(action_name(event.action))


def actor_in_words(event: AuditEvent) -> str:
    """Who did it."""
    return actor_name(event)


def declared_personal(entry: CatalogEntry) -> frozenset[str]:
    """The items that the published version of the entry declares as personal information."""
    content = published_content(entry) or {}
    return frozenset(item["name"] for item in content.get("items", []) if item["personal"])


def newest_loaded_batch(entry: CatalogEntry) -> Batch | None:
    """The batch that readers of the entry's data see, or would see."""
    loaded = Batch.objects.filter(mounted__entry=entry, state=BatchState.LOADED)
    return loaded.select_related("version__table", "mounted").order_by("-finished_at", "-pk").first()


def entry_of_code(code: str, actor: Actor) -> CatalogEntry | None:
    """The entry with this code that the actor may see; none for no code, 404 for an unknown one."""
    if not code:
        return None
    found: CatalogEntry = get_object_or_404(CatalogEntry.objects.visible_to(actor), resource_code=code)
    return found


def incident_of(number: UUID, actor: Actor) -> Incident:
    """The incident of this number among those that the actor may know; 404 otherwise."""
    found: Incident = get_object_or_404(Incident.objects.visible_to(actor), public_id=number)
    return found


def seen_in(entry: CatalogEntry) -> Seen | None:
    """What the scan of the newest data saw; ``None`` when nobody looked yet."""
    batch = newest_loaded_batch(entry)
    found = scan.sightings_of(batch.version) if batch and batch.version else None
    if batch is None or batch.version is None or found is None:
        return None
    declared = declared_personal(entry)
    signs = [
        {
            "column": s.column,
            "kind": Sign(s.kind).label,
            "declared": s.column in declared,
            "matches": s.matches,
        }
        for s in found
    ]
    finding = PersonalInformationFinding.objects.filter(batch=batch).first()
    held_back = batch.version.table.settled_version is not None
    return Seen(batch.version.number, (batch.version.scan or {}).get("rows", 0), signs, finding, held_back)


def may_see_scan(actor: Actor, entry: CatalogEntry) -> bool:
    """Where an entry's data is doubtful is for those who see findings in it."""
    unit = unit_of(actor)
    own = unit is not None and unit.pk == entry.provider_id
    watches = actor.can("security.watch_incidents") or actor.can("security.view_security")
    return own or watches or (unit is not None and entry.provider.is_reviewed_by(unit))


def sources_in_sight(finding: PersonalInformationFinding, actor: Actor) -> list[CatalogEntry | Batch]:
    """The entry and the batch of a finding, as far as the actor may open them."""
    entries = CatalogEntry.objects.visible_to(actor).filter(pk=finding.entry_id)
    batches = Batch.objects.visible_to(actor).filter(pk=finding.batch_id)
    return [*entries, *batches]


def open_dataset_of(entry: CatalogEntry | None) -> PublicDataset | None:
    """The dataset in which the public sees the entry's data, also while a hold hides it."""
    code = entry.resource_code if entry else None
    is_open = PublicDataset.objects.filter(state=DatasetState.OPEN, code=code)
    found: PublicDataset | None = is_open.first() if code else None
    return found


def reach_of(incident: Incident, actor: Actor) -> Reach | None:
    """What stops at which exit while the incident is contained; nothing where it concerns no resource.

    All grants are counted; those are named that the actor may know.
    """
    entry = incident.entry
    if entry is None:
        return None
    active = grants_to_suspend(incident)
    runs, parcels = ReturnRun.objects.filter(entry=entry), ReturnParcel.objects.filter(run__entry=entry)
    operated = DomainResource.objects.registered().filter(entry=entry).select_related("domain")
    return Reach(
        entry=entry,
        granted=active.count(),
        grants=list(active.filter(pk__in=Grant.objects.visible_to(actor).order_by().values("pk"))),
        requests=SharingRequest.objects.filter(entry=entry, state__in=DECIDED_NEXT).count(),
        areas=ReturnNeed.objects.filter(entry=entry, state=NeedState.ACCEPTED).count(),
        runs=runs.filter(state__in=(RunState.PLANNED, RunState.RUNNING)).count(),
        parcels=parcels.filter(state=ParcelState.SENT).count(),
        dataset=open_dataset_of(entry),
        domains=[resource.domain for resource in operated],
        held_since=held_since(entry),
    )


def incidents_holding(entry: CatalogEntry, actor: Actor) -> list[Incident]:
    """The contained incidents with the entry's data that the actor may know."""
    contained = Incident.objects.filter(entry=entry, state=IncidentState.CONTAINED)
    return list(contained.visible_to(actor))


def grants_to_suspend(incident: Incident) -> QuerySet[Grant]:
    """The grants of the data concerned that still give access."""
    active = Grant.objects.filter(entry=incident.entry, state=GrantState.ACTIVE)
    return active.select_related("entry", "consumer").order_by("pk")


def suspended_by(grant: Grant) -> AffectedGrant | None:
    """The incident for which the grant is suspended now."""
    if grant.state != GrantState.SUSPENDED:
        return None
    affected = grant.incidents.filter(suspended_at__isnull=False).select_related("incident")
    return affected.order_by("-suspended_at").first()


def remits() -> list[HeldRemit]:
    """Every remit in its order, with its holder or the gap."""
    held = {r.remit: r for r in SupervisoryRemit.objects.select_related("organization")}
    return [HeldRemit(str(r.label), str(REMIT_DUTIES[r]), held.get(r.value)) for r in Remit]


def units_without_security_owner() -> list[Organization]:
    """Units that have people and catalog data, and nobody who answers for its security today."""
    owned = Appointment.objects.in_office(clock.today()).filter(office=Office.SECURITY_OWNER)
    units = Organization.objects.filter(people__isnull=False).exclude(pk__in=owned.values("organization"))
    return list(units.distinct().order_by("area_code", "name"))


def security_owners() -> list[Appointment]:
    """Who answers for the security of which unit today."""
    owned = Appointment.objects.in_office(clock.today()).filter(office=Office.SECURITY_OWNER)
    return list(owned.select_related("organization", "person"))


def divided_rights() -> list[tuple[str, list[tuple[str, str]]]]:
    """The three administrators with their rights: name and words; no right is held by two of them."""
    held = rights()
    words = {
        f"{p.content_type.app_label}.{p.codename}": _(p.name)
        for p in Permission.objects.select_related("content_type")
    }
    order = (Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR)
    return [
        (str(role.label), [(name, words.get(name, name)) for name in sorted(held[role])]) for role in order
    ]


def may_see_controls(actor: Actor) -> bool:
    """Whether the actor may see how rights are divided."""
    return actor.user is not None and policies.may_see_controls(actor, roles_of(actor.user))


def remits_of(actor: Actor) -> list[str]:
    """The remits that the actor's unit holds."""
    unit = unit_of(actor)
    return [] if unit is None else list(unit.remits.order_by("remit").values_list("remit", flat=True))


def holds_remit(actor: Actor) -> bool:
    """Whether the actor's unit may issue orders, and the actor for it."""
    return actor.can("security.issue_order") and bool(remits_of(actor))


def findings_to_judge(actor: Actor) -> QuerySet[PersonalInformationFinding]:
    """What the actor has to judge."""
    waiting = PersonalInformationFinding.objects.waiting_for(actor, clock.today())
    return waiting.select_related("entry__provider").order_by("due_on")


def incidents_to_handle(actor: Actor) -> QuerySet[Incident]:
    """What the actor has to contain, resolve or review."""
    waiting = Incident.objects.waiting_for(actor, clock.today())
    return waiting.select_related("organization").order_by("due_on")


def orders_to_move(actor: Actor) -> QuerySet[SecurityOrder]:
    """What the actor has to answer or to close."""
    waiting = SecurityOrder.objects.waiting_for(actor)
    return waiting.select_related("organization", "authority").order_by("due_on")


def incidents_reported_by(actor: Actor) -> QuerySet[Incident]:
    """What the actor's unit reported and others have not finished."""
    unit = unit_of(actor)
    mine = Incident.objects.visible_to(actor).unfinished().filter(reported_by__organization=unit)
    return mine.exclude(pk__in=incidents_to_handle(actor).order_by().values("pk")).select_related(
        "organization"
    )


def orders_awaiting_answer(actor: Actor) -> QuerySet[SecurityOrder]:
    """Orders of the actor's authority that units have not answered."""
    unit = unit_of(actor)
    found = SecurityOrder.objects.filter(authority=unit, authority__isnull=False, state=OrderState.ISSUED)
    return found.select_related("organization")


def overdue_incidents(scope: Organization | None) -> QuerySet[Incident]:
    """Incidents whose next step is late."""
    late = Incident.objects.overdue(clock.today()).select_related("organization")
    return late if scope is None else late.filter(organization=scope)


def overdue_findings(scope: Organization | None) -> QuerySet[PersonalInformationFinding]:
    """Findings that should have been judged."""
    late = PersonalInformationFinding.objects.overdue(clock.today()).select_related("entry__provider")
    return late if scope is None else late.filter(entry__provider=scope)


def overdue_orders(scope: Organization | None) -> QuerySet[SecurityOrder]:
    """Orders that should have been answered."""
    late = SecurityOrder.objects.overdue(clock.today()).select_related("organization")
    return late if scope is None else late.filter(organization=scope)


def open_incidents(scope: Organization | None, days: Sequence[date]) -> list[float | None]:
    """On each day: incidents that were reported and not yet reviewed."""
    incidents = Incident.objects.all() if scope is None else Incident.objects.filter(organization=scope)
    spans = list(incidents.values_list("reported_at", "reviewed_at"))
    return [float(_open_at(spans, _end_of(day))) for day in days]


def count_searched() -> str:
    """How many versions of data were searched for personal information."""
    searched = TableVersion.objects.filter(state=VersionState.PUBLISHED, scan__isnull=False).count()
    return _("%(count)d versions of data searched for personal information") % {"count": searched}


def count_closed() -> str:
    """How many of the incidents were closed."""
    closed = Incident.objects.filter(Q(reviewed_at__isnull=False)).count()
    return _("%(closed)d of %(all)d incidents closed") % {"closed": closed, "all": Incident.objects.count()}


def count_events() -> str:
    """How much the trail has held of late: counting all of it would take longer every year."""
    count = AuditEvent.objects.filter(at__gte=clock.now() - RECENT).count()
    return _("%(count)d events in the audit trail in %(days)d days") % {"count": count, "days": RECENT.days}


def _open_at(spans: Iterable[tuple[datetime, datetime | None]], moment: datetime) -> int:
    return sum(start <= moment and (end is None or end > moment) for start, end in spans)


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.max))
