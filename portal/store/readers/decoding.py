"""Bytes of any encoding as UTF-8, in constant memory; what is no text becomes a mark to be rejected."""

from __future__ import annotations

import codecs
from typing import IO

#: A Unicode noncharacter: never text. It stands for what could not be decoded, for NUL and for U+001F.
DAMAGE = "\ufdd0"
_DAMAGE_BYTES = DAMAGE.encode()
#: NUL cannot be stored, and U+001F separates items in the store's own lines.
_NO_TEXT = (b"\0", b"\x1f")
CHUNK = 1024 * 1024


class _Mender:
    """Counts what could not be decoded."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeDecodeError):
            raise error
        self.count += 1
        return DAMAGE, error.end


class Utf8Stream:
    """A binary file in ``encoding`` that reads as UTF-8 without byte order mark (for pyarrow)."""

    closed = False

    def __init__(self, binary_file: IO[bytes], encoding: str) -> None:
        self._file = binary_file
        self._mender = _Mender()
        self._errors = f"portal-damage-{id(self)}"
        codecs.register_error(self._errors, self._mender)
        self._decoder = codecs.getincrementaldecoder(encoding)(errors=self._errors)
        self._is_utf8 = codecs.lookup(encoding).name == "utf-8"
        self._ready = self._cut = b""
        self._at_start = True
        self._ended = False

    def read(self, size: int = CHUNK) -> bytes:
        """Up to ``size`` bytes of UTF-8; empty at the end."""
        while not self._ready and not self._ended:
            self._ready = self._fill(max(size - len(self._cut), 4))
        if len(self._ready) <= size:
            taken, self._ready = self._ready, b""
            return taken
        taken = self._ready[:size]
        self._ready = self._ready[size:]
        return taken

    def _fill(self, size: int) -> bytes:
        raw = self._file.read(size)
        self._ended = not raw
        utf8 = self._utf8(raw)
        if self._at_start and utf8:
            utf8 = utf8.removeprefix(codecs.BOM_UTF8)
            self._at_start = False
        for sign in _NO_TEXT:
            if sign in utf8:
                self._mender.count += utf8.count(sign)
                utf8 = utf8.replace(sign, _DAMAGE_BYTES)
        return utf8

    def _utf8(self, raw: bytes) -> bytes:
        if not self._is_utf8:
            return self._decoder.decode(raw, final=not raw).encode()
        if self._cut:
            raw, self._cut = self._cut + raw, b""
        if not self._ended and (whole := _whole_characters(raw)) < len(raw):
            raw, self._cut = raw[:whole], raw[whole:]
        try:
            raw.decode()  # only to look: most files are what they say, and are passed on as they are
        except UnicodeDecodeError:
            return raw.decode(errors=self._errors).encode()
        return raw

    @property
    def bad_bytes(self) -> int:
        """How often something was no text so far."""
        return self._mender.count

    @property
    def raw_position(self) -> int:
        """Bytes of the original file that were taken so far."""
        return self._file.tell()

    def readable(self) -> bool:
        """For pyarrow."""
        return True

    def close(self) -> None:
        """For pyarrow; the file belongs to whoever opened it."""
        self.closed = True


def _whole_characters(raw: bytes) -> int:
    """The length of ``raw`` without a UTF-8 character that was cut off at its end."""
    for back in range(1, min(4, len(raw)) + 1):
        byte = raw[-back]
        if byte < 0x80:
            return len(raw)
        if byte >= 0xC0:
            return len(raw) - back if back < _width(byte) else len(raw)
    return len(raw)


def _width(lead: int) -> int:
    return 2 if lead < 0xE0 else 3 if lead < 0xF0 else 4
