"""The frame's own links, and the desk in the navigation."""

from django.utils.translation import gettext_lazy as _

from portal.kernel.actor import Actor
from portal.web.contributions import (
    FrameLinks,
    MenuEntry,
    ProvisionLink,
    Reading,
    Section,
    inbox,
    register,
)

from . import glossary, policies


def waiting(actor: Actor) -> int:
    """How many things wait for the actor."""
    return sum(len(items) for _label, items in inbox(actor))


def count_terms() -> Reading:
    """How many terms are explained."""
    return Reading(len(glossary.terms()), _("terms"))


register(
    FrameLinks(
        home="front:home",
        desk="front:desk",
        search="front:search",
        inbox="front:inbox",
        sign_in="account_login",
        sign_out="account_logout",
        account="account_change_password",
        about="front:provision-list",
        programs="api-viewer",
    ),
    MenuEntry(Section.OPENING, _("Statistics"), "front:statistic-list", order=80, public=True),
    MenuEntry(Section.GENERAL, _("About the measure"), "front:provision-list", order=90, public=True),
    ProvisionLink("1.1", _("Purpose, scope and principles"), "front:provision-list", public=True),
    ProvisionLink("1.3", _("Glossary"), "front:term-list", value=count_terms, public=True),
    ProvisionLink("1.4", _("Principles and defaults"), "front:provision-list", public=True),
    ProvisionLink("1.5", _("Dashboard"), "front:dashboard-own"),
    ProvisionLink("5.1", _("Statistics"), "front:statistic-list", public=True),
    MenuEntry(Section.GENERAL, _("My desk"), "front:desk", order=1),
    MenuEntry(Section.GENERAL, _("Inbox"), "front:inbox", order=2, badge=waiting),
    MenuEntry(
        Section.GENERAL, _("Dashboard"), "front:dashboard-own", order=3, visible=policies.has_dashboard
    ),
    MenuEntry(
        Section.GENERAL, _("City's dashboard"), "front:dashboard-city", order=4, visible=policies.reads_city
    ),
    MenuEntry(
        Section.GENERAL, _("Compare units"), "front:dashboard-list", order=5, visible=policies.compares_units
    ),
)
