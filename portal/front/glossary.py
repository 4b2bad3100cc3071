"""The terms that the measure defines (provision 1.3), as the register beside this file lists them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

_REGISTER = Path(__file__).with_suffix(".toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term in both languages, what it means, where that is from, and the message that must use it."""

    key: str
    zh: str
    en: str
    label: str
    meaning_zh: str
    meaning_en: str
    source_zh: str
    source_en: str

    @property
    def name(self) -> str:
        """The term in the reader's language."""
        return self.en if get_language() == "en" else self.zh

    @property
    def other(self) -> str:
        """The term in the other language."""
        return self.zh if get_language() == "en" else self.en

    @property
    def meaning(self) -> str:
        """What it means, in the reader's language."""
        return self.meaning_en if get_language() == "en" else self.meaning_zh

    @property
    def source(self) -> str:
        """Where the meaning is from, in the reader's language."""
        return self.source_en if get_language() == "en" else self.source_zh


@cache
def terms() -> dict[str, Term]:
    """Every term by its key, in order."""
    found = tomllib.loads(_REGISTER.read_text(encoding="utf-8"))["term"]
    return {entry["key"]: Term(**entry) for entry in found}
