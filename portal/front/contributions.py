"""The frame's own links, and the desk in the navigation."""

from django.utils.translation import gettext_lazy as _

from portal.kernel.actor import Actor
from portal.web.contributions import FrameLinks, MenuEntry, Section, inbox, register


def waiting(actor: Actor) -> int:
    """How many things wait for the actor."""
    return sum(len(items) for _label, items in inbox(actor))


register(
    FrameLinks(
        home="front:home",
        desk="front:desk",
        search="front:search",
        inbox="front:inbox",
        sign_in="account_login",
        sign_out="account_logout",
        account="account_change_password",
    ),
    MenuEntry(Section.GENERAL, _("My desk"), "front:desk", order=5),
    MenuEntry(Section.GENERAL, _("Inbox"), "front:inbox", order=10, badge=waiting),
)
