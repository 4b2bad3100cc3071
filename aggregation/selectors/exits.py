"""The exits through which data leaves, each registered by its own chapter: who may read what there.

An objection is about what its objector could read. Aggregation does not know the exits; each tells it, at
start, what an actor may read of an entry through it.
"""

from __future__ import annotations

from collections.abc import Callable

from catalog.models import CatalogEntry
from portal.kernel.actor import Actor
from portal.store.query import Restriction

Reader = Callable[[Actor, CatalogEntry], Restriction | None]

_readers: dict[str, Reader] = {}


def register_exit(channel: str, reader: Reader) -> None:
    """Say what an actor may read of an entry through this channel; the reader gives ``None`` for nothing."""
    _readers[channel] = reader


def seen_through(channel: str, entry: CatalogEntry, actor: Actor) -> Restriction | None:
    """What the actor may read of the entry through the channel; ``None`` for nothing."""
    reader = _readers.get(channel)
    return reader(actor, entry) if reader else None
