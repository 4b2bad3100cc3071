"""Using granted data: exactly what was granted, every use on record, nothing once the grant ends."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from aggregation.selectors import table_of
from portal.kernel import audit, clock
from portal.kernel.actor import Actor
from portal.kernel.errors import Conflict, NotPermitted
from portal.store import export, query
from portal.store.models import StoreTable

from .. import policies
from ..choices import DOORS, UseKind, UseOutcome
from ..models import Grant, GrantUse
from ..selectors import refuse_beyond, restriction_of

PAGE_ROWS = 50
Condition = tuple[str, str, str] | None


def read_page(
    grant: Grant,
    *,
    actor: Actor,
    columns: Sequence[str] = (),
    condition: Condition = None,
    after: str = "",
) -> query.Page:
    """A page of granted rows for a person; recorded."""
    wanted = _wanted(grant, UseKind.PAGE, actor, columns, condition, after)
    page = query.page(wanted)
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
    wanted = _wanted(grant, UseKind.API, actor, columns, condition, after)
    body = query.page_json(wanted)
    found = json.loads(body)
    _record(grant, UseKind.API, actor, rows=len(found["rows"]), version=found["version"])
    return body


def stream_rows(
    grant: Grant, *, actor: Actor, columns: Sequence[str] = (), condition: Condition = None
) -> Iterator[bytes]:
    """All granted rows as CSV. Recorded before the first byte leaves; stops when the grant ends meanwhile."""
    wanted = _wanted(grant, UseKind.DOWNLOAD, actor, columns, condition, "")
    wanted = query.Query(
        **{name: getattr(wanted, name) for name in ("table", "columns", "filters")}
        | {"restriction": wanted.restriction, "version": wanted.table.current_version or None}
    )
    pieces = export.stream_csv(wanted)
    version = wanted.table.current_version
    use = _record(grant, UseKind.DOWNLOAD, actor, version=version, outcome=UseOutcome.RUNNING)
    return _watched(grant, use, pieces, actor)


def _watched(grant: Grant, use: GrantUse, pieces: Iterator[bytes], actor: Actor) -> Iterator[bytes]:
    lines, quoted = 0, False
    use.outcome = UseOutcome.STOPPED
    try:
        for piece in pieces:
            _refuse_ended(grant)
            found, quoted = _lines(piece, quoted)
            lines += found
            yield piece
        use.outcome = UseOutcome.SERVED
    finally:
        pieces.close()  # type: ignore[attr-defined]  # a generator
        use.rows = max(lines - 1, 0)
        audit.write("sharing.grantuse.finish", use, actor=actor, provision="4.2")


def _lines(piece: bytes, quoted: bool) -> tuple[int, bool]:
    """Ends of records in a piece of CSV: line ends inside quotation marks are part of a value."""
    found = 0
    for number, part in enumerate(piece.split(b'"')):
        if number:
            quoted = not quoted
        found += 0 if quoted else part.count(b"\n")
    return found, quoted


def _wanted(
    grant: Grant, kind: UseKind, actor: Actor, columns: Sequence[str], condition: Condition, after: str
) -> query.Query:
    if not (actor.can("sharing.use_grant", grant) and policies.is_consumer(actor, grant)):
        raise NotPermitted(
            "sharing.use_grant", _("The rows are for the staff of the unit they were granted to.")
        )
    fresh = _refuse_ended(grant)
    if kind not in DOORS[fresh.delivery]:  # type: ignore[index]  # the column holds its values
        raise NotPermitted(
            "sharing.use_grant",
            _("The grant allows “%(way)s” only.") % {"way": fresh.get_delivery_display()},
        )
    refuse_beyond(fresh, [*columns, *([condition[0]] if condition else [])])
    return query.Query(
        _table(fresh),
        columns=list(columns) or list(fresh.items),
        filters=[query.Filter(*condition)] if condition else [],
        after=after,
        limit=PAGE_ROWS,
        restriction=restriction_of(fresh),
    )


def _refuse_ended(grant: Grant) -> Grant:
    """The grant as it stands now; a refusal once it is not in force, whatever its state's column says."""
    fresh: Grant | None = Grant.objects.in_force(clock.today()).filter(pk=grant.pk).first()
    if fresh is None:
        raise NotPermitted("sharing.use_grant", _("The grant is not in force: it gives no data."))
    return fresh


def _table(grant: Grant) -> StoreTable:
    table = table_of(grant.entry)
    if table is None or not table.current_version:
        raise Conflict(_("There is no data behind this resource at present."))
    return table


def _record(
    grant: Grant,
    kind: UseKind,
    actor: Actor,
    *,
    rows: int = 0,
    version: int = 0,
    outcome: str = UseOutcome.SERVED,
) -> GrantUse:
    use = GrantUse(grant=grant, user=actor.user, used_at=clock.now(), kind=kind, rows=rows, version=version)
    use.outcome, use.request_id = outcome, actor.request_id
    audit.write("sharing.grantuse.record", use, actor=actor, provision="4.2")
    return use
