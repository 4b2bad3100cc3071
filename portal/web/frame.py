"""What the frame draws around every page: the navigation with its counts, and who runs the site."""

from __future__ import annotations

from typing import NamedTuple

from django.urls import NoReverseMatch, reverse

from portal.kernel.actor import Actor

from .contributions import MenuEntry, Section, ShownMenuEntry, registry


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


def menu(actor: Actor, path: str = "") -> list[ShownSection]:
    """The staff navigation: chapters in the measure's order, without the empty ones."""
    visible = _visible(actor, public=False)
    current = _current(visible, path)
    sections = []
    for section in Section:
        entries = [_shown(e, url, actor, url == current) for e, url in visible if e.section == section]
        if entries:
            sections.append(ShownSection(section.value, str(section.label), entries))
    return sections


def public_menu(actor: Actor, path: str = "") -> list[ShownMenuEntry]:
    """The public header's links."""
    visible = _visible(actor, public=True)
    current = _current(visible, path)
    return [_shown(entry, url, actor, url == current) for entry, url in visible]


def _visible(actor: Actor, *, public: bool) -> list[tuple[MenuEntry, str]]:
    entries = (e for e in registry.menu if e.public == public and e.visible(actor))
    return [(entry, url) for entry in entries if (url := url_or_nothing(entry.url_name))]


def _current(visible: list[tuple[MenuEntry, str]], path: str) -> str:
    """The longest address that the path begins with: a record's page belongs to its list."""
    fitting = (url for _entry, url in visible if path == url or (url != "/" and path.startswith(url)))
    return max(fitting, key=len, default="")


def _shown(entry: MenuEntry, url: str, actor: Actor, current: bool) -> ShownMenuEntry:
    count = entry.badge(actor) if entry.badge else 0
    return ShownMenuEntry(entry.label, url, count, current)
