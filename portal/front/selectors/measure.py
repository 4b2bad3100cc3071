"""The measure's provisions as the portal carries them out: screens, live figures, tests."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.conf import settings
from django.core.cache import cache
from django.utils.translation import get_language

from portal.kernel.actor import Actor
from portal.web import contributions, formats
from portal.web.contributions import ProvisionLink, Reading
from portal.web.frame import is_open, url_or_nothing

from .. import provisions
from ..provisions import Chapter, Provision

OUTCOMES = settings.ROOT / "build" / "provisions.json"
#: Live figures are counts that anybody may read; the page asks for them anew after so many seconds.
KEPT_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Screen:
    """A page where a provision lives, with its live figure in words; the address is for whom it is open."""

    label: str
    url_name: str
    figure: str
    public: bool
    url: str = ""


@dataclass(frozen=True, slots=True)
class ShownProvision:
    """A provision with its screens and the outcome of its tests."""

    provision: Provision
    screens: list[Screen]
    passed: int
    failed: int

    @property
    def anchor(self) -> str:
        """Its place on the page."""
        return f"p{self.provision.id.replace('.', '-')}"


@dataclass(frozen=True, slots=True)
class ShownChapter:
    """A chapter with its provisions."""

    chapter: Chapter
    provisions: list[ShownProvision]

    @property
    def anchor(self) -> str:
        """Its place on the page."""
        return f"c{self.chapter.number}"


def measured_chapters(actor: Actor) -> list[ShownChapter]:
    """All nine chapters with their provisions as they stand, and the addresses that are open to the actor."""
    return [
        replace(chapter, provisions=[_opened(shown, actor) for shown in chapter.provisions])
        for chapter in _chapters()
    ]


def find_provision(identifier: str, actor: Actor) -> ShownProvision | None:
    """One provision as it stands."""
    found = provisions.provisions().get(identifier)
    return _opened(_shown(found, provisions.tested(OUTCOMES)), actor) if found else None


def _opened(shown: ShownProvision, actor: Actor) -> ShownProvision:
    screens = [
        replace(s, url=url_or_nothing(s.url_name)) if s.public or is_open(actor, s.url_name) else s
        for s in shown.screens
    ]
    return replace(shown, screens=screens)


def _chapters() -> list[ShownChapter]:
    """The chapters as anybody may read them, kept for two minutes in each language."""
    key = f"front.measure.{get_language()}"
    kept: list[ShownChapter] | None = cache.get(key)
    if kept is None:
        outcomes = provisions.tested(OUTCOMES)
        chapters = provisions.chapters().values()
        kept = [ShownChapter(c, [_shown(p, outcomes) for p in c.provisions]) for c in chapters]
        cache.set(key, kept, KEPT_SECONDS)
    return kept


def _shown(provision: Provision, outcomes: dict[str, dict[str, str]]) -> ShownProvision:
    tests = list(outcomes.get(provision.id, {}).values())
    links = (link for link in contributions.registry.provisions if link.provision == provision.id)
    return ShownProvision(provision, list(_screens(links)), tests.count("passed"), tests.count("failed"))


def _screens(links: Iterable[ProvisionLink]) -> Iterable[Screen]:
    for link in links:
        if url_or_nothing(link.url_name):
            figure = _in_words(contributions.reading_of(link.value())) if link.value else ""
            yield Screen(str(link.label), link.url_name, figure, link.public)


def _in_words(reading: Reading) -> str:
    return f"{formats.grouped(reading.value)} {reading.unit}".strip()
