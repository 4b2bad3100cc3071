"""What every reader yields, and how titles are made usable."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import polars as pl

#: PostgreSQL has 1,600 columns at most; pages and people have enough at this.
MOST_ITEMS = 1000
RAGGED_SCHEMA = {"_record": pl.Int64, "value": pl.String, "detail": pl.String}


def no_ragged() -> pl.DataFrame:
    """No record of the wrong width."""
    return pl.DataFrame(schema=RAGGED_SCHEMA)


@dataclass(slots=True)
class Chunk:
    """Some records: ``frame`` has ``_record`` (1-based, after the header) and text items ``f0``, ``f1``, …

    ``ragged`` holds the records of another width than the header: number, text, and how wide they were.
    """

    frame: pl.DataFrame
    ragged: pl.DataFrame = field(default_factory=no_ragged)


class Records(Protocol):
    """A file that was opened and whose header was read."""

    header: list[str]

    def chunks(self) -> Iterator[Chunk]:
        """All records in order; ``ValidationError`` where the file cannot be read any further."""
        ...

    @property
    def expected(self) -> int | None:
        """About how many records there are; ``None`` where nothing tells."""
        ...


def usable_titles(titles: Sequence[str]) -> list[str]:
    """Titles without blanks around or line breaks inside; blank and repeated ones get a number."""
    seen: dict[str, int] = {}
    usable = []
    for position, title in enumerate(titles, 1):
        name = tidy(title) or f"column_{position}"
        seen[name] = seen.get(name, 0) + 1
        usable.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return usable


def tidy(title: str) -> str:
    """A title with single blanks."""
    return " ".join(title.split())
