"""The provisions of the measure, as the register beside this file lists them."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

_REGISTER = Path(__file__).with_suffix(".toml")


def _in_language(chinese: str, english: str) -> str:
    return english if get_language() == "en" else chinese


@dataclass(frozen=True, slots=True)
class Chapter:
    """One of the measure's nine chapters."""

    number: int
    title_zh: str
    title_en: str

    @property
    def title(self) -> str:
        """The heading in the reader's language."""
        return _in_language(self.title_zh, self.title_en)

    @property
    def provisions(self) -> list[Provision]:
        """The chapter's provisions, in order."""
        return [p for p in provisions().values() if p.chapter == self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """What the measure asks in one point, and which package of the portal carries it out.

    ``choice`` is what the measure's explanation does not say: the portal's own choice, shown as such.
    ``planned`` says that the portal does not carry it out yet.
    """

    id: str
    app: str
    title_zh: str
    title_en: str
    asks_zh: str
    asks_en: str
    choice_zh: str = ""
    choice_en: str = ""
    planned: bool = False

    @property
    def chapter(self) -> Chapter:
        """The chapter that it belongs to."""
        return chapters()[int(self.id.partition(".")[0])]

    @property
    def title(self) -> str:
        """Its short title in the reader's language."""
        return _in_language(self.title_zh, self.title_en)

    @property
    def asks(self) -> str:
        """What the measure asks, in the reader's language."""
        return _in_language(self.asks_zh, self.asks_en)

    @property
    def choice(self) -> str:
        """The portal's own choice, in the reader's language; empty where there is none."""
        return _in_language(self.choice_zh, self.choice_en)


@dataclass(frozen=True, slots=True, kw_only=True)
class Principle:
    """A principle of provision 1.4, and how the portal's defaults follow it."""

    title_zh: str
    title_en: str
    default_zh: str
    default_en: str

    @property
    def title(self) -> str:
        """Its words in the reader's language."""
        return _in_language(self.title_zh, self.title_en)

    @property
    def default(self) -> str:
        """What the portal does unless somebody decides otherwise."""
        return _in_language(self.default_zh, self.default_en)


@cache
def _register() -> dict[str, Any]:
    return tomllib.loads(_REGISTER.read_text(encoding="utf-8"))


@cache
def chapters() -> dict[int, Chapter]:
    """The nine chapters by number."""
    return {entry["number"]: Chapter(**entry) for entry in _register()["chapter"]}


@cache
def provisions() -> dict[str, Provision]:
    """Every provision by its identifier, in the measure's order."""
    return {entry["id"]: Provision(**entry) for entry in _register()["provision"]}


@cache
def principles() -> list[Principle]:
    """The principles, in order."""
    return [Principle(**entry) for entry in _register()["principle"]]


def measure(part: str) -> str:
    """The measure's ``title``, ``purpose``, ``scope``, or the ``basis`` of this page."""
    texts = _register()["measure"]
    return _in_language(texts[f"{part}_zh"], texts[f"{part}_en"])


def tested(outcomes: Path) -> dict[str, dict[str, str]]:
    """Provision → its tests and their outcomes, as the last test run wrote them; empty without a run."""
    if not outcomes.is_file():
        return {}
    found: dict[str, dict[str, str]] = json.loads(outcomes.read_text(encoding="utf-8"))
    return found
