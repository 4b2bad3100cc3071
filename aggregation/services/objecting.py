"""Objections: raised, accepted, verified, answered, and closed once the data is right (4.3, 5.3)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.models import CatalogEntry
from portal.kernel import audit, clock, rules
from portal.kernel.actor import Actor
from portal.kernel.errors import Conflict, NotPermitted
from portal.kernel.working_days import add_working_days
from portal.store.query import Restriction

from .. import policies, selectors
from ..choices import Channel, ObjectionState, Outcome
from ..models import Batch, MountedResource, Objection
from ..rules import OBJECTION_ACCEPT_DAYS, OBJECTION_CORRECT_DAYS, OBJECTION_VERIFY_DAYS
from ..workflows import OBJECTION


def raise_objection(entry: CatalogEntry, *, channel: str, actor: Actor, **claim: Any) -> Objection:
    """Object to data that one may read through this channel: all of it, an item, a row by its key.

    ``claim`` holds kind, text, and as wished row_key, item, evidence, is_subject, contact.
    """
    if not policies.may_object(actor, entry):
        raise NotPermitted("aggregation.raise_objection", _("The provider corrects its data by itself."))
    seen = _seen(entry, channel, actor)
    mounted = _mounted(entry)
    objection = Objection(entry=entry, mounted=mounted, channel=channel, raised_by=actor.user, **claim)
    objection.organization = actor.user.organization if actor.user else None
    objection.raised_at = clock.now()
    objection.due_on = _deadline(OBJECTION_ACCEPT_DAYS, clock.today(), clock.today())
    objection.data_version = mounted.table.current_version if mounted.table else 0
    _refuse_unknown_place(objection, seen)
    audit.write("aggregation.objection.raise", objection, actor=actor, provision=_provision(channel))
    return objection


def accept_objection(objection: Objection, *, actor: Actor, note: str = "") -> Objection:
    """Take it up: from now on the data is flagged, and the provider's time runs."""
    with OBJECTION.fire("accept", objection, actor=actor, note=note) as locked:
        locked.accepted_at = clock.now()
        locked.due_on = _deadline(OBJECTION_VERIFY_DAYS, clock.today(), timezone.localdate(locked.raised_at))
        locked.answer_due_on = locked.due_on
    return locked


def redirect_objection(objection: Objection, *, actor: Actor, answer: str, remedy: str) -> Objection:
    """Another remedy applies, such as that against the administrative act behind the record."""
    with OBJECTION.fire("redirect", objection, actor=actor, note=answer) as locked:
        locked.remedy = remedy
        locked.answer_due_on = locked.answer_due_on or locked.due_on
        _decide(locked, Outcome.REDIRECTED, answer)
    return locked


def verify_objection(objection: Objection, *, actor: Actor, note: str = "") -> Objection:
    """Begin to look into it."""
    with OBJECTION.fire("verify", objection, actor=actor, note=note) as locked:
        pass
    return locked


def uphold_objection(objection: Objection, *, actor: Actor, answer: str) -> Objection:
    """The objector is right: the data stays flagged until it is corrected."""
    with OBJECTION.fire("uphold", objection, actor=actor, note=answer) as locked:
        _decide(locked, Outcome.UPHELD, answer)
        filed_on = timezone.localdate(locked.raised_at)
        locked.due_on = _deadline(OBJECTION_CORRECT_DAYS, clock.today(), filed_on)
    return locked


def dismiss_objection(objection: Objection, *, actor: Actor, answer: str) -> Objection:
    """The data is right: say why; a job closes the objection and so takes the flag off the data."""
    with OBJECTION.fire("dismiss", objection, actor=actor, note=answer) as locked:
        _decide(locked, Outcome.DISMISSED, answer)
    return locked


def close_objection(
    objection: Objection, *, actor: Actor, batch: Batch | None = None, correction: str = ""
) -> Objection:
    """Close an answered objection; an upheld one with the batch that put the data right."""
    with OBJECTION.fire("close", objection, actor=actor, note=correction) as locked:
        locked.batch, locked.correction = batch, correction
        locked.closed_at, locked.due_on = clock.now(), None
        _refuse_uncorrected(locked)
    return locked


def archive_objection(objection: Objection, *, actor: Actor) -> Objection:
    """Close what was dismissed or redirected: there is nothing to correct."""
    if objection.state not in {ObjectionState.DISMISSED, ObjectionState.REDIRECTED}:
        return objection
    return close_objection(objection, actor=actor)


def _seen(entry: CatalogEntry, channel: str, actor: Actor) -> Restriction:
    """What the objector may read there; who may read nothing has nothing to object to."""
    seen = selectors.seen_through(channel, entry, actor)
    if seen is not None:
        return seen
    selectors.refuse_held(entry)
    if channel == Channel.SHARING:
        sentence = _("Shared data is objected to by the units that it was granted to.")
        raise NotPermitted("aggregation.raise_objection", sentence)
    raise Conflict(_("The data is not open to the public at present."))


def _mounted(entry: CatalogEntry) -> MountedResource:
    mounted = selectors.table_mount_of(entry)
    if mounted is None or mounted.table is None or not mounted.table.current_version:
        raise Conflict(_("There is no data behind this resource at present."))
    return mounted


def _refuse_unknown_place(objection: Objection, seen: Restriction) -> None:
    table = objection.mounted.table
    if table is None:
        return
    if objection.item and objection.item not in selectors.item_names(table, seen):
        unknown = _("There is no such item: %(name)s") % {"name": objection.item[:100]}
        raise ValidationError({"item": unknown})
    if objection.row_key:
        selectors.refuse_unknown_row(table, objection.row_key, seen)


def _refuse_uncorrected(objection: Objection) -> None:
    """An upheld objection ends with corrected data, or with data that is served no more."""
    if objection.outcome != Outcome.UPHELD:
        return
    batch = objection.batch
    if batch is not None and not selectors.correcting_batches(objection).filter(pk=batch.pk).exists():
        raise ValidationError({"batch": _("Choose a batch that was loaded after the objection was upheld.")})
    if batch is None and not (objection.correction and selectors.is_taken_away(objection)):
        sentence = _("Load the corrected data first, then close the objection with that batch.")
        raise ValidationError({"batch": sentence})


def _decide(objection: Objection, outcome: str, answer: str) -> None:
    objection.outcome, objection.answer = outcome, answer.strip()
    objection.answered_at = clock.now()


def _deadline(key: str, start: date, filed_on: date) -> date:
    """The last day of a time limit, by the rule of the day of filing."""
    return add_working_days(start, int(rules.in_force(key, on=filed_on).value)).day


def _provision(channel: str) -> str:
    return "4.3" if channel == Channel.SHARING else "5.3"
