"""Home for the public, the desk for staff, the inbox, and the search over everything."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from opening import selectors as opening_selectors
from portal.web import contributions
from portal.web.contributions import Section
from portal.web.doors import PageView, PublicMixin, StaffMixin


class HomeView(PublicMixin, PageView):
    """The public home: search, themes, figures, what is new."""

    template_name = "front/home.html"
    title = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Everything comes from published snapshots."""
        return super().get_context_data(
            figures=contributions.figures(self.actor, "public")[:4],
            themes=opening_selectors.themes_with_counts(),
            latest=opening_selectors.latest(6),
            bleed=True,
            **kwargs,
        )


class DeskView(StaffMixin, PageView):
    """Where a member of staff starts: what waits, the unit's figures."""

    template_name = "front/desk.html"
    section = Section.GENERAL
    audience = _("You")

    def get_title(self) -> str:
        """A greeting by name."""
        return _("Hello, %(name)s") % {"name": self.actor.user.get_full_name()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What waits, the figures, and the doors to each chapter."""
        return super().get_context_data(
            groups=contributions.inbox(self.actor),
            figures=contributions.figures(self.actor, "staff")[:6],
            unit=self.actor.user.organization,
            **kwargs,
        )


class InboxView(StaffMixin, PageView):
    """Everything that waits for the reader, by kind, with its deadline."""

    template_name = "front/inbox.html"
    section = Section.GENERAL
    title = _("Inbox")
    audience = _("You")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What waits, by kind."""
        return super().get_context_data(groups=contributions.inbox(self.actor), **kwargs)


class SearchView(PublicMixin, PageView):
    """Finds units, entries and open data that the reader may see."""

    template_name = "front/search.html"
    title = _("Search")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The findings of every chapter."""
        words = self.http_request.GET.get("q", "").replace("\x00", "").strip()[:100]
        found = contributions.search(self.actor, words, 8) if words else []
        return super().get_context_data(words=words, found=found, **kwargs)


def start(http_request: HttpRequest) -> HttpResponseBase:
    """After signing in: staff go to their desk, everybody else to the home page."""
    works = getattr(http_request.user, "organization_id", None)
    return HttpResponseRedirect(reverse("front:desk" if works else "front:home"))
