"""Records cut into slices of a fixed size, so that a resumed load finds the same slices again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import polars as pl

from .readers import Chunk


@dataclass(frozen=True, slots=True)
class Slice:
    """Records ``(number - 1) * size + 1`` to ``number * size`` of the file; the last slice may be shorter."""

    number: int
    frame: pl.DataFrame
    ragged: pl.DataFrame

    @property
    def records(self) -> int:
        """How many records it has, good or bad."""
        return len(self.frame) + len(self.ragged)


def slices(chunks: Iterable[Chunk], size: int, *, skip: int = 0) -> Iterator[Slice]:
    """Cut chunks at every ``size`` records; the first ``skip`` slices are read and left out."""
    number = skip + 1
    frames: list[pl.DataFrame] = []
    ragged: list[pl.DataFrame] = []
    for chunk in chunks:
        frame, odd = _after(chunk.frame, skip * size), _after(chunk.ragged, skip * size)
        while _reaches(frame, odd, number * size):
            head, frame = _split(frame, number * size)
            odd_head, odd = _split(odd, number * size)
            yield _joined(number, [*frames, head], [*ragged, odd_head])
            number, frames, ragged = number + 1, [], []
        frames.append(frame)
        ragged.append(odd)
    if any(len(part) for part in [*frames, *ragged]):
        yield _joined(number, frames, ragged)


def _reaches(frame: pl.DataFrame, ragged: pl.DataFrame, record: int) -> bool:
    return any(len(part) and part["_record"][-1] > record for part in (frame, ragged))


def _split(frame: pl.DataFrame, record: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    cut = frame["_record"].search_sorted(record, side="right") if len(frame) else 0
    return frame[:cut], frame[cut:]


def _after(frame: pl.DataFrame, record: int) -> pl.DataFrame:
    if not record or not len(frame) or frame["_record"][0] > record:
        return frame
    return _split(frame, record)[1]


def _joined(number: int, frames: list[pl.DataFrame], ragged: list[pl.DataFrame]) -> Slice:
    # one chunk: every later step over several would join them again
    return Slice(number, pl.concat(frames, rechunk=True), pl.concat(ragged))
