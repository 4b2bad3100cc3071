"""Reads of demands: ranked candidates, what waits, what is late."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F, Q, QuerySet
from django.db.models.expressions import OrderBy
from django.utils.translation import gettext as _

from catalog.models import CatalogEntry
from portal.kernel import clock, rules
from portal.kernel.actor import Actor
from portal.kernel.models import Rule
from portal.members.choices import OrganizationKind
from portal.members.jurisdiction import NOTHING, is_city_authority
from portal.members.models import Organization

from .. import policies
from ..choices import ANSWERED_DEMANDS, DemandChannel, DemandState
from ..models import DemandSupport, OpenDemand, PublicDataset
from ..querysets import DemandQuerySet
from ..rules import DEMAND_WEIGHTS

#: The highest score first, then what is finished, the newest first.
BY_RANK: tuple[OrderBy | str, ...] = (F("score").desc(nulls_last=True), "-filed_on", "-pk")


@dataclass(frozen=True)
class Score:
    """The published score of one demand, with what it is made of."""

    supporters: int
    support_points: int
    priority_points: int
    waiting_days: int
    waiting_points: int

    @property
    def total(self) -> int:
        """All points."""
        return self.support_points + self.priority_points + self.waiting_points


def score_rule() -> Rule:
    """The weights in force today, with their version: all demands are compared by the same ones."""
    return rules.in_force(DEMAND_WEIGHTS, on=clock.today())


def score_formula() -> str:
    """The formula in words, as every page that shows a score says it."""
    rule = score_rule()
    sentence = _(
        "Unfinished demands are ranked by points: %(supporter)s for each supporter, %(priority)s for each "
        "reason for priority, and 1 for every %(days)s days of waiting, %(cap)s at most (version %(version)s "
        "of the weights)."
    )
    weights = {name: rule.value[name] for name in ("supporter", "priority")}
    waiting = {"days": rule.value["days_per_point"], "cap": rule.value["waiting_cap"]}
    return sentence % (weights | waiting | {"version": rule.version})


def score_of(demand: OpenDemand) -> Score | None:
    """The score while the demand is unfinished: what ``DemandQuerySet.ranked`` sorts by."""
    if not demand.is_unfinished:
        return None
    weights, supporters = score_rule().value, count_supporters(demand)
    waited = (clock.today() - demand.filed_on).days
    return Score(
        supporters=supporters,
        support_points=supporters * weights["supporter"],
        priority_points=len(demand.reasons) * weights["priority"],
        waiting_days=waited,
        waiting_points=min(waited // weights["days_per_point"], weights["waiting_cap"]),
    )


def count_supporters(demand: OpenDemand) -> int:
    """How many people support it."""
    known = getattr(demand, "supporters", None)
    return demand.supports.count() if known is None else int(known)


def ranked(demands: DemandQuerySet) -> DemandQuerySet:
    """With supporters and score, and the units that pages name."""
    found = demands.ranked(score_rule().value, clock.today())
    return found.select_related("unit", "addressed_to", "dataset", "merged_into", "filed_by")


def goes_on_as(actor: Actor, demand: OpenDemand) -> OpenDemand | None:
    """The demand into which this one was merged, for whoever may know of it."""
    other = demand.merged_into
    return other if other is not None and policies.may_read(actor, other) else None


def supports(actor: Actor, demand: OpenDemand) -> bool:
    """Whether the person supports the demand already."""
    return actor.is_person and DemandSupport.objects.filter(demand=demand, person=actor.user).exists()


def is_own_wish(actor: Actor, demand: OpenDemand) -> bool:
    """Whether the person asked online; whoever took down somebody else's wish did not."""
    return demand.channel == DemandChannel.ONLINE and actor.is_person and actor.user == demand.filed_by


def answering_units() -> QuerySet[Organization]:
    """Units that hold public data."""
    return Organization.objects.exclude(kind=OrganizationKind.OPERATOR).order_by("area_code", "name")


def entries_of_unit(unit: Organization | None) -> QuerySet[CatalogEntry]:
    """The entries that an answering unit may name."""
    return CatalogEntry.objects.in_force().filter(provider=unit).order_by("name")


def open_datasets() -> QuerySet[PublicDataset]:
    """What a demand can be answered with."""
    return PublicDataset.objects.open().order_by("title")


def mergeable(demand: OpenDemand) -> QuerySet[OpenDemand]:
    """The other demands that are not finished."""
    return OpenDemand.objects.unfinished().exclude(pk=demand.pk).order_by("title")


def waiting_demands(actor: Actor) -> list[OpenDemand]:
    """What the actor has to move on, the most urgent first."""
    found = OpenDemand.objects.waiting_for(actor).select_related("unit")
    return list(found.order_by("due_on", "pk")[:50])


def count_waiting_demands(actor: Actor) -> int:
    """How many demands the actor has to move on."""
    return OpenDemand.objects.waiting_for(actor).count() if actor.is_person else 0


def own_demands(actor: Actor) -> list[OpenDemand]:
    """The person's demands that wait for others."""
    found = OpenDemand.objects.filed_by(actor).unfinished().select_related("unit")
    return list(found.order_by("due_on", "pk")[:50])


def own_wishes(actor: Actor) -> list[OpenDemand]:
    """What the person asked for online, in every state, the newest first."""
    found = OpenDemand.objects.filed_by(actor).filter(channel=DemandChannel.ONLINE)
    return list(found.order_by("-filed_on", "-pk")[:20])


def overdue_demands(unit: Organization | None) -> list[OpenDemand]:
    """Those whose next step is late: of the unit that answers, of the authority that hands over, or all."""
    found = OpenDemand.objects.overdue(clock.today()).select_related("unit")
    if unit is not None:
        at_the_authority = Q(state=DemandState.FILED) if is_city_authority(unit) else NOTHING
        found = found.filter(Q(unit=unit) | at_the_authority)
    return list(found.order_by("due_on", "pk")[:50])


def found_demands(actor: Actor, words: str) -> QuerySet[OpenDemand]:
    """Demands that have every word."""
    found: QuerySet[OpenDemand] = OpenDemand.objects.visible_to(actor)
    for word in words.split():
        found = found.filter(Q(title__icontains=word) | Q(text__icontains=word) | Q(scenario__icontains=word))
    return found


def count_answered_demands() -> int:
    """Demands that were answered in public."""
    return OpenDemand.objects.public().filter(state__in=ANSWERED_DEMANDS).count()
