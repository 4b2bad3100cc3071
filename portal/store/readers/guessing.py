"""What a file is: by its first bytes, never by its name."""

from __future__ import annotations

import codecs
import csv
import io
import zipfile
from collections import Counter
from collections.abc import Collection
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .decoding import CHUNK
from .formats import FileFormat
from .records import usable_titles
from .strangers import ZIP, refuse_bytes, refuse_text

SAMPLE = 512 * 1024
DELIMITERS = ",\t;|"
_OLD_EXCEL = bytes.fromhex("d0cf11e0a1b11ae1")
_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def guess(path: Path, titles: Collection[str] = ()) -> FileFormat:
    """Kind, encoding, delimiter and header row; ``ValidationError`` names what the file is instead.

    With ``titles``, a row that consists of some of them is the header, however the rest looks.
    """
    with path.open("rb") as binary_file:
        head = binary_file.read(SAMPLE)
    if not head.strip():
        raise ValidationError(_("The file is empty."))
    if (kind := _spreadsheet(path, head)) is not None:
        return FileFormat(kind=kind, encoding="", delimiter="")
    encoding = guess_encoding(path, head)
    text = head.decode(encoding, errors="replace").lstrip("\ufeff").replace("\0", "")
    refuse_text(text)
    rows_by_delimiter = {delimiter: _cut(text, delimiter) for delimiter in DELIMITERS}
    if titles and (known := _known_header(rows_by_delimiter, set(titles))):
        return FileFormat("csv", encoding, *known)
    delimiter = _delimiter(rows_by_delimiter)
    return FileFormat("csv", encoding, delimiter, _header_row(rows_by_delimiter[delimiter]))


def _known_header(rows_by_delimiter: dict[str, list[list[str]]], titles: set[str]) -> tuple[str, int] | None:
    for delimiter, rows in rows_by_delimiter.items():
        for number, row in enumerate(rows[:10], 1):
            if set(usable_titles(row)) <= titles:
                return delimiter, number
    return None


def _spreadsheet(path: Path, head: bytes) -> str | None:
    if head.startswith(_OLD_EXCEL):
        return "xls"
    if not head.startswith(ZIP):
        return None
    try:
        with zipfile.ZipFile(path) as archive:
            is_workbook = any(name.startswith("xl/") for name in archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise ValidationError(_("The spreadsheet is damaged or protected by a password.")) from error
    return "xlsx" if is_workbook else None


def guess_encoding(path: Path, head: bytes) -> str:
    """UTF-8, UTF-16 with its mark, else GB18030 (which contains GBK and GB2312); refuses what is no text."""
    for mark, name in _MARKS.items():
        if head.startswith(mark):
            return name
    refuse_bytes(path, head)
    sample = head if not head.isascii() else _first_beyond_ascii(path)
    return "utf-8" if _is_mostly_utf8(sample) else "gb18030"


def _first_beyond_ascii(path: Path) -> bytes:
    """The first stretch of the file that tells encodings apart; empty when it is all ASCII."""
    with path.open("rb") as binary_file:
        while chunk := binary_file.read(CHUNK):
            if not chunk.isascii():
                return chunk
    return b""


def _is_mostly_utf8(sample: bytes) -> bool:
    """Valid but for a cut-off end, or so nearly valid that single bytes must be damaged."""
    text = sample.decode("utf-8", errors="replace")
    damaged = text.count("\ufffd") - (1 if text.endswith("\ufffd") else 0)
    beyond_ascii = sum(1 for character in text if character > "\x7f") - text.count("\ufffd")
    return damaged <= 0 or beyond_ascii > 20 * damaged


def _cut(text: str, delimiter: str) -> list[list[str]]:
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            if row:
                rows.append(row)
            if len(rows) == 50:
                break
    except csv.Error:  # a field beyond Python's limit: what was cut so far decides
        pass
    return rows


def _delimiter(rows_by_delimiter: dict[str, list[list[str]]]) -> str:
    """The one by which most rows are equally wide; the wider when equal; a comma when nothing is cut."""

    def score(delimiter: str) -> tuple[float, int]:
        widths = Counter(len(row) for row in rows_by_delimiter[delimiter])
        width, times = max(widths.items(), key=lambda item: (item[1], item[0]), default=(1, 0))
        return (times / max(1, widths.total()), width) if width > 1 else (0.0, 1)

    return max(DELIMITERS, key=score)


def _header_row(rows: list[list[str]]) -> int:
    """The first row that is as wide as most and has no blank title; rows above it are a caption."""
    widths = Counter(len(row) for row in rows)
    width = max(widths.items(), key=lambda item: (item[1], item[0]), default=(1, 0))[0]
    for number, row in enumerate(rows[:10], 1):
        filled = sum(1 for cell in row if cell.strip())
        if len(row) == width and filled >= max(1, (width + 1) // 2):
            return number
    return 1
