"""Opening a file by its format."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .csv_records import CsvRecords
from .formats import FileFormat
from .guessing import guess
from .sheet_records import SheetRecords


@contextmanager
def open_records(path: Path, fmt: FileFormat | None = None) -> Iterator[CsvRecords | SheetRecords]:
    """The file's records as long as the block lasts; the format is guessed when none is given.

    ``ValidationError`` when the file is empty, broken, too large, or of a kind that is not read.
    """
    fmt = fmt or guess(path)
    if fmt.kind in {"xlsx", "xls"}:
        yield SheetRecords(path, fmt)
        return
    if fmt.kind != "csv":
        raise ValidationError(_("This is neither a CSV file nor a spreadsheet."))
    with path.open("rb") as binary_file:
        yield CsvRecords(binary_file, fmt)
