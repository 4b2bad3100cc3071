"""Everything that data dispatch lets anyone do."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.kernel import audit, clock, rules
from portal.kernel.actor import Actor
from portal.kernel.errors import Conflict, NotPermitted
from portal.kernel.working_days import add_working_days
from portal.members.models import Organization

from . import policies, selectors
from .choices import DispatchKind
from .models import Dispatch
from .rules import ANSWER_DAYS, ASSIGN_DAYS
from .workflows import DISPATCH


def state_need(*, actor: Actor, **fields: Any) -> Dispatch:
    """State what data the own unit needs, what for, on what basis and by when."""
    return _state(DispatchKind.NEED, actor, fields)


def order_supervision(*, actor: Actor, **fields: Any) -> Dispatch:
    """Order, as the data authority, that something other than a data need is done."""
    return _state(DispatchKind.ORDER, actor, fields)


def assign_dispatch(
    dispatch: Dispatch,
    *,
    responder: Organization,
    actor: Actor,
    due_on: date | None = None,
    opinion: str = "",
) -> Dispatch:
    """Match the dispatch to the unit that has to answer; without a deadline that of the rule holds."""
    with DISPATCH.fire("assign", dispatch, actor=actor, note=opinion) as locked:
        if not selectors.responders_for(actor, locked).filter(pk=responder.pk).exists():
            raise ValidationError({"responder": _("This unit is not one that your authority may ask.")})
        if due_on is not None and due_on < clock.today():
            raise ValidationError({"due_on": _("The deadline lies in the past.")})
        day, rule = _deadline(ANSWER_DAYS, locked.stated_at)
        locked.responder, locked.opinion, locked.declined_by = responder, opinion, None
        locked.due_on = locked.answer_due_on = due_on or day
        locked.due_rule = "" if due_on else rule
        locked.assigned_at = clock.now()
    return locked


def accept_dispatch(dispatch: Dispatch, *, actor: Actor, opinion: str = "") -> Dispatch:
    """The responder takes it on; the deadline stays."""
    with DISPATCH.fire("accept", dispatch, actor=actor, note=opinion) as locked:
        locked.opinion = opinion
    return locked


def decline_dispatch(dispatch: Dispatch, *, actor: Actor, opinion: str) -> Dispatch:
    """The responder's chief data officer declines with reasons; the authority assigns anew."""
    with DISPATCH.fire("decline", dispatch, actor=actor, note=opinion) as locked:
        _require(opinion, _("Say why your unit cannot answer, and who could."))
        locked.declined_by, locked.responder, locked.opinion = locked.responder, None, opinion
        locked.due_on, locked.due_rule = _deadline(ASSIGN_DAYS, locked.stated_at)
        locked.answer_due_on = locked.assigned_at = None
    return locked


def deliver_dispatch(
    dispatch: Dispatch,
    *,
    delivery: str,
    actor: Actor,
    subject_type: str = "",
    subject_id: UUID | None = None,
) -> Dispatch:
    """The responder says what was delivered, naming a record such as a catalog entry if there is one."""
    with DISPATCH.fire("deliver", dispatch, actor=actor, note=delivery) as locked:
        named = subject_type or subject_id
        if named and selectors.subject_named(actor, subject_type, subject_id) is None:
            raise ValidationError({"subject_type": _("There is no such record that you may name.")})
        _note_delivery(locked, delivery, subject_type, subject_id)
    return locked


def record_delivery(dispatch: Dispatch, subject: Model, *, actor: Actor, delivery: str = "") -> Dispatch:
    """Another chapter reports that it delivered: a grant or an entry satisfied the need."""
    words = delivery or _("Delivered: %(subject)s") % {"subject": subject}
    with DISPATCH.fire("record_delivery", dispatch, actor=actor, note=words) as locked:
        _note_delivery(locked, words, subject._meta.label_lower, subject.public_id)  # type: ignore[attr-defined]
    return locked


def close_dispatch(dispatch: Dispatch, *, actor: Actor, opinion: str = "") -> Dispatch:
    """Whoever stated it confirms that it was answered."""
    with DISPATCH.fire("close", dispatch, actor=actor, note=opinion) as locked:
        locked.opinion, locked.ended_at = opinion, clock.now()
    return locked


def return_dispatch(dispatch: Dispatch, *, actor: Actor, opinion: str) -> Dispatch:
    """Whoever stated it says what is missing; the responder goes on, by the same deadline."""
    with DISPATCH.fire("return", dispatch, actor=actor, note=opinion) as locked:
        _require(opinion, _("Say what is missing."))
        locked.opinion, locked.due_on = opinion, locked.answer_due_on
        locked.delivered_at, locked.delivery = None, ""
        locked.subject_type, locked.subject_id = "", None
    return locked


def refuse_dispatch(dispatch: Dispatch, *, actor: Actor, opinion: str) -> Dispatch:
    """The authority refuses with reasons."""
    with DISPATCH.fire("refuse", dispatch, actor=actor, note=opinion) as locked:
        _require(opinion, _("A refusal gives its reasons."))
        locked.opinion, locked.due_on, locked.ended_at = opinion, None, clock.now()
    return locked


def hasten_dispatch(dispatch: Dispatch, *, actor: Actor, note: str = "") -> Dispatch:
    """Hasten the responder (催办): an act on record, at most once a day, that changes no state."""
    with transaction.atomic():
        locked: Dispatch = Dispatch.objects.select_for_update().get(pk=dispatch.pk)
        if not policies.may_hasten(actor, locked):
            raise NotPermitted("dispatch.hasten_dispatch")
        if locked.state not in policies.WITH_THE_RESPONDER:
            raise Conflict(
                _("Nobody is to be hastened: the dispatch is “%(state)s”.")
                % {"state": locked.get_state_display()}
            )
        if selectors.was_hastened_on(locked, clock.today()):
            raise Conflict(_("This was hastened today already. Once a day is enough."))
        audit.record_act(selectors.HASTEN, locked, actor=actor, provision="1.5", note=note)
    return locked


def _state(kind: DispatchKind, actor: Actor, fields: dict[str, Any]) -> Dispatch:
    if not policies.may_state(actor, kind) or actor.user is None:
        raise NotPermitted(policies.RIGHT_TO_STATE[kind])
    if fields["wished_by"] < clock.today():
        raise ValidationError({"wished_by": _("The day lies in the past.")})
    day, rule = _deadline(ASSIGN_DAYS, clock.now())
    dispatch = Dispatch(
        kind=kind,
        organization=actor.user.organization,
        stated_by=actor.user,
        stated_at=clock.now(),
        due_on=day,
        due_rule=rule,
        **fields,
    )
    audit.write("dispatch.dispatch.state", dispatch, actor=actor, provision="1.5")
    return dispatch


def _deadline(key: str, stated_at: datetime) -> tuple[date, str]:
    """The last day, counted from today by the rule in force when it was stated, and which rule that was."""
    rule = rules.in_force(key, on=timezone.localdate(stated_at))
    return add_working_days(clock.today(), rule.value).day, f"{rule.key} v{rule.version}"


def _note_delivery(dispatch: Dispatch, words: str, subject_type: str, subject_id: UUID | None) -> None:
    dispatch.delivery, dispatch.opinion = words, ""
    dispatch.subject_type, dispatch.subject_id = subject_type, subject_id
    dispatch.delivered_at, dispatch.due_on = clock.now(), None


def _require(text: str, message: str) -> None:
    if not text.strip():
        raise ValidationError({"opinion": message})
