"""Where a page ended: signed, bound to its query and version, opaque to the reader."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

SALT = "portal.store.cursor"


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last row of a page: its version, generation, value of the order (as text), and row number."""

    version: int
    generation: int
    value: str | None
    row: int


def fingerprint(*parts: object) -> str:
    """What a cursor belongs to, short."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:12]


def write(cursor: Cursor, query: str) -> str:
    """The cursor for the reader; ``query`` is the fingerprint of what was asked."""
    return signing.dumps([cursor.version, cursor.generation, cursor.value, cursor.row, query], salt=SALT)


def read(text: str, query: str) -> Cursor:
    """The cursor that ``write`` made for the same query; ``ValidationError`` for any other text."""
    try:
        version, generation, value, row, wanted = signing.loads(text, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        raise ValidationError(_("This place in the list is not known; please start again.")) from None
    if wanted != query:
        raise ValidationError(_("This place belongs to another query; please start again."))
    return Cursor(version, generation, value, row)
