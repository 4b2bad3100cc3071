"""A list as a file: CSV streamed, XLSX spooled. What a spreadsheet would run as a formula is disarmed."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.utils.text import get_valid_filename

from portal.kernel import clock

Rows = Iterator[list[Any]]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: A spreadsheet drops what comes after this line without a word.
SHEET_LINES = 1_048_576
_RUNS_AS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def disarmed(value: Any) -> Any:
    """Text beginning like a formula gets an apostrophe before it; numbers and dates are left alone."""
    if isinstance(value, str) and value.lstrip(" ").startswith(_RUNS_AS_FORMULA):
        return f"'{value}"
    return value


def csv_response(name: str, rows: Iterable[list[Any]]) -> HttpResponseBase:
    """Rows streamed as CSV, with the mark by which spreadsheets recognise UTF-8."""
    response = StreamingHttpResponse(_csv_lines(rows), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = _attachment(_file_name(name, "csv"))
    return response


def xlsx_response(name: str, rows: Iterable[list[Any]]) -> HttpResponseBase:
    """Rows as a workbook in constant memory; what one sheet cannot hold stands on the next."""
    spool = tempfile.TemporaryFile()  # noqa: SIM115  (the response closes it)
    options = {"constant_memory": True, "remove_timezone": True, "strings_to_formulas": False}
    with xlsxwriter.Workbook(spool, options | {"strings_to_urls": False}) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        for number, row in enumerate(rows):
            line = number % SHEET_LINES
            if not line:
                sheet = book.add_worksheet()
                sheet.freeze_panes(1, 0)
            for column, value in enumerate(row):
                form = moment if isinstance(value, datetime) else day if isinstance(value, date) else None
                sheet.write(line, column, disarmed(_plain(value)), form)
    spool.seek(0)
    return FileResponse(spool, as_attachment=True, filename=_file_name(name, "xlsx"), content_type=XLSX)


def streamed_csv(name: str, pieces: Iterable[bytes], headers: Mapping[str, str]) -> StreamingHttpResponse:
    """CSV that a service makes, piece by piece, as a file of this name that nobody on the way keeps."""
    kept = {"Content-Disposition": _attachment(name), "Cache-Control": "no-store"}
    return StreamingHttpResponse(pieces, content_type="text/csv; charset=utf-8", headers=kept | headers)


WRITERS: dict[str, Callable[[str, Iterable[list[Any]]], HttpResponseBase]] = {
    "csv": csv_response,
    "xlsx": xlsx_response,
}


class _Echo:
    """Lets the csv module hand back each line instead of storing it."""

    def write(self, line: str) -> str:
        """Give the line back."""
        return line


def _csv_lines(rows: Iterable[list[Any]]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff"
    for row in rows:
        yield writer.writerow([disarmed(_csv_value(value)) for value in row])


def _csv_value(value: Any) -> Any:
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S}"
    return "" if value is None else value


def _plain(value: Any) -> Any:
    if isinstance(value, (int, float, Decimal, date, bool)) or value is None:
        return value
    return str(value)


def _attachment(name: str) -> str:
    return content_disposition_header(as_attachment=True, filename=name) or ""


def _file_name(name: str, suffix: str) -> str:
    stem = get_valid_filename(f"{name}-{clock.today():%Y-%m-%d}")
    return f"{stem}.{suffix}"
