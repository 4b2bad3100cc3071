"""One table of the demo city: its header, its rows, and the CSV file that both are written to."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path


@dataclass(frozen=True)
class Ground:
    """Where things lie: the folder for finished tables, the fetched archives, the folder of extra data.

    ``rows_at_most`` cuts every table after so many rows, for a city that has to be built fast.
    """

    tables: Path
    archives: Mapping[str, Path]
    extra: Path | None = None
    rows_at_most: int | None = None


@dataclass(frozen=True)
class Table:
    """A table that can be written as a CSV file (UTF-8, header in Chinese)."""

    key: str
    header: tuple[str, ...]
    rows: Callable[[Ground], Iterable[Sequence[object]]]
    generated: bool = False
    #: Path inside the extra folder without which this table cannot be had; empty for all others.
    extra_file: str = ""

    @property
    def file_name(self) -> str:
        """A generated table says so in its file's name."""
        return f"{self.key}.generated.csv" if self.generated else f"{self.key}.csv"

    def is_available(self, ground: Ground) -> bool:
        """Whether the table's source is there (only tables of the extra folder may be missing)."""
        return not self.extra_file or (
            ground.extra is not None and (ground.extra / self.extra_file).is_file()
        )

    def write(self, ground: Ground) -> Path:
        """The table's file, written unless a finished one with this header is already there."""
        path = ground.tables / self.file_name
        if _header_of(path) == list(self.header):
            return path
        ground.tables.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(".part")
        with unfinished.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(self.header)
            writer.writerows(islice(self.rows(ground), ground.rows_at_most))
        unfinished.replace(path)
        return path

    def extra_path(self, ground: Ground) -> Path:
        """The source file in the extra folder."""
        if ground.extra is None or not self.is_available(ground):
            raise FileNotFoundError(f"{self.extra_file} is not in the folder that DEMO_EXTRA_DATA names.")
        return ground.extra / self.extra_file


def _header_of(path: Path) -> list[str] | None:
    if not path.is_file():
        return None
    with path.open(encoding="utf-8", newline="") as stream:
        return next(csv.reader(stream), None)
