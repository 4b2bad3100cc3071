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
    """Fetches ``self.record`` from what the actor may see; a stranger gets 404.

    Records are addressed by ``public_id``, or by another ``lookup_field`` such as the resource code.
    """

    model: type[Model]
    lookup_field = "public_id"
    actor: Actor
    kwargs: dict[str, Any]

    def get_queryset(self) -> QuerySet[Any]:
        """What the actor may see."""
        return self.model._default_manager.visible_to(self.actor)  # type: ignore[attr-defined]

    @cached_property
    def record(self) -> Any:
        """The record that the address names."""
        return get_object_or_404(self.get_queryset(), **{self.lookup_field: self.kwargs[self.lookup_field]})

    def url_of_move(self, url_prefix: str, move: str) -> str:
        """The address of a move's page."""
        value = getattr(self.record, self.lookup_field)
        return reverse(f"{url_prefix}-{move.replace('_', '-')}", kwargs={self.lookup_field: value})


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
        """The buttons, from the declaration that the service checks; an own one may add edits."""
        if self.workflow is None:
            return []
        return [
            ShownMove(
                step.name,
                step.label,
                self.url_of_move(self.url_prefix, step.name),
                tone_of_move(step, self.move_tones),
            )
            for step in self.workflow.available(self.record, actor=self.actor)
        ]

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
