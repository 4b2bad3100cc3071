"""Move an entry from the desk to the published catalog and out of it again."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.kernel import audit, clock, rules
from portal.kernel.actor import Actor
from portal.kernel.working_days import add_working_days

from ..models import CatalogEntry, Category, EntryVersion, item_key
from ..rules import REVIEW_DAYS
from ..selectors import content_of, open_checks
from ..workflows import ENTRY
from .compiling import restore_published
from .freshness import refuse_if_changed


def submit_entry(entry: CatalogEntry, *, actor: Actor) -> CatalogEntry:
    """Hand the entry to the unit's chief data officer; what is still missing is named all at once."""
    with ENTRY.fire("submit", entry, actor=actor) as locked:
        if missing := open_checks(locked):
            raise ValidationError([f"{check.label}：{check.reason}" for check in missing])
        locked.opinion = ""
        locked.changed_at = clock.now()
    return locked


def take_back_entry(entry: CatalogEntry, *, actor: Actor) -> CatalogEntry:
    """Take a submission back before it is signed."""
    with ENTRY.fire("take_back", entry, actor=actor) as locked:
        locked.changed_at = clock.now()
    return locked


def sign_entry(
    entry: CatalogEntry, *, actor: Actor, opinion: str = "", unless_changed_since: datetime | None = None
) -> CatalogEntry:
    """The chief data officer signs; the authority's time for review starts."""
    with ENTRY.fire("sign", entry, actor=actor, note=opinion) as locked:
        refuse_if_changed(locked, unless_changed_since)
        rule = rules.in_force(REVIEW_DAYS, on=clock.today())
        locked.signed_by, locked.opinion = actor.user, opinion
        locked.due_on = add_working_days(clock.today(), rule.value).day
        locked.due_rule = f"{rule.key} v{rule.version}"
        locked.changed_at = clock.now()
    return locked


def decline_entry(
    entry: CatalogEntry, *, actor: Actor, opinion: str, unless_changed_since: datetime | None = None
) -> CatalogEntry:
    """The chief data officer sends the entry back to the compiler."""
    return _send_back("decline", entry, actor, opinion, unless_changed_since)


def return_entry(
    entry: CatalogEntry, *, actor: Actor, opinion: str, unless_changed_since: datetime | None = None
) -> CatalogEntry:
    """The authority returns the entry with what has to be changed."""
    return _send_back("return", entry, actor, opinion, unless_changed_since)


def approve_entry(
    entry: CatalogEntry, *, actor: Actor, opinion: str = "", unless_changed_since: datetime | None = None
) -> CatalogEntry:
    """The authority agrees with the entry as it was looked at."""
    with ENTRY.fire("approve", entry, actor=actor, note=opinion) as locked:
        refuse_if_changed(locked, unless_changed_since)
        locked.reviewed_by, locked.opinion, locked.due_on = actor.user, opinion, None
        locked.changed_at = clock.now()
    return locked


def publish_entry(entry: CatalogEntry, *, actor: Actor) -> CatalogEntry:
    """Publish the approved state as a new version; the first publication gives the resource its code."""
    with ENTRY.fire("publish", entry, actor=actor) as locked:
        locked.resource_code = locked.resource_code or _next_code(locked.category)
        locked.version_number += 1
        locked.published_at = locked.changed_at = clock.now()
        version = EntryVersion(
            entry=locked,
            number=locked.version_number,
            content=content_of(locked),
            item_keys=sorted({item_key(item.name, item.data_type) for item in locked.items.all()}),
            published_at=locked.published_at,
            published_by=actor.user,
        )
        audit.write("catalog.entryversion.create", version, actor=actor, provision="2.1")
    return locked


def revise_entry(entry: CatalogEntry, *, actor: Actor, reason: str) -> CatalogEntry:
    """Open the working copy of a published entry; what was published stays in force meanwhile."""
    with ENTRY.fire("revise", entry, actor=actor, note=reason) as locked:
        if not reason.strip():
            raise ValidationError({"reason": _("Say what makes the revision necessary.")})
        locked.changed_at = clock.now()
    return locked


def withdraw_entry(entry: CatalogEntry, *, actor: Actor, opinion: str) -> CatalogEntry:
    """Take an entry out of force; its code is never used again, and an open revision is given up."""
    with ENTRY.fire("withdraw", entry, actor=actor, note=opinion) as locked:
        restore_published(locked, actor=actor)
        locked.opinion, locked.changed_at = opinion, clock.now()
    return locked


def _send_back(
    move: str, entry: CatalogEntry, actor: Actor, opinion: str, since: datetime | None
) -> CatalogEntry:
    with ENTRY.fire(move, entry, actor=actor, note=opinion) as locked:
        refuse_if_changed(locked, since)
        locked.opinion, locked.due_on, locked.changed_at = opinion, None, clock.now()
    return locked


def _next_code(category: Category) -> str:
    """The classification code, a slash, and the next number within it (guide 发改高技〔2017〕1272号)."""
    Category.objects.select_for_update().get(pk=category.pk)
    prefix = f"{category.code}/"
    taken = CatalogEntry.objects.filter(resource_code__startswith=prefix).order_by("-resource_code")
    highest = taken.values_list("resource_code", flat=True).first() or "0"
    return f"{prefix}{int(highest.removeprefix(prefix)) + 1:06d}"
