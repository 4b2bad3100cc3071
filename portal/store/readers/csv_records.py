"""CSV by pyarrow's streaming reader: constant memory, items as text, ragged records with their number."""

from __future__ import annotations

import csv
import io
from bisect import bisect_left
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import polars as pl
import pyarrow as pa
import pyarrow.csv as pa_csv
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .decoding import Utf8Stream
from .formats import FileFormat
from .records import RAGGED_SCHEMA, Chunk, no_ragged, usable_titles

#: pyarrow's unit of reading; bigger ones cost memory and, measured, time. No record may be longer.
BLOCK = 1024 * 1024
SHOWN = 200


class _Rest:
    """What was read ahead for the header, then the stream itself."""

    closed = False

    def __init__(self, ahead: bytes, stream: Utf8Stream) -> None:
        self._ahead, self._stream = ahead, stream

    def read(self, size: int = BLOCK) -> bytes:
        if not self._ahead:
            return self._stream.read(size)
        taken, self._ahead = self._ahead[:size], self._ahead[size:]
        return taken

    def readable(self) -> bool:
        return True

    def close(self) -> None:
        self.closed = True


class CsvRecords:
    """A CSV file whose header was read."""

    def __init__(self, binary_file: IO[bytes], fmt: FileFormat) -> None:
        self._format = fmt
        self._stream = Utf8Stream(binary_file, fmt.encoding)
        ahead = self._stream.read(BLOCK)
        share_seen = self._stream.raw_position / max(1, Path(binary_file.name).stat().st_size)
        self._expected = round(ahead.count(b"\n") / share_seen) if share_seen > 0 else None
        titles, taken = read_header(ahead, fmt)
        self.header = usable_titles(titles)
        self._rest = _Rest(ahead[taken:], self._stream)
        self._ragged: list[tuple[int, str, str]] = []

    @property
    def expected(self) -> int | None:
        """About how many records the file has, by the length of its first lines."""
        return self._expected

    @property
    def bad_bytes(self) -> int:
        """How often something could not be decoded so far."""
        return self._stream.bad_bytes

    def chunks(self) -> Iterator[Chunk]:
        """Blocks of records in order, then the ragged ones after the last good one."""
        following = 1
        try:
            for batch in self._batches():
                numbers, following = self._numbers(following, batch.num_rows)
                frame = pl.DataFrame(pa.Table.from_batches([batch]))
                yield Chunk(frame.with_columns(numbers), self._ragged_before(following))
        except pa.ArrowInvalid as error:
            raise ValidationError(_unreadable(error, following)) from error
        if self._ragged:
            yield Chunk(self._empty(), self._ragged_before(self._ragged[-1][0] + 1))

    def _batches(self) -> Iterator[Any]:
        names = [f"f{position}" for position in range(len(self.header))]
        try:
            reader = pa_csv.open_csv(
                pa.PythonFile(self._rest, mode="r"),
                # one thread: only then does pyarrow number the ragged rows
                read_options=pa_csv.ReadOptions(use_threads=False, block_size=BLOCK, column_names=names),
                parse_options=pa_csv.ParseOptions(
                    delimiter=self._format.delimiter,
                    newlines_in_values=True,
                    invalid_row_handler=self._note_ragged,
                ),
                convert_options=pa_csv.ConvertOptions(
                    column_types=dict.fromkeys(names, pa.string()),
                    strings_can_be_null=True,
                    null_values=[""],
                    check_utf8=False,
                ),
            )
        except pa.ArrowInvalid as error:
            if "Empty CSV file" in str(error):
                return
            raise
        yield from reader

    def _note_ragged(self, row: Any) -> str:
        detail = f"{row.actual_columns} ≠ {row.expected_columns}"
        self._ragged.append((row.number, row.text[:SHOWN], detail))
        return "skip"

    def _numbers(self, first: int, count: int) -> tuple[pl.Series, int]:
        """The numbers of ``count`` good records from ``first`` on, between those of the ragged ones."""
        bad = [number for number, _text, _detail in self._ragged]
        end = first + count
        while end != (wanted := first + count + bisect_left(bad, end)):
            end = wanted
        numbers = pl.int_range(first, end, dtype=pl.Int64, eager=True).alias("_record")
        inside = bad[: bisect_left(bad, end)]
        return (numbers.filter(~numbers.is_in(inside)) if inside else numbers), end

    def _ragged_before(self, number: int) -> pl.DataFrame:
        cut = bisect_left(self._ragged, (number, "", ""))
        if not cut:
            return no_ragged()
        taken, self._ragged[:cut] = self._ragged[:cut], []
        return pl.DataFrame(taken, schema=RAGGED_SCHEMA, orient="row")

    def _empty(self) -> pl.DataFrame:
        names = [f"f{position}" for position in range(len(self.header))]
        return pl.DataFrame(schema={**dict.fromkeys(names, pl.String), "_record": pl.Int64})


def read_header(ahead: bytes, fmt: FileFormat) -> tuple[list[str], int]:
    """The header's titles and how many bytes it takes with all that stands above it."""
    lines = _Lines(ahead)
    rows = csv.reader(lines, delimiter=fmt.delimiter)
    wanted = max(fmt.header_row, 1)
    try:
        titles = next(row for number, row in enumerate((r for r in rows if r), 1) if number == wanted)
    except StopIteration:
        raise ValidationError(_("The file has no header.")) from None
    except csv.Error as error:
        raise ValidationError(_("The header cannot be read: %(why)s") % {"why": error}) from error
    if lines.taken >= BLOCK:
        raise ValidationError(_("The header is longer than %(most)d MiB.") % {"most": BLOCK // 2**20})
    if fmt.header_row == 0:
        return [""] * len(titles), 0
    return titles, lines.taken


class _Lines:
    """Lines of UTF-8 text that count the bytes they were made of."""

    def __init__(self, text: bytes) -> None:
        self._lines = io.TextIOWrapper(io.BytesIO(text), "utf-8", errors="replace", newline="")
        self.taken = 0

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            self.taken += len(line.encode())
            yield line


def _unreadable(error: pa.ArrowInvalid, record: int) -> str:
    if "straddling" in str(error):
        sentence = _(
            "After record %(record)d a record is longer than %(most)d MiB: is a quotation mark missing?"
        )
    else:
        sentence = _("The file cannot be read after record %(record)d.")
    return sentence % {"record": record - 1, "most": BLOCK // 2**20}
