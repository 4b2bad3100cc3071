"""One workflow move as a page: evidence on the left, the decision on the right, one service behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django.forms import Form
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from portal.kernel.errors import Message
from portal.kernel.workflow import Transition, Workflow

from .forms import ServiceFormMixin
from .pages import Check, PageView
from .records import FactsMixin, tone_of_move


class EvidenceView(FactsMixin, PageView):
    """What a decision is made on: the record's facts and the checks already made."""

    def checks(self) -> list[Check]:
        """Checks made already, passed or failed with their reasons."""
        return []

    def get_parents(self) -> list[tuple[Message, str]]:
        """The breadcrumb, ending in the record."""
        own = (str(self.record), self.record.get_absolute_url())
        return [*super().get_parents(), own]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The evidence."""
        evidence = {"record": self.record, "groups": self.shown_groups(), "checks": self.checks()}
        return super().get_context_data(**(evidence | kwargs))


class MoveView(ServiceFormMixin, EvidenceView):
    """Shows and makes one move."""

    template_name = "web/move.html"
    workflow: Workflow[Any]
    move = ""
    service: ClassVar[Callable[..., Any]]
    explanation: Message = ""
    tone = ""

    @property
    def transition(self) -> Transition:
        """The declaration of the move."""
        return self.workflow.transitions[self.move]

    def dispatch(self, http_request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse early; the service checks once more under the lock."""
        self.workflow.check(self.move, self.record, actor=self.actor)
        return super().dispatch(http_request, *args, **kwargs)

    def get(self, http_request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The page that asks."""
        return self.show(self.first_form())

    def perform(self, form: Any) -> Any:
        """Call the move's service with what the form parsed."""
        return type(self).service(self.record, actor=self.actor, **form.cleaned_data)

    def get_success_url(self, outcome: Any) -> str:
        """Back to the record."""
        return (outcome if hasattr(outcome, "get_absolute_url") else self.record).get_absolute_url()

    def get_done(self) -> Message:
        """That the move was made, unless the view says more."""
        return self.done or _("Done: %(move)s") % {"move": self.transition.label}

    def get_title(self) -> Message:
        """The move's own label unless the view has a title."""
        return self.title or self.transition.label

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The move and its evidence."""
        return super().get_context_data(
            move=self.transition,
            tone=self.tone or tone_of_move(self.transition) or "primary",
            explanation=self.explanation,
            back_url=self.record.get_absolute_url(),
            **kwargs,
        )


class DecisionView(EvidenceView):
    """Several moves over the same evidence; each form posts to its own move."""

    template_name = "web/decision.html"
    workflow: Workflow[Any]
    url_prefix = ""
    moves: Mapping[str, type[Form]] = {}
    move_tones: Mapping[str, str] = {}

    def get_title(self) -> Message:
        """The record's title unless the view has one."""
        return self.title or str(self.record)

    def get_forms(self) -> Mapping[str, type[Form]]:
        """Each move's form; an own answer fits them to the record."""
        return self.moves

    def decisions(self) -> list[dict[str, Any]]:
        """The moves that the actor may make now, each with its form and address."""
        forms = self.get_forms()
        return [
            {
                "move": step,
                "form": forms[step.name](prefix=None, auto_id=f"id_{step.name}_%s"),
                "url": self.url_of_move(self.url_prefix, step.name),
                "tone": tone_of_move(step, self.move_tones) or "primary",
            }
            for step in self.workflow.available(self.record, actor=self.actor)
            if step.name in forms
        ]

    def get(self, http_request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The page; refused where nothing can be decided (any more)."""
        decisions = self.decisions()
        if not decisions:
            self.workflow.check(next(iter(self.get_forms())), self.record, actor=self.actor)
        return self.render_to_response(self.get_context_data(decisions=decisions))
