"""Spreadsheets by calamine: dates as dates, whole numbers without a point, bounded in size."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import python_calamine as calamine
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.store.rules import XLSX_MEGABYTES, XLSX_UNPACKED_MEGABYTES, bound

from .decoding import DAMAGE
from .formats import FileFormat
from .records import RAGGED_SCHEMA, Chunk, usable_titles

MEGABYTE = 2**20
CHUNK_ROWS = 10_000


class SheetRecords:
    """One sheet of a workbook whose header was read."""

    def __init__(self, path: Path, fmt: FileFormat) -> None:
        self.sheets, rows = open_sheet(path, fmt.sheet)
        self._rows = (row for row in rows if any(cell != "" for cell in row))
        titles: Sequence[Any] = []
        for _number in range(max(fmt.header_row, 1)):
            titles = next(self._rows, [])
        if not titles:
            raise ValidationError(_("The file has no header."))
        self._first = titles if fmt.header_row == 0 else None
        texts = [] if fmt.header_row == 0 else [as_text(cell) for cell in titles]
        self._width = len(titles) if fmt.header_row == 0 else _filled_width(texts)
        self.header = usable_titles(texts[: self._width] or [""] * self._width)
        self.bad_bytes = 0

    @property
    def expected(self) -> int | None:
        """Unknown: the rows are taken one by one, and a sheet's stated size counts empty ones."""
        return None

    def chunks(self) -> Iterator[Chunk]:
        """The sheet's rows as text."""
        waiting = [list(self._first)] if self._first is not None else []
        following = 1
        for row in self._rows:
            waiting.append(row)
            if len(waiting) == CHUNK_ROWS:
                yield self._chunk(waiting, following)
                following, waiting = following + len(waiting), []
        if waiting:
            yield self._chunk(waiting, following)

    def _chunk(self, rows: list[list[Any]], first: int) -> Chunk:
        """Cells come from calamine as Python objects, so this is the one place that walks over them."""
        width = self._width
        wide = [number for number, row in enumerate(rows) if any(cell != "" for cell in row[width:])]
        columns = {
            f"f{at}": [as_text(row[at]) if at < len(row) else "" for row in rows] for at in range(width)
        }
        frame = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))
        frame = frame.with_columns(pl.int_range(first, first + len(rows), dtype=pl.Int64).alias("_record"))
        damaged = pl.col(pl.String).str.contains(DAMAGE, literal=True).sum()
        self.bad_bytes += int(frame.select(pl.sum_horizontal(damaged)).item()) if columns else 0
        frame = frame.filter(~(pl.col("_record") - first).is_in(wide)) if wide else frame
        ragged = [
            (first + at, " | ".join(map(as_text, rows[at]))[:200], f"{len(rows[at])} ≠ {width}")
            for at in wide
        ]
        return Chunk(frame, pl.DataFrame(ragged, schema=RAGGED_SCHEMA, orient="row"))


def open_sheet(path: Path, sheet: str) -> tuple[list[str], Iterator[list[Any]]]:
    """The names of the sheets, and the rows of the chosen one or of the first."""
    _refuse_giants(path)
    try:
        workbook = calamine.CalamineWorkbook.from_path(str(path))
        names = list(workbook.sheet_names)
        if not names or (sheet and sheet not in names):
            raise ValidationError(_("The workbook has no sheet “%(name)s”.") % {"name": sheet})
        found = workbook.get_sheet_by_name(sheet or names[0])
        return names, found.iter_rows()
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise ValidationError(_("The spreadsheet is damaged or protected by a password.")) from error


def _refuse_giants(path: Path) -> None:
    """A workbook is read into memory: refuse what would not fit, packed or unpacked."""
    most = bound(XLSX_MEGABYTES)
    if path.stat().st_size > most * MEGABYTE:
        raise ValidationError(
            _("The spreadsheet is larger than %(most)d MB; please send it as CSV.") % {"most": most}
        )
    if not zipfile.is_zipfile(path):
        return
    unpacked = bound(XLSX_UNPACKED_MEGABYTES)
    with zipfile.ZipFile(path) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > unpacked * MEGABYTE:
            raise ValidationError(
                _("The spreadsheet unpacks to more than %(most)d MB; please send it as CSV.")
                % {"most": unpacked}
            )


def _filled_width(titles: Sequence[str]) -> int:
    """Columns up to the last one with a title."""
    return max((position for position, title in enumerate(titles, 1) if title.strip()), default=0)


def as_text(cell: Any) -> str:
    """A cell as it would stand in a CSV file: 1.0 as ``1``, a midnight as its date."""
    if isinstance(cell, str):
        return cell.replace("\0", DAMAGE).replace("\x1f", DAMAGE)
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else format(cell, ".15g")
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
    return cell.isoformat() if isinstance(cell, (date, time)) else _other_text(cell)


def _other_text(cell: Any) -> str:
    if isinstance(cell, timedelta):
        return str(cell)
    return "" if cell is None else str(cell)
