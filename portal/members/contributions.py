"""What the members add to the frame and to the roles."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.kernel.actor import Actor
from portal.web.contributions import (
    ActionName,
    Hit,
    MenuEntry,
    ProvisionLink,
    Reading,
    SearchSource,
    Section,
    register,
)

from .choices import Role
from .models import Organization
from .roles import grant

grant(
    Role.SYSTEM_ADMINISTRATOR,
    "members.manage_organization",
    "members.manage_people",
    "members.manage_appointment",
)
grant(Role.SECURITY_ADMINISTRATOR, "members.assign_administrator")
grant(Role.AUDIT_ADMINISTRATOR, "kernel.read_audit")
grant(Role.INSPECTOR, "kernel.read_audit")


def search_units(actor: Actor, words: str, limit: int) -> Iterable[Hit]:
    """Units by name, for staff."""
    if not actor.is_person:
        return []
    found = Organization.objects.all()
    for word in words.split():
        found = found.filter(Q(name__icontains=word) | Q(name_en__icontains=word))
    return [Hit(u.title, u.get_absolute_url(), u.duties, (str(u.get_kind_display()),)) for u in found[:limit]]


def count_units() -> Reading:
    """How many units the portal knows."""
    return Reading(Organization.objects.count(), _("units"))


register(
    ActionName("members.user.assign_roles", _("Roles assigned")),
    ActionName("members.user.assign_administrator", _("Administrator's role given or taken")),
    ActionName("members.appointment.end", _("Term ended")),
    MenuEntry(Section.GENERAL, _("Units"), "members:organization-list", order=20),
    MenuEntry(Section.GENERAL, _("Appointments"), "members:appointment-list", order=30),
    MenuEntry(Section.GENERAL, _("People"), "members:person-list", order=40),
    SearchSource("members", _("Units"), search=search_units, order=50),
    ProvisionLink("1.2", _("Units"), "members:organization-list", value=count_units),
)
