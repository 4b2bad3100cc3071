"""What a file looks like before anything is created: format, items, guessed types, examples."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import takewhile
from pathlib import Path
from typing import Any

import polars as pl

from .guesses import TypeGuess, guess_type, longest
from .readers import Chunk, FileFormat, open_records
from .readers.guessing import guess
from .schema import ColumnSpec
from .validate.checking import cleaned

#: Records that types are guessed from.
SAMPLED = 20_000
EXAMPLES = 5
SHOWN = 200


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """An item as it seems: counts are over the sampled records; ``length`` is the longest value's."""

    position: int
    name: str
    data_type: str
    examples: list[str]
    nulls: int
    distinct: int
    length: int
    precision: int | None
    scale: int | None


@dataclass(frozen=True, slots=True)
class Preview:
    """The first rows, as text, and a guess at each item; ``ragged`` and ``bad_bytes`` of the sample too."""

    format: FileFormat
    columns: list[ColumnGuess]
    rows: list[list[str | None]]
    sheets: list[str]
    sampled: int
    ragged: int
    bad_bytes: int
    name: str

    def as_json(self) -> dict[str, Any]:
        """For an answer."""
        return asdict(self)


def preview(path: Path | str, *, name: str = "", rows: int = 200, fmt: FileFormat | None = None) -> Preview:
    """Look at the first 20,000 records of a file. ``fmt`` corrects the guess; ``rows`` are shown.

    ``ValidationError`` when the file is empty, broken, too large, or of a kind that is not read.
    """
    path = Path(path)
    fmt = fmt or guess(path)
    with open_records(path, fmt) as records:
        chunks = list(_sample(records.chunks()))
        bad_bytes = records.bad_bytes
        sheets = list(getattr(records, "sheets", []))
        titles = records.header
    frame = pl.concat([chunk.frame for chunk in chunks]) if chunks else _nothing(len(titles))
    columns = [_guess(frame[f"f{at}"], at, title) for at, title in enumerate(titles)]
    shown = frame.head(rows).select(pl.exclude("_record").str.slice(0, SHOWN))
    return Preview(
        format=fmt,
        columns=columns,
        rows=[list(row) for row in shown.iter_rows()],
        sheets=sheets,
        sampled=len(frame),
        ragged=sum(len(chunk.ragged) for chunk in chunks),
        bad_bytes=bad_bytes,
        name=name or path.name,
    )


def proposed_columns(seen: Preview) -> list[ColumnSpec]:
    """Items for ``schema.create_table``; nothing is required, key or searchable before somebody says so."""
    return [
        ColumnSpec(
            name=column.name, data_type=column.data_type, precision=column.precision, scale=column.scale
        )
        for column in seen.columns
    ]


def _sample(chunks: Iterator[Chunk]) -> Iterator[Chunk]:
    taken = 0

    def is_wanted(chunk: Chunk) -> bool:
        nonlocal taken
        before, taken = taken, taken + len(chunk.frame) + len(chunk.ragged)
        return before < SAMPLED

    return takewhile(is_wanted, chunks)


def _nothing(width: int) -> pl.DataFrame:
    return pl.DataFrame(schema={f"f{at}": pl.String for at in range(width)} | {"_record": pl.Int64})


def _guess(text: pl.Series, at: int, title: str) -> ColumnGuess:
    values = cleaned(text).drop_nulls()
    found: TypeGuess = guess_type(values, title)
    return ColumnGuess(
        position=at + 1,
        name=title,
        data_type=found.data_type,
        examples=[value[:SHOWN] for value in values.unique(maintain_order=True).head(EXAMPLES).to_list()],
        nulls=len(text) - len(values),
        distinct=values.n_unique(),
        length=longest(values),
        precision=found.precision,
        scale=found.scale,
    )
