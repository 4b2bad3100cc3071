"""Draft and publish responsibility lists (provision 2.2)."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from portal.kernel import audit, clock
from portal.kernel.actor import Actor
from portal.kernel.errors import NotPermitted

from .. import policies
from ..choices import ListScope
from ..models import ResponsibilityList
from ..selectors import LiveLines
from ..workflows import RESPONSIBILITY

#: Nobody supersedes a list by hand: the next version does.
SUCCESSION = Actor.system("publish-list", "catalog.supersede_list")


def draft_list(*, actor: Actor, scope: str = ListScope.UNIT, remark: str = "") -> ResponsibilityList:
    """Start the next version of the own unit's list, or of the authority's jurisdiction."""
    if not policies.may_draft_list(actor, scope) or actor.user is None or actor.user.organization is None:
        raise NotPermitted("catalog.draft_list")
    unit = actor.user.organization
    earlier = ResponsibilityList.objects.filter(organization=unit, scope=scope)
    responsibility = ResponsibilityList(
        scope=scope,
        organization=unit,
        number=(earlier.aggregate(last=Max("number"))["last"] or 0) + 1,
        remark=remark,
        drafted_by=actor.user,
        drafted_at=clock.now(),
    )
    audit.write("catalog.responsibilitylist.create", responsibility, actor=actor, provision="2.2")
    return responsibility


def publish_list(responsibility: ResponsibilityList, *, actor: Actor) -> ResponsibilityList:
    """Freeze what the live catalog promises now; the version in force until now is superseded."""
    with RESPONSIBILITY.fire("publish", responsibility, actor=actor) as locked:
        lines = list(LiveLines(locked))
        if not lines:
            raise ValidationError(_("There is no published entry that the list could promise."))
        _supersede_list_before(locked)
        audit.write_many("catalog.responsibilityline.create", lines, actor=actor, provision="2.2")
        locked.line_count = len(lines)
        locked.published_by, locked.published_at = actor.user, clock.now()
    return locked


def _supersede_list_before(responsibility: ResponsibilityList) -> None:
    current = ResponsibilityList.objects.current().filter(
        organization=responsibility.organization_id, scope=responsibility.scope
    )
    for before in current:
        with RESPONSIBILITY.fire("supersede", before, actor=SUCCESSION) as locked:
            locked.superseded_at = clock.now()
