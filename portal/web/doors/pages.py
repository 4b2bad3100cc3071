"""What every page declares: title, chapter, audience, breadcrumb, primary action."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.generic import View
from django.views.generic.base import ContextMixin, TemplateResponseMixin

from portal.kernel.errors import Message
from portal.web.contributions import Section

from .actors import ActorMixin


@dataclass(frozen=True)
class Button:
    """A link drawn as a button; ``url_name`` is reversed with ``args`` unless a ``url`` is given."""

    label: Message
    url_name: str = ""
    args: tuple[Any, ...] = ()
    url: str = ""
    icon: str = ""

    @property
    def href(self) -> str:
        """Where it leads."""
        return self.url or reverse(self.url_name, args=self.args)


@dataclass(frozen=True)
class Empty:
    """What a list says when it has nothing: what would be here, and the button that starts it."""

    title: Message
    text: Message = ""
    button: Button | None = None


@dataclass(frozen=True)
class NextStep:
    """What happens next with a record, who must do it, by when."""

    text: Message
    who: Message = ""
    due_on: date | None = None


@dataclass(frozen=True)
class Check:
    """A check made already, shown beside a decision."""

    label: Message
    passed: bool
    reason: Message = ""
    url: str = ""


class PageView(ActorMixin, TemplateResponseMixin, ContextMixin, View):
    """A page without a record; the base of all others."""

    title: Message = ""
    lead: Message = ""
    section: Section | None = None
    audience: Message = ""
    parents: Sequence[tuple[str, Message]] = ()
    primary: Button | None = None
    layout = "public.html"

    def get(self, http_request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page."""
        return self.render_to_response(self.get_context_data(**kwargs))

    def get_layout(self) -> str:
        """The frame: the staff's or the public's."""
        return self.layout

    def get_title(self) -> Message:
        """Heading and ``<title>``."""
        return self.title

    def get_parents(self) -> list[tuple[Message, str]]:
        """The breadcrumb's steps above this page: label and address."""
        return [(label, reverse(url_name)) for url_name, label in self.parents]

    def get_primary(self) -> Button | None:
        """The page's one primary action, if the actor may take it."""
        return self.primary

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the layouts and every page's template read."""
        return {
            "title": self.get_title(),
            "lead": self.lead,
            "section": self.section,
            "audience": self.audience,
            "parents": self.get_parents(),
            "primary": self.get_primary(),
            "layout": self.get_layout(),
            "actor": self.actor,
        } | super().get_context_data(**kwargs)
