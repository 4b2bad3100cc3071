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
from .records import MOST_ITEMS
from .sheet_records import SheetRecords

Opened = CsvRecords | SheetRecords


@contextmanager
def open_records(path: Path, fmt: FileFormat | None = None) -> Iterator[Opened]:
    """The file's records as long as the block lasts; the format is guessed when none is given.

    ``ValidationError`` when the file is empty, broken, too large, or of a kind that is not read.
    """
    fmt = fmt or guess(path)
    if fmt.kind in {"xlsx", "xls"}:
        yield _bounded(SheetRecords(path, fmt))
        return
    if fmt.kind != "csv":
        raise ValidationError(_("This is neither a CSV file nor a spreadsheet."))
    with path.open("rb") as binary_file:
        yield _bounded(CsvRecords(binary_file, fmt))


def _bounded(records: Opened) -> Opened:
    if len(records.header) > MOST_ITEMS:
        raise ValidationError(_("A table has 1 to %(most)d items.") % {"most": MOST_ITEMS})
    return records
