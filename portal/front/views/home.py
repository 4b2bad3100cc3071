"""Home for the public, and where one goes after signing in."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from opening import selectors as opening_selectors
from portal.web import contributions
from portal.web.doors import PageView, PublicMixin


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


def start(http_request: HttpRequest) -> HttpResponseBase:
    """After signing in: staff go to their desk, everybody else to the home page."""
    works = getattr(http_request.user, "organization_id", None)
    return HttpResponseRedirect(reverse("front:desk" if works else "front:home"))
