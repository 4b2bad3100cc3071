"""What rules and documents add to the roles, the frame, the search and the measure's page."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.kernel import rules
from portal.kernel.actor import Actor
from portal.members.choices import Role
from portal.members.roles import grant
from portal.web import tones
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

from .models import OfficialDocument

grant(Role.AUTHORITY, "duties.keep_document", "duties.set_rule", "duties.read_dashboard")
grant(Role.CDO, "duties.read_dashboard")
grant(Role.DATA_OFFICER, "duties.read_dashboard")
grant(Role.INSPECTOR, "duties.read_all_dashboards")
tones.register("duties.officialdocument", {"in_force": "good", "draft": "info", "repealed": "quiet"})


def search_documents(actor: Actor, words: str, limit: int) -> Iterable[Hit]:
    """Documents by title, number and issuer; law is public."""
    found = OfficialDocument.objects.visible_to(actor)
    for word in words.split():
        fields = ("title", "title_en", "number", "issuer")
        condition = Q()
        for field in fields:
            condition |= Q(**{f"{field}__icontains": word})
        found = found.filter(condition)
    for document in found[:limit]:
        facts = [document.number, document.issuer, str(document.get_standing_display())]
        yield Hit(str(document), document.get_absolute_url(), document.relation, list(filter(None, facts)))


def count_rules() -> Reading:
    """How many limits are kept as data."""
    return Reading(len(rules.declarations()), _("rules"))


def count_documents() -> Reading:
    """How many documents the register holds."""
    return Reading(OfficialDocument.objects.count(), _("documents"))


register(
    MenuEntry(Section.GENERAL, _("Rules in force"), "duties:rule-list", order=80),
    MenuEntry(Section.GENERAL, _("Related documents"), "duties:document-list", order=90),
    SearchSource("documents", _("Related documents"), search=search_documents, order=60),
    ProvisionLink("9.1", _("Rules in force"), "duties:rule-list", value=count_rules, public=True),
    ProvisionLink("9.1", _("Related documents"), "duties:document-list", value=count_documents, public=True),
    ActionName("duties.officialdocument.register", _("Entered into the register")),
    ActionName("duties.officialdocument.edit", _("Register changed")),
    ActionName("duties.rule.set", _("New version set")),
)
