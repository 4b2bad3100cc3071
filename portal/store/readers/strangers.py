"""Files that hold no rows we can read: told by their first bytes, so that the refusal can name them."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.kernel.errors import Message

ZIP = b"PK\x03\x04"
_IMAGE = gettext_lazy("an image")
#: First bytes that no text begins with.
_SIGNATURES: dict[bytes, Message] = {
    b"%PDF-": gettext_lazy("a PDF document"),
    b"\x1f\x8b": gettext_lazy("a compressed file (gzip)"),
    b"Rar!\x1a": gettext_lazy("an archive (RAR)"),
    b"7z\xbc\xaf\x27\x1c": gettext_lazy("an archive (7z)"),
    b"\x89PNG": _IMAGE,
    b"\xff\xd8\xff": _IMAGE,
    b"GIF87a": _IMAGE,
    b"GIF89a": _IMAGE,
    b"PAR1\x15": gettext_lazy("a Parquet file"),
    b"SQLite format 3\0": gettext_lazy("an SQLite database"),
    b"\0\0\x27\x0a": gettext_lazy("a shapefile"),
}
#: What lies in an archive tells what it is; the last line takes every other.
_IN_ARCHIVES: dict[str, Message] = {
    "word/": gettext_lazy("a Word document"),
    "ppt/": gettext_lazy("a presentation"),
    "content.xml": gettext_lazy("an OpenDocument file"),
    "": gettext_lazy("an archive (ZIP)"),
}
_TEXTS: dict[str, Message] = {
    r'\{\s*(?:"(?:[^"\\]|\\.)*"\s*:|\})|\[\s*["{\[]': gettext_lazy("JSON data"),
    r"(?i:<!doctype\s+html|<html[\s>])": gettext_lazy("a web page (HTML)"),
    r"<\?xml\s": gettext_lazy("an XML file"),
}
#: Control characters that text has no use for: in others lines break, tabs stand, an old file ends.
_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\v\f\r\x1a"))


def refuse_bytes(path: Path, head: bytes) -> None:
    """``ValidationError`` when the first bytes are those of another kind of file, or of no text at all."""
    for signature, what in _SIGNATURES.items():
        if head.startswith(signature):
            raise _looks_like(what)
    if head.startswith(ZIP):
        raise _looks_like(_archive(path))
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if controls > 2 + len(head) // 100:
        raise ValidationError(_("This is neither a CSV file nor a spreadsheet."))


def refuse_text(text: str) -> None:
    """``ValidationError`` when the text is written in another language than that of tables."""
    for pattern, what in _TEXTS.items():
        if re.match(rf"\s*(?:{pattern})", text):
            raise _looks_like(what)


def _archive(path: Path) -> Message:
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
    return next(
        what for start, what in _IN_ARCHIVES.items() if any(n.startswith(start) for n in ["", *names])
    )


def _looks_like(what: Message) -> ValidationError:
    return ValidationError(
        _("This looks like %(what)s; please send the rows as CSV or as an Excel spreadsheet.")
        % {"what": what}
    )
