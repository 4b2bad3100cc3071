"""The receiver's side: fetch a parcel, sign for what came; and what follows when it does not match."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aggregation.selectors import refuse_held
from aggregation.services import lock_resource
from portal.kernel import audit, clock
from portal.kernel.actor import Actor
from portal.kernel.errors import Conflict, NotPermitted
from portal.store import files

from .. import policies
from ..models import ReturnParcel
from ..workflows import PARCEL
from .carrying import mark_sent

RECONCILER = Actor.system("reconcile-returns", "sharing.carry_return")


def fetch_parcel(parcel: ReturnParcel, *, actor: Actor) -> Iterator[bytes]:
    """The parcel's file for its receiver; recorded before the first byte leaves, ended by a hold."""
    if not policies.may_fetch(actor, parcel):
        raise NotPermitted(
            "sharing.sign_parcel", _("The file is for the data officers of the unit that receives it.")
        )
    refuse_held(parcel.run.entry)
    audit.record_act("sharing.returnparcel.fetch", parcel, actor=actor, provision="4.4")
    return _watched(parcel)


def sign_parcel(parcel: ReturnParcel, *, actor: Actor, rows: int, digest: str) -> ReturnParcel:
    """Sign for the rows and the digest that came; what was sent is compared with it at once."""
    digest = digest.strip().lower()
    if len(digest) != hashlib.sha256().digest_size * 2 or set(digest) - set("0123456789abcdef"):
        raise ValidationError({"digest": _("A SHA-256 has 64 hexadecimal digits.")})
    with transaction.atomic():
        with PARCEL.fire("sign", parcel, actor=actor) as locked:
            locked.received_rows, locked.received_digest = rows, digest
            locked.received_at, locked.received_by = clock.now(), actor.user
        return reconcile_parcel(locked, actor=RECONCILER)


def reconcile_parcel(parcel: ReturnParcel, *, actor: Actor) -> ReturnParcel:
    """Compare the receipt with what was sent."""
    matches = (parcel.received_rows, parcel.received_digest) == (parcel.rows, parcel.digest)
    with PARCEL.fire("reconcile" if matches else "miss", parcel, actor=actor) as locked:
        pass
    return locked


def resend_parcel(parcel: ReturnParcel, *, actor: Actor, note: str = "") -> ReturnParcel:
    """Send a parcel again whose receipt did not match, after a look at the stored file."""
    with transaction.atomic():
        lock_resource(parcel.run.entry)
        with PARCEL.fire("resend", parcel, actor=actor, note=note) as locked:
            refuse_held(parcel.run.entry)
            _refuse_damaged(locked)
            locked.received_at = locked.received_by = locked.received_rows = None
            locked.received_digest = ""
            mark_sent(locked)
    return locked


def _refuse_damaged(parcel: ReturnParcel) -> None:
    found = hashlib.sha256()
    for piece in _pieces(parcel):
        found.update(piece)
    if found.hexdigest() != parcel.digest:
        raise Conflict(_("The stored file is damaged. Plan a new run."))


def _watched(parcel: ReturnParcel) -> Iterator[bytes]:
    """The file as long as its resource is not stopped."""
    for piece in _pieces(parcel):
        refuse_held(parcel.run.entry)
        yield piece


def _pieces(parcel: ReturnParcel) -> Iterator[bytes]:
    with files.opened(parcel.file) as binary_file:
        yield from binary_file.chunks(files.CHUNK)
