"""What is contested, for every exit that serves the data (provisions 4.3 and 5.3)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from django.utils import timezone

from catalog.models import CatalogEntry
from portal.kernel.errors import Message
from portal.store.models import StoreTable
from portal.store.query import Restriction

from ..choices import DISCREET_KINDS, ObjectionKind
from ..models import Objection
from .rows import is_row_there

#: More are not listed one by one; the data as a whole is doubtful then.
MOST_NOTICES = 20


@dataclass(frozen=True, slots=True)
class Notice:
    """One objection as readers of the data are told of it: no word about who raised it."""

    number: str
    kind: str
    item: str = ""
    row: dict[str, str] = field(default_factory=dict)
    since: str = ""

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Notice:
        """A notice as a snapshot keeps it."""
        return cls(**stored)

    def as_json(self) -> dict[str, Any]:
        """For snapshots and programs."""
        return asdict(self)

    @property
    def label(self) -> Message:
        """The kind in words."""
        return ObjectionKind(self.kind).label

    @property
    def place(self) -> str:
        """Row and item in words; empty where all of the data is meant."""
        row = "，".join(f"{name} {value}" for name, value in self.row.items())
        return " · ".join(part for part in (row, self.item) if part)

    def without_place(self) -> Notice:
        """For readers who may not see which rows there are."""
        return replace(self, item="", row={})

    def marks(self, row: Mapping[str, Any]) -> bool:
        """Whether it is about this row."""
        return bool(self.row) and all(str(row.get(name)) == value for name, value in self.row.items())


def notices_for(entry: CatalogEntry, restriction: Restriction | None = None) -> list[Notice]:
    """What of the entry is contested today: all of it, an item, a row. Nothing beyond the restriction."""
    found = Objection.objects.flagging().filter(entry=entry).prefetch_related("mounted__table")
    shown = (_notice(objection, restriction) for objection in found.order_by("accepted_at")[:MOST_NOTICES])
    return [notice for notice in shown if notice is not None]


def notice_headers(notices: Sequence[Notice], url: str) -> dict[str, str]:
    """How an answer that has no room for words says that its data is contested."""
    if not notices:
        return {}
    return {"X-Data-Notice": f"contested; count={len(notices)}", "Link": f'<{url}>; rel="describedby"'}


def with_notices(body: bytes, notices: Sequence[Notice]) -> bytes:
    """A page of rows as the store wrote it, with the notices as one more member of the object."""
    if not notices:
        return body
    told = json.dumps([notice.as_json() for notice in notices], ensure_ascii=False)
    return body[:-1] + b',"notices":' + told.encode() + b"}"


def _notice(objection: Objection, restriction: Restriction | None) -> Notice | None:
    since = f"{timezone.localdate(objection.accepted_at):%Y-%m-%d}" if objection.accepted_at else ""
    if objection.kind in DISCREET_KINDS:
        return Notice(objection.number, objection.kind, since=since)
    if not _is_within(objection, objection.mounted.table, restriction):
        return None
    return Notice(objection.number, objection.kind, objection.item, objection.row_key, since)


def _is_within(objection: Objection, table: StoreTable | None, restriction: Restriction | None) -> bool:
    """Whether a reader who sees no more than the restriction may be told of it."""
    if restriction is None:
        return True
    named = {*objection.row_key, *([objection.item] if objection.item else [])}
    if restriction.columns is not None and not named <= restriction.columns:
        return False
    if not (objection.row_key and restriction.filters):
        return True
    return table is not None and is_row_there(table, objection.row_key, restriction)
