"""The search over everything that one may see."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from portal.web import contributions
from portal.web.contributions import SearchSource
from portal.web.doors import AnybodyMixin, PageView

#: Of each kind so many are shown together; one kind alone is paged, up to a bound.
TOGETHER, A_PAGE, AT_MOST = 5, 20, 200


class SearchView(AnybodyMixin, PageView):
    """Finds what the reader may see, by kind; each kind has its own pages."""

    template_name = "front/search.html"
    title = _("Search")

    @cached_property
    def words(self) -> str:
        """What is looked for."""
        return self.http_request.GET.get("q", "").replace("\x00", "").strip()[:100]

    @cached_property
    def chosen(self) -> SearchSource | None:
        """The one kind that the reader asked for."""
        wish = self.http_request.GET.get("kind", "")
        return next((s for s in contributions.registry.search if s.name == wish), None)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The findings of every chapter, or the pages of one."""
        narrowed = self._one_kind() if self.words and self.chosen else self._all_kinds()
        return super().get_context_data(words=self.words, chosen=self.chosen, **narrowed, **kwargs)

    def _all_kinds(self) -> dict[str, Any]:
        found = contributions.search(self.actor, self.words, TOGETHER + 1) if self.words else []
        kinds = [(source, hits[:TOGETHER], len(hits) > TOGETHER) for source, hits in found]
        return {"found": kinds}

    def _one_kind(self) -> dict[str, Any]:
        hits = list(self.chosen.search(self.actor, self.words, AT_MOST))
        page = Paginator(hits, A_PAGE).get_page(self.http_request.GET.get("page"))
        found = [(self.chosen, page.object_list, False)] if hits else []
        pages = page.paginator.get_elided_page_range(page.number)
        return {"found": found, "page": page, "pages": pages, "page_sizes": (A_PAGE,)}
