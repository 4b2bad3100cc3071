"""A record's page: state, next step, moves, facts, panels, timeline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.db.models import Model, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property

from portal.kernel.actor import Actor
from portal.kernel.errors import Message
from portal.kernel.workflow import Transition, Workflow

from .pages import NextStep, PageView
from .tables import FactGroup


class ShownMove(NamedTuple):
    """A move that the actor may make now, as a button."""

    name: str
    label: Message
    url: str
    tone: str


class RecordMixin:
    """Fetches ``self.record`` by its public identifier from what the actor may see; a stranger gets 404."""

    model: type[Model]
    actor: Actor
    kwargs: dict[str, Any]

    def get_queryset(self) -> QuerySet[Any]:
        """What the actor may see."""
        return self.model._default_manager.visible_to(self.actor)  # type: ignore[attr-defined]

    @cached_property
    def record(self) -> Any:
        """The record that the address names."""
        return get_object_or_404(self.get_queryset(), public_id=self.kwargs["public_id"])


def shown_moves(
    workflow: Workflow[Any], record: Any, actor: Actor, url_prefix: str, tones: Mapping[str, str]
) -> list[ShownMove]:
    """The buttons of a record, from the same declaration that the service checks."""
    return [
        ShownMove(step.name, step.label, move_url(url_prefix, step.name, record), tone_of_move(step, tones))
        for step in workflow.available(record, actor=actor)
    ]


def move_url(url_prefix: str, move: str, record: Any) -> str:
    """The address of a move's page."""
    return reverse(f"{url_prefix}-{move.replace('_', '-')}", kwargs={"public_id": record.public_id})


def tone_of_move(step: Transition, tones: Mapping[str, str] | None = None) -> str:
    """``primary``, ``stop`` or plain: what the view says, else the transition's own emphasis."""
    own = {"primary": "primary", "danger": "stop"}.get(step.emphasis, "")
    return (tones or {}).get(step.name, own)


class RecordDetailView(RecordMixin, PageView):
    """One record, with what can be done with it."""

    template_name = "web/record.html"
    workflow: Workflow[Any] | None = None
    url_prefix = ""
    move_tones: Mapping[str, str] = {}
    panel_slot = ""
    groups: Sequence[FactGroup] = ()
    timeline = True

    def get_title(self) -> Message:
        """The record's own title."""
        return str(self.record)

    def next_step(self) -> NextStep | None:
        """What happens next; ``None`` where nothing is awaited."""
        return None

    def get_moves(self) -> list[ShownMove]:
        """The buttons: moves first; an own one may add edits that are no moves."""
        if self.workflow is None:
            return []
        return shown_moves(self.workflow, self.record, self.actor, self.url_prefix, self.move_tones)

    def get_groups(self) -> list[dict[str, Any]]:
        """The summary list's groups."""
        return [{"title": g.title, "rows": g.rows(self.record)} for g in self.groups]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The record and everything drawn around it."""
        return super().get_context_data(
            record=self.record,
            state_field=self.workflow.field if self.workflow else "",
            next_step=self.next_step(),
            moves=self.get_moves(),
            groups=self.get_groups(),
            panel_slot=self.panel_slot,
            timeline=self.timeline,
            **kwargs,
        )
