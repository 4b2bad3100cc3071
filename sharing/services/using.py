"""Using granted data: exactly what was granted, every use on record, nothing once the grant ends."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from aggregation.selectors import Held, refuse_held
from portal.kernel import audit, clock
from portal.kernel.actor import Actor
from portal.kernel.errors import NotPermitted
from portal.store import export, query

from .. import policies
from ..choices import DOORS, Delivery, UseKind, UseOutcome
from ..models import Grant, GrantUse
from ..selectors import Condition, granted_query, refuse_beyond

#: A program's page is longer than a person's: as long as that of open data.
API_ROWS = 100


def read_page(
    grant: Grant,
    *,
    actor: Actor,
    columns: Sequence[str] = (),
    condition: Condition = None,
    after: str = "",
) -> query.Page:
    """A page of granted rows for a person; recorded."""
    with _refusals_recorded(grant, UseKind.PAGE, actor):
        page = query.page(_wanted(grant, UseKind.PAGE, actor, columns, condition, after))
    _record(grant, UseKind.PAGE, actor, rows=len(page.rows), version=page.version)
    return page


def read_rows(
    grant: Grant,
    *,
    actor: Actor,
    columns: Sequence[str] = (),
    condition: Condition = None,
    after: str = "",
) -> bytes:
    """The same as JSON for a program; recorded."""
    with _refusals_recorded(grant, UseKind.API, actor):
        wanted = _wanted(grant, UseKind.API, actor, columns, condition, after)
        page = query.counted_page_json(replace(wanted, limit=API_ROWS))
    _record(grant, UseKind.API, actor, rows=page.rows, version=page.version)
    return page.body


def stream_rows(
    grant: Grant, *, actor: Actor, columns: Sequence[str] = (), condition: Condition = None
) -> Generator[bytes]:
    """All granted rows as CSV. Recorded before the first byte leaves; stops when the grant ends meanwhile."""
    with _refusals_recorded(grant, UseKind.DOWNLOAD, actor):
        wanted = _wanted(grant, UseKind.DOWNLOAD, actor, columns, condition, "")
        version = wanted.table.current_version
        pieces = export.stream_csv(replace(wanted, version=version))
    use = _record(grant, UseKind.DOWNLOAD, actor, version=version, outcome=UseOutcome.RUNNING)
    watched = _watched(grant, use, pieces, actor)
    next(watched)  # from here on its end goes on record, even if nobody reads a byte
    return watched


def end_lost_downloads(*, actor: Actor) -> int:
    """Say of downloads whose worker died that their end is not known; how many were found."""
    lost = list(GrantUse.objects.lost(clock.now()))
    for use in lost:
        use.outcome, use.reason = UseOutcome.STOPPED, _("The server stopped; how much was read is not known.")
        audit.write("sharing.grantuse.finish", use, actor=actor, provision="4.2", note=use.reason)
    return len(lost)


def _watched(grant: Grant, use: GrantUse, pieces: Generator[bytes], actor: Actor) -> Generator[bytes]:
    lines, quoted = 0, False
    use.outcome, use.reason = UseOutcome.STOPPED, _("The reader broke the download off.")
    try:
        yield b""
        for piece in pieces:
            _refuse_ended(grant)
            found, quoted = _lines(piece, quoted)
            lines += found
            yield piece
        use.outcome, use.reason = UseOutcome.SERVED, ""
    except Exception as error:
        use.reason = _sentence(error)
        raise
    finally:
        pieces.close()
        use.rows = max(lines - 1, 0)
        audit.write("sharing.grantuse.finish", use, actor=actor, provision="4.2", note=use.reason)


def _lines(piece: bytes, quoted: bool) -> tuple[int, bool]:
    """Ends of records in a piece of CSV: line ends inside quotation marks are part of a value."""
    found = 0
    for number, part in enumerate(piece.split(b'"')):
        if number:
            quoted = not quoted
        found += 0 if quoted else part.count(b"\n")
    return found, quoted


@contextmanager
def _refusals_recorded(grant: Grant, kind: UseKind, actor: Actor) -> Iterator[None]:
    """Whatever is refused inside, by the grant or by the store, goes on record for consumer and provider."""
    try:
        yield
    except (NotPermitted, Held, ValidationError) as refusal:
        if actor.user is not None:
            _record(grant, kind, actor, outcome=UseOutcome.REFUSED, reason=_sentence(refusal))
        raise


def _wanted(
    grant: Grant, kind: UseKind, actor: Actor, columns: Sequence[str], condition: Condition, after: str
) -> query.Query:
    """The question to the store, once it is known to be covered by the grant."""
    fresh = _permitted(grant, kind, actor)
    refuse_beyond(fresh, columns, condition)
    return granted_query(fresh, columns=columns, condition=condition, after=after)


def _permitted(grant: Grant, kind: UseKind, actor: Actor) -> Grant:
    """The grant as it stands now, if this person may use it through this door."""
    right = "sharing.use_grant"
    if not (actor.can(right, grant) and policies.is_consumer(actor, grant)):
        raise NotPermitted(right, _("The rows are for the staff of the unit they were granted to."))
    fresh = _refuse_ended(grant)
    if kind not in DOORS[Delivery(fresh.delivery)]:
        way = fresh.get_delivery_display()
        raise NotPermitted(right, _("The grant allows “%(way)s” only.") % {"way": way})
    return fresh


def _refuse_ended(grant: Grant) -> Grant:
    """The grant as it stands now; a refusal once it is over, suspended, or stopped with its resource."""
    fresh: Grant | None = Grant.objects.in_force(clock.today()).filter(pk=grant.pk).first()
    if fresh is None:
        refuse_held(grant.entry)
        raise NotPermitted("sharing.use_grant", _("The grant is not in force: it gives no data."))
    fresh.entry, fresh.consumer = grant.entry, grant.consumer  # of a grant these never change
    return fresh


def _sentence(error: Exception) -> str:
    messages = error.messages if isinstance(error, ValidationError) else [str(error) or type(error).__name__]
    return " ".join(messages)[:300]


def _record(grant: Grant, kind: UseKind, actor: Actor, **outcome: Any) -> GrantUse:
    use = GrantUse(grant=grant, user=actor.user, used_at=clock.now(), kind=kind, **outcome)
    use.request_id = actor.request_id
    action = "refuse" if use.outcome == UseOutcome.REFUSED else "record"
    audit.write_many(f"sharing.grantuse.{action}", [use], actor=actor, provision="4.2", note=use.reason)
    return use
