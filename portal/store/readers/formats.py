"""How a file is to be read, and which file: what a preview finds and a load uses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from portal.store import files
from portal.store.models import StoredFile


@dataclass(frozen=True, slots=True)
class FileFormat:
    """Kind (``csv``, ``xlsx``, ``xls``), encoding, delimiter, header row (1-based, 0: none), sheet."""

    kind: str = "csv"
    encoding: str = "utf-8"
    delimiter: str = ","
    header_row: int = 1
    sheet: str = ""

    def as_json(self) -> dict[str, Any]:
        """For a JSON column or an answer."""
        return asdict(self)

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> FileFormat:
        """The opposite of ``as_json``; unknown names are ignored."""
        return cls(**{name: value[name] for name in cls.__slots__ if name in value})


@dataclass(frozen=True, slots=True)
class Source:
    """A file to load: kept in the store or anywhere on this machine. Without a format it is guessed."""

    file: StoredFile | Path | str
    format: FileFormat | None = None
    name: str = ""

    @contextmanager
    def path(self) -> Iterator[Path]:
        """Where the file can be read as long as the block lasts."""
        if isinstance(self.file, StoredFile):
            with files.local_path(self.file) as path:
                yield path
        else:
            yield Path(self.file)

    @property
    def title(self) -> str:
        """The name that the sender gave it."""
        if self.name:
            return self.name
        return self.file.name if isinstance(self.file, StoredFile) else Path(self.file).name
