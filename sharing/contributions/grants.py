"""What grants add to the roles, the frame, the figures and the timeline."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.dispatch.selectors import Subject, register_subject
from portal.kernel.actor import Actor
from portal.members.choices import Role
from portal.members.models import Organization
from portal.members.roles import grant
from portal.web import tones
from portal.web.contributions import (
    ActionName,
    Figure,
    Indicator,
    Lifecycle,
    MenuEntry,
    ProvisionLink,
    Section,
    register,
)

from .. import selectors
from ..models import Grant
from ..workflows import GRANT

grant(Role.DATA_OFFICER, "sharing.use_grant")
grant(Role.CDO, "sharing.revoke_grant", "sharing.use_grant")
grant(Role.AUTHORITY, "sharing.suspend_grant")
grant(Role.SECURITY_ADMINISTRATOR, "sharing.suspend_grant", "sharing.watch_grants")

tones.register("sharing.grantuse", {"served": "good", "stopped": "soon"})


def as_subject(actor: Actor, public_id: UUID) -> Subject | None:
    """A grant as what was delivered for a data need."""
    grant = Grant.objects.visible_to(actor).filter(public_id=public_id).select_related("entry").first()
    return Subject(grant.entry.title, grant.get_absolute_url()) if grant else None


def given_url(scope: Organization | None) -> str:
    """The grants of the unit's data, or of all."""
    return _grants_url("provider", scope)


def held_url(scope: Organization | None) -> str:
    """The grants that the unit was given."""
    return _grants_url("consumer", scope)


def _grants_url(side: str, scope: Organization | None) -> str:
    return reverse("sharing:grant-list") + (f"?{side}={scope.public_id}" if scope else "")


register_subject("sharing.grant", as_subject)
register(
    MenuEntry(Section.SHARING, _("Grants"), "sharing:grant-list", order=20),
    Figure(_("Grants in force"), selectors.count_grants, "sharing:grant-list", audience="staff", order=40),
    Indicator(
        "sharing.uses_of_own_data",
        _("Shared data used by others (30 days)"),
        values=selectors.uses_of_own_data,
        url=given_url,
        order=92,
    ),
    Indicator(
        "sharing.uses_of_others_data",
        _("Others' data used by the unit (30 days)"),
        values=selectors.uses_of_others_data,
        url=held_url,
        order=93,
    ),
    ProvisionLink("4.2", _("Uses of granted data on record"), "sharing:grant-list", selectors.count_uses),
    Lifecycle(GRANT),
    ActionName("sharing.grant.issue", _("Issue the grant")),
    ActionName("sharing.grantuse.record", _("Use granted data")),
    ActionName("sharing.grantuse.finish", _("End of the download")),
    ActionName("sharing.grantuse.refuse", _("Attempt beyond the grant")),
)
