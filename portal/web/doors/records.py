"""A record's page: state, next step, moves, facts, panels, timeline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.db.models import Model, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property

from portal.kernel.errors import Message
from portal.kernel.workflow import Transition, Workflow

from .. import contributions
from .actors import ActorMixin, in_sight
from .pages import NextStep, PageView
from .tables import FactGroup, filled_groups


class ShownMove(NamedTuple):
    """A move that the actor may make now, as a button."""

    name: str
    label: Message
    url: str
    tone: str


class RecordMixin(ActorMixin):
    """Fetches ``self.record`` from what the actor may see; a stranger gets 404.

    Records are addressed by ``public_id``, or by another ``lookup_field`` such as the resource code.
    """

    model: type[Model]
    related: Sequence[str] = ()
    lookup_field = "public_id"
    kwargs: dict[str, Any]

    def get_queryset(self) -> QuerySet[Any]:
        """What the actor may see, with the ``related`` records that the page names."""
        return in_sight(self.model, self.actor, self.related)

    @cached_property
    def record(self) -> Any:
        """The record that the address names."""
        return get_object_or_404(self.get_queryset(), **{self.lookup_field: self.kwargs[self.lookup_field]})

    def url_of_move(self, url_prefix: str, move: str) -> str:
        """The address of a move's page."""
        value = getattr(self.record, self.lookup_field)
        return reverse(f"{url_prefix}-{move.replace('_', '-')}", kwargs={self.lookup_field: value})


class FactsMixin(RecordMixin):
    """The record's facts in groups, the summary list of its page and the evidence of its moves."""

    groups: Sequence[FactGroup] = ()

    def get_groups(self) -> Sequence[FactGroup]:
        """What is told of the record; an own answer fits it to the reader and to the state."""
        return self.groups

    def shown_groups(self) -> list[dict[str, Any]]:
        """The same as pages draw it: what is empty says nothing and is left out."""
        return filled_groups(self.get_groups(), self.record)


def tone_of_move(step: Transition, tones: Mapping[str, str] | None = None) -> str:
    """``primary``, ``stop`` or plain: what the view says, else the transition's own emphasis."""
    own = {"primary": "primary", "danger": "stop"}.get(step.emphasis, "")
    return (tones or {}).get(step.name, own)


class RecordDetailView(FactsMixin, PageView):
    """One record, with what can be done with it."""

    template_name = "web/record.html"
    workflow: Workflow[Any] | None = None
    url_prefix = ""
    move_tones: Mapping[str, str] = {}
    panel_slot = ""
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

    def panel_record(self) -> Any:
        """What the other chapters' panels are asked about."""
        return self.record

    def shows_timeline(self) -> bool:
        """Whether who did what when stands below; an own answer asks who reads."""
        return self.timeline

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The record and everything drawn around it."""
        panels = contributions.draw_panels(self.panel_slot, self.actor, self.panel_record())
        return super().get_context_data(
            record=self.record,
            state_field=self.workflow.field if self.workflow else "",
            next_step=self.next_step(),
            moves=self.get_moves(),
            groups=self.shown_groups(),
            panels=panels,
            offers=contributions.offers(panels),
            timeline=self.shows_timeline(),
            **kwargs,
        )
