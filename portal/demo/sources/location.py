"""Reader of jionlp's ``china_location.txt``: province to village, indented by tabs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ..archives import read_lines
from ..content.areas import GUIAN_TOWNSHIPS
from .table import Ground

MEMBER = "jionlp/dictionary/china_location.zip"


@dataclass(frozen=True)
class Division:
    """A province, city or county; ``code`` is empty for the 149 counties that have none in the source."""

    name: str
    code: str = ""
    short_name: str = ""


@dataclass(frozen=True)
class Line:
    """One line of the file with everything above it; ``level`` is 1 (province) to 5 (village)."""

    level: int
    path: tuple[Division, ...]

    def division(self, level: int) -> Division:
        """The line's own division (``level == self.level``) or one above it."""
        return self.path[level - 1]

    @property
    def area_code(self) -> str:
        """The county's code; in a township that Gui'an manages, the township's of nine digits."""
        county = self.division(3)
        return GUIAN_TOWNSHIPS.get((county.code, self.division(4).name), county.code)


def lines(ground: Ground) -> Iterator[Line]:
    """Every line of the file in its order."""
    path: tuple[Division, ...] = ()
    for text in _text(ground.archives["jionlp"]):
        fields = text.lstrip("\t")
        depth = len(text) - len(fields)
        path = (*path[:depth], Division(*fields.split("\t")))
        yield Line(depth + 1, path)


@lru_cache(maxsize=1)
def _text(archive: Path) -> list[str]:
    return read_lines(archive, MEMBER)
