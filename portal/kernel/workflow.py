"""Declare a record's lifecycle once; move it along safely.

A ``Workflow`` is the one place that says who may take a record from which state to which, and by which
provision. Services ``fire`` it; views, interfaces and templates ask what is ``available``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import models, transaction
from django.utils.translation import gettext as _

from . import audit, jobs
from .actor import Actor
from .errors import IllegalTransition, Message, NotPermitted

M = TypeVar("M", bound=models.Model)
Guard = Callable[[Actor, Any], bool]

_subscribers: dict[str, list[str]] = defaultdict(list)
_declared: dict[str, Workflow[Any]] = {}


def always(actor: Actor, record: models.Model) -> bool:
    """The guard of a move that needs no more than its right."""
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """One arrow of the diagram: no right, no provision or no label, no arrow."""

    name: str
    sources: tuple[str, ...]
    target: str
    label: Message
    permission: str
    provision: str
    guard: Guard = always
    #: The move that most people wait for is drawn as the primary button; ``danger`` asks twice.
    emphasis: str = ""

    def __post_init__(self) -> None:
        for attribute in ("name", "sources", "target", "permission", "provision"):
            if not getattr(self, attribute):
                raise ValueError(f"transition {self.name!r} has no {attribute}")

    def allows(self, actor: Actor, record: models.Model) -> bool:
        """Whether the actor has the right, and has it here."""
        return actor.can(self.permission, record) and self.guard(actor, record)


class Workflow(Generic[M]):
    """The lifecycle of one model, kept in its ``field``."""

    def __init__(self, model: type[M], *transitions: Transition, field: str = "state") -> None:
        self.model, self.field = model, field
        self.transitions = {t.name: t for t in transitions}
        self.labels = _labels(model, field)
        self.states = set(self.labels)
        if len(self.transitions) < len(transitions):
            raise ValueError(f"{model.__name__}: two transitions of one name")
        if unknown := {s for t in transitions for s in (*t.sources, t.target)} - self.states:
            raise ValueError(f"{model.__name__}: unknown states {sorted(unknown)}")
        _declared[model._meta.label_lower] = self

    def event_name(self, transition: str) -> str:
        """The audit action and the news of a move: ``app.model.move``."""
        return f"{self.model._meta.label_lower}.{transition}"

    def available(self, record: M, *, actor: Actor) -> list[Transition]:
        """The moves that this actor may make now: the buttons to draw, the API's ``actions``."""
        state = getattr(record, self.field)
        return [t for t in self.transitions.values() if state in t.sources and t.allows(actor, record)]

    @contextmanager
    def fire(self, name: str, record: M, *, actor: Actor, note: str = "") -> Iterator[M]:
        """Lock → right (403) → state (409) → the caller's edits → validate (422) → save → audit → news.

        Yields the locked row, fresh from the database; the record that was passed is not changed.
        """
        step = self.transitions[name]
        if not isinstance(record, self.model):
            raise TypeError(f"{record!r} is no {self.model.__name__}")
        with transaction.atomic():
            locked = audit.locked(record)
            self.check(name, locked, actor=actor)
            before = audit.snapshot(locked)
            setattr(locked, self.field, step.target)
            yield locked
            if getattr(locked, self.field) != step.target:
                raise ValueError(f"{name}: a move's own edits may not change the state")
            event = self.event_name(name)
            audit.write(event, locked, actor=actor, before=before, provision=step.provision, note=note)
            for kind in _subscribers.get(event, ()):
                jobs.enqueue(kind, {"record_id": locked.pk}, actor=actor, subject=locked)

    def check(self, name: str, record: M, *, actor: Actor) -> None:
        """Refuse a move that the actor may not make (403) or not now (409); doors ask before they parse."""
        step = self.transitions[name]
        if not step.allows(actor, record):
            raise NotPermitted(step.permission)
        if getattr(record, self.field) not in step.sources:
            state = getattr(record, self.field)
            raise IllegalTransition(
                _("“%(move)s” is not possible any more: the record is now “%(state)s”. Reload the page.")
                % {"move": step.label, "state": self.labels.get(state, state)}
            )


def _labels(model: type[models.Model], name: str) -> dict[str, Message]:
    field = model._meta.get_field(name)
    return dict(field.flatchoices) if isinstance(field, models.Field) else {}


def subscribe(event: str, job_kind: str) -> None:
    """Enqueue ``job_kind`` with ``record_id`` in the same transaction whenever ``event`` fires."""
    if job_kind not in _subscribers[event]:
        _subscribers[event].append(job_kind)


def declared() -> dict[str, Workflow[Any]]:
    """Every lifecycle of the portal by its model's label, ``sharing.grant``."""
    return dict(_declared)


def subscriptions() -> dict[str, list[str]]:
    """Which jobs follow which news (for the register tests)."""
    return {event: list(kinds) for event, kinds in _subscribers.items() if kinds}
