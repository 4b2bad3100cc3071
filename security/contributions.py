"""What the security chapter adds to the frame."""

from django.utils.translation import gettext_lazy as _

from portal.kernel.actor import Actor
from portal.web.contributions import MenuEntry, Section, register


def reads_audit(actor: Actor) -> bool:
    """Whether the actor may read the trail."""
    return actor.can("kernel.read_audit")


register(MenuEntry(Section.SECURITY, _("Audit trail"), "security:audit-list", visible=reads_audit))
