"""What the frame draws around every page: the navigation with its counts, and who runs the site."""

from __future__ import annotations

from typing import NamedTuple

from django.conf import settings
from django.core.cache import cache
from django.urls import NoReverseMatch, reverse

from portal.kernel.actor import Actor

from .contributions import MenuEntry, Section, ShownMenuEntry, registry
from .doors.actors import works_here


class ShownSection(NamedTuple):
    """One chapter of the navigation with the entries that an actor sees."""

    value: str
    label: str
    entries: list[ShownMenuEntry]


def url_or_nothing(url_name: str) -> str:
    """The address, or nothing where this installation (by its zone) has no such page."""
    if not url_name:
        return ""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""


def menu(actor: Actor, path: str = "", stamp: str = "") -> list[ShownSection]:
    """The staff navigation: chapters in the measure's order, without the empty ones.

    ``stamp`` names the person's last move, so that no count from before it is shown.
    """
    visible = _visible(actor, public=False)
    current, counts = _current(visible, path), _counts(visible, actor, stamp)
    sections = []
    for section in Section:
        entries = [
            ShownMenuEntry(entry.label, url, counts.get(entry.url_name, 0), url == current)
            for entry, url in visible
            if entry.section == section
        ]
        if entries:
            sections.append(ShownSection(section.value, str(section.label), entries))
    return sections


def public_menu(actor: Actor, path: str = "") -> list[ShownMenuEntry]:
    """The public header's links."""
    visible = _visible(actor, public=True)
    current = _current(visible, path)
    return [
        ShownMenuEntry(entry.label, url, entry.badge(actor) if entry.badge else 0, url == current)
        for entry, url in visible
    ]


def is_open(actor: Actor, url_name: str) -> bool:
    """Whether a page of the staff is for this actor, as far as the navigation knows it."""
    entries = [e for e in registry.menu if e.url_name == url_name and not e.public]
    return works_here(actor) and (not entries or any(entry.visible(actor) for entry in entries))


def recount_unless(actor: Actor, waiting: int) -> None:
    """Count anew where a page that shows what waits found another number than the navigation keeps."""
    kept = cache.get(_key(actor)) if actor.user is not None else None
    if kept is not None and kept[1].get(registry.links.inbox) != waiting:
        cache.delete_many([_key(actor)])


def _visible(actor: Actor, *, public: bool) -> list[tuple[MenuEntry, str]]:
    entries = (e for e in registry.menu if e.public == public and e.visible(actor))
    return [(entry, url) for entry in entries if (url := url_or_nothing(entry.url_name))]


def _current(visible: list[tuple[MenuEntry, str]], path: str) -> str:
    """The longest address that the path begins with: a record's page belongs to its list."""
    fitting = (url for _entry, url in visible if path == url or (url != "/" and path.startswith(url)))
    return max(fitting, key=len, default="")


def _counts(visible: list[tuple[MenuEntry, str]], actor: Actor, stamp: str) -> dict[str, int]:
    """What waits at each entry; kept for some seconds, since every chapter's inbox is asked."""
    if actor.user is None:
        return {}
    kept = cache.get(_key(actor))
    if kept is not None and kept[0] == stamp:
        counted: dict[str, int] = kept[1]
        return counted
    counts = {entry.url_name: entry.badge(actor) for entry, _url in visible if entry.badge}
    if settings.COUNTS_KEPT_SECONDS:
        cache.set(_key(actor), (stamp, counts), settings.COUNTS_KEPT_SECONDS)
    return counts


def _key(actor: Actor) -> str:
    return f"web.counts.{actor.user.pk}"
