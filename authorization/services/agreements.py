"""Agreements: signed, begun and ended by their dates, terminated with reasons."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from portal.kernel import audit, clock, rules
from portal.kernel.actor import Actor
from portal.kernel.errors import Conflict, IllegalTransition, NotPermitted
from portal.members.models import Organization

from .. import policies
from ..models import Agreement, OperatorApplication
from ..rules import LATEST_BEGIN_DAYS
from ..workflows import AGREEMENT

SIGNED_ONCE = _lazy("Only an approved application is signed, and only once.")
#: Lets agreements begin on the day of their signature.
CALENDAR = Actor.system("turn-agreements", "authorization.turn_agreements")


def sign_agreement(
    application: OperatorApplication, *, actor: Actor, starts_on: date, duties: str, shared_reasons: str = ""
) -> Agreement:
    """Sign what was approved; an agreement that starts today begins at once."""
    with transaction.atomic():
        locked = OperatorApplication.objects.select_for_update().get(pk=application.pk)
        if not policies.may_sign(actor, locked):
            raise NotPermitted("authorization.sign_agreement")
        _refuse_unsignable(locked, starts_on)
        agreement = Agreement(
            **_copied(locked),
            number=_next_number(actor),
            duties=duties,
            shared_reasons=shared_reasons,
            starts_on=starts_on,
            ends_on=_last_day(starts_on, locked.term_years),
            signed_by=actor.user,
            signed_at=clock.now(),
        )
        audit.write("authorization.agreement.sign", agreement, actor=actor, provision="6.1")
        if starts_on > clock.today():
            return agreement
        with AGREEMENT.fire("activate", agreement, actor=CALENDAR) as begun:
            pass
    return begun


def terminate_agreement(agreement: Agreement, *, actor: Actor, reason: str) -> Agreement:
    """The authority ends an agreement before its last day, with reasons."""
    with AGREEMENT.fire("terminate", agreement, actor=actor, note=reason) as locked:
        if locked.ends_on < clock.today():
            raise Conflict(_("The agreement's last day has passed: it has ended already."))
        locked.terminated_on, locked.termination_reasons = clock.today(), reason
    return locked


def turn_agreements(*, actor: Actor) -> dict[str, int]:
    """Let agreements begin and end whose day has come, each in its own transaction; how many did."""
    today = clock.today()
    begun = [_turned("activate", agreement, actor) for agreement in Agreement.objects.to_begin(today)]
    ended = [_turned("expire", agreement, actor) for agreement in Agreement.objects.run_out(today)]
    return {"begun": sum(begun), "ended": sum(ended)}


def _turned(move: str, agreement: Agreement, actor: Actor) -> bool:
    """Whether it was this call that turned it; somebody may have terminated it in between."""
    with suppress(IllegalTransition):
        with AGREEMENT.fire(move, agreement, actor=actor):
            pass
        return True
    return False


def _refuse_unsignable(application: OperatorApplication, starts_on: date) -> None:
    if not application.awaits_signature:
        raise Conflict(SIGNED_ONCE)
    today = clock.today()
    if starts_on < today:
        raise ValidationError({"starts_on": _("An agreement does not begin before it is signed.")})
    days = int(rules.in_force(LATEST_BEGIN_DAYS, on=today).value)
    if starts_on > today + timedelta(days=days):
        told = _("An agreement begins within %(days)s days of its signature.") % {"days": days}
        raise ValidationError({"starts_on": told})


def _copied(application: OperatorApplication) -> dict[str, object]:
    names = (
        "domain",
        "operator",
        "scenario",
        "term_years",
        "max_term_years",
        "term_reasons",
        "higher_review",
    )
    return {name: getattr(application, name) for name in names} | {"application": application}


def _last_day(starts_on: date, years: int) -> date:
    """The day before the same day ``years`` later; the 28th stands for a leap day, as in PostgreSQL."""
    try:
        after = starts_on.replace(year=starts_on.year + years)
    except ValueError:
        after = starts_on.replace(year=starts_on.year + years, day=28)
    return after - timedelta(days=1)


def _next_number(actor: Actor) -> str:
    """The authority's next number of the year; whoever else signs for it waits here."""
    signing = Organization.objects.select_for_update(no_key=True)
    unit = signing.get(pk=actor.user.organization_id if actor.user else None)
    prefix = f"SQ{unit.area_code}-{clock.today().year}-"
    return f"{prefix}{Agreement.objects.filter(number__startswith=prefix).count() + 1:03d}"
