"""Demands for opening: filed online and offline, supported, handed over, answered, merged (5.2)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from catalog.models import CatalogEntry
from portal.kernel import audit, clock, rules
from portal.kernel.actor import Actor
from portal.kernel.errors import Conflict, NotPermitted
from portal.kernel.working_days import add_working_days
from portal.members.models import Organization

from .. import policies, selectors
from ..choices import DemandChannel
from ..models import DemandSupport, OpenDemand, PublicDataset
from ..rules import DEMAND_ANSWER_DAYS, DEMAND_ROUTE_DAYS
from ..workflows import DEMAND


def file_demand(*, actor: Actor, **wish: Any) -> OpenDemand:
    """Ask for data with the own account: title, text, scenario, theme, as wished reasons and addressed_to."""
    if not actor.can("opening.file_demand"):
        raise NotPermitted(
            "opening.file_demand", _("Demands are filed with a citizen's or an operator's account.")
        )
    return _file("file", actor, channel=DemandChannel.ONLINE, **wish)


def receive_demand(*, actor: Actor, channel: str, asker: str, **wish: Any) -> OpenDemand:
    """Take down what somebody asks for at the counter, by telephone or by letter."""
    if not policies.may_receive(actor):
        raise NotPermitted("opening.receive_demand")
    if channel == DemandChannel.ONLINE:
        raise ValidationError({"channel": _("Choose counter, telephone or letter.")})
    return _file("receive", actor, channel=channel, asker=asker.strip(), **wish)


def support_demand(demand: OpenDemand, *, actor: Actor) -> DemandSupport:
    """Stand behind somebody else's demand, once."""
    if not actor.can("opening.support_demand"):
        raise NotPermitted("opening.support_demand")
    with transaction.atomic():
        locked = OpenDemand.objects.select_for_update().get(pk=demand.pk)
        if not locked.is_unfinished:
            raise Conflict(_("The demand is finished; it cannot be supported any more."))
        if actor.user is not None and locked.filed_by_id == actor.user.pk:
            raise ValidationError(_("This is your own demand; others can support it."))
        support = DemandSupport(demand=locked, person=actor.user, supported_on=clock.today())
        audit.write("opening.demandsupport.support", support, actor=actor, provision="5.2")
    return support


def route_demand(
    demand: OpenDemand, *, actor: Actor, unit: Organization, reasons: list[str], note: str = ""
) -> OpenDemand:
    """Name the unit that answers and confirm the reasons for priority; from now on the public sees it."""
    with DEMAND.fire("route", demand, actor=actor, note=note) as locked:
        if not selectors.answering_units().filter(pk=unit.pk).exists():
            raise ValidationError({"unit": _("Name a unit that holds public data.")})
        locked.unit, locked.reasons = unit, reasons
        locked.routed_at = clock.now()
        locked.due_on = locked.answer_due_on = _deadline(DEMAND_ANSWER_DAYS, locked.filed_on)
    return locked


def hand_back_demand(demand: OpenDemand, *, actor: Actor, note: str) -> OpenDemand:
    """The unit does not hold such data: the authority names another one."""
    with DEMAND.fire("hand_back", demand, actor=actor, note=note) as locked:
        if not note.strip():
            raise ValidationError({"note": _("Say why the demand is handed back.")})
        locked.unit = locked.answer_due_on = None
        locked.due_on = _deadline(DEMAND_ROUTE_DAYS, locked.filed_on)
    return locked


def promise_demand(
    demand: OpenDemand, *, actor: Actor, answer: str, promised_on: date, entry: CatalogEntry | None = None
) -> OpenDemand:
    """Answer that the data will be open by a day, as a resource of the catalog if there is one."""
    with DEMAND.fire("promise", demand, actor=actor, note=answer) as locked:
        if promised_on < clock.today():
            raise ValidationError({"promised_on": _("The promised day is in the past.")})
        if entry is not None and not selectors.entries_of_unit(locked.unit).filter(pk=entry.pk).exists():
            raise ValidationError({"entry": _("Name a published entry of the unit that answers.")})
        locked.answer, locked.answered_at = answer.strip(), clock.now()
        locked.promised_on = locked.due_on = promised_on
        locked.entry = entry
    return locked


def decline_demand(demand: OpenDemand, *, actor: Actor, answer: str, basis: str) -> OpenDemand:
    """Answer that the data will not be opened, why, and on which basis."""
    with DEMAND.fire("decline", demand, actor=actor, note=answer) as locked:
        locked.answer, locked.basis = answer.strip(), basis.strip()
        locked.answered_at, locked.due_on = clock.now(), None
    return locked


def fulfill_demand(
    demand: OpenDemand, *, actor: Actor, dataset: PublicDataset, answer: str = ""
) -> OpenDemand:
    """Link the open dataset that answers the demand now; without a promise before it this is the answer."""
    with DEMAND.fire("fulfill", demand, actor=actor, note=answer) as locked:
        if not PublicDataset.objects.open().filter(pk=dataset.pk).exists():
            raise ValidationError({"dataset": _("Name a dataset that is open to the public now.")})
        if locked.answered_at is None:
            locked.answer, locked.answered_at = answer.strip(), clock.now()
        locked.dataset, locked.fulfilled_at, locked.due_on = dataset, clock.now(), None
    return locked


def merge_demand(demand: OpenDemand, *, actor: Actor, into: OpenDemand, note: str = "") -> OpenDemand:
    """Bring two demands for the same data together; whoever asked and supported stands behind the other."""
    with transaction.atomic():
        both = OpenDemand.objects.select_for_update().filter(pk__in=[demand.pk, into.pk]).order_by("pk")
        other = {found.pk: found for found in both}[into.pk]
        with DEMAND.fire("merge", demand, actor=actor, note=note) as locked:
            if not other.is_unfinished:
                raise ValidationError({"into": _("The other demand is finished already.")})
            locked.merged_into, locked.due_on = other, None
        _carry_supporters(locked, other, actor)
    return locked


def _carry_supporters(merged: OpenDemand, other: OpenDemand, actor: Actor) -> None:
    people = set(merged.supports.values_list("person", flat=True))
    people |= {merged.filed_by_id} if merged.channel == DemandChannel.ONLINE else set()
    people -= {other.filed_by_id, *other.supports.values_list("person", flat=True)}
    carried = [DemandSupport(demand=other, person_id=pk, supported_on=clock.today()) for pk in sorted(people)]
    audit.write_many("opening.demandsupport.carry", carried, actor=actor, provision="5.2")


def _file(act: str, actor: Actor, **wish: Any) -> OpenDemand:
    today = clock.today()
    due_on = _deadline(DEMAND_ROUTE_DAYS, today)
    demand = OpenDemand(filed_by=actor.user, filed_on=today, due_on=due_on, **wish)
    audit.write(f"opening.opendemand.{act}", demand, actor=actor, provision="5.2")
    return demand


def _deadline(key: str, filed_on: date) -> date:
    """The last day of a time limit that begins today, by the rule of the day of filing."""
    return add_working_days(clock.today(), int(rules.in_force(key, on=filed_on).value)).day
