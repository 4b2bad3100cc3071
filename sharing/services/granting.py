"""What becomes of a grant: suspended, resumed, revoked, expired."""

from __future__ import annotations

from contextlib import suppress

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aggregation.selectors import refuse_held
from aggregation.services import lock_resource
from portal.kernel import clock
from portal.kernel.actor import Actor
from portal.kernel.errors import IllegalTransition

from ..models import Grant
from ..workflows import GRANT


def suspend_grant(grant: Grant, *, actor: Actor, reason: str) -> Grant:
    """Stop all use for the time being, downloads that are under way included."""
    with GRANT.fire("suspend", grant, actor=actor, note=reason) as locked:
        locked.reason = reason
    return locked


def resume_grant(grant: Grant, *, actor: Actor, reason: str = "") -> Grant:
    """Allow use again until the grant's last day; not while its resource is stopped."""
    with transaction.atomic():
        lock_resource(grant.entry)
        with GRANT.fire("resume", grant, actor=actor, note=reason) as locked:
            refuse_held(grant.entry)
            if locked.valid_until < clock.today():
                raise ValidationError(_("The grant's last day has passed; it cannot be resumed any more."))
            locked.reason = reason
    return locked


def revoke_grant(grant: Grant, *, actor: Actor, reason: str) -> Grant:
    """The provider ends the grant for good."""
    with GRANT.fire("revoke", grant, actor=actor, note=reason) as locked:
        locked.reason = reason
    return locked


def expire_grants(*, actor: Actor) -> int:
    """Let what ran out say so, each in its own transaction; how many did."""
    return sum(_expired(grant, actor) for grant in list(Grant.objects.run_out(clock.today())))


def _expired(grant: Grant, actor: Actor) -> bool:
    """Whether it was this call that ended it; somebody may have revoked it in between."""
    with suppress(IllegalTransition):
        with GRANT.fire("expire", grant, actor=actor):
            pass
        return True
    return False
