"""Search and browse the open datasets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.kernel.errors import Message
from portal.web import exports
from portal.web.contributions import Section
from portal.web.doors import PublicMixin
from portal.web.doors.filters import without
from portal.web.doors.pages import PageView

from .. import selectors
from ..choices import Sort
from ..filters import wish_of
from ..models import PublicDataset
from ..selectors import words

PAGE_SIZES = (10, 20, 50)
#: Values of a facet that are shown at once.
FIRST_VALUES = 8


@dataclass(frozen=True)
class Finding:
    """A dataset in the list, with what was looked for marked."""

    dataset: PublicDataset
    title: list[tuple[str, bool]]
    text: list[tuple[str, bool]]


@dataclass(frozen=True)
class ShownFacet:
    """A facet as the page draws it: each value with the list that choosing or dropping it leads to."""

    name: str
    label: Message
    first: list[tuple[selectors.FacetValue, str]]
    rest: list[tuple[selectors.FacetValue, str]]


@dataclass(frozen=True)
class Chip:
    """One condition that narrows the list, and the list without it."""

    label: str
    url: str


class DatasetBrowse(PublicMixin, PageView):
    """All open datasets; by words, by facets, in the visitor's order."""

    title = gettext_lazy("Open data")
    section = Section.OPENING
    template_name = "opening/browse.html"

    def get(self, http_request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The page, or the whole narrowed list as a file."""
        if http_request.GET.get("format") == "csv":
            return exports.csv_response(str(self.title), self._rows())
        return super().get(http_request, *args, **kwargs)

    @cached_property
    def wish(self) -> selectors.Wish:
        """What the visitor looks for."""
        return wish_of(self.http_request.GET)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The list, its facets, and where nothing was found what comes near."""
        size = self.http_request.GET.get("page_size", "")
        found = selectors.found(self.wish).defer("items", "profile", "licence", "licence_en")
        pages = Paginator(found, int(size) if size in map(str, PAGE_SIZES) else PAGE_SIZES[0])
        page = pages.get_page(self.http_request.GET.get("page"))
        facets = selectors.facet_counts(self.wish)
        return super().get_context_data(
            wish=self.wish,
            words=self.wish.question,
            page=page,
            pages=pages.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
            page_sizes=PAGE_SIZES,
            findings=[self._finding(dataset) for dataset in page.object_list],
            facets=[self._shown(facet) for facet in facets if facet.values],
            chips=list(self._chips(facets)),
            sorts=self._sorts(),
            near=[] if page.paginator.count else selectors.similar(self.wish.question),
            **kwargs,
        )

    def _finding(self, dataset: PublicDataset) -> Finding:
        question = self.wish.question
        text = words.excerpt(dataset.summary, question)
        return Finding(dataset, words.marked(dataset.name, question), words.marked(text, question))

    def _shown(self, facet: selectors.FacetCounts) -> ShownFacet:
        links = [(value, self._toggled(facet.name, value)) for value in facet.values]
        return ShownFacet(facet.name, facet.label, links[:FIRST_VALUES], links[FIRST_VALUES:])

    def _sorts(self) -> list[tuple[str, str, bool]]:
        offered = [sort for sort in Sort if sort != Sort.RELEVANCE or self.wish.question]
        now = self.wish.sort if self.wish.sort in offered else offered[0]
        return [(sort.value, str(sort.label), sort == now) for sort in offered]

    def _chips(self, facets: list[selectors.FacetCounts]) -> Iterator[Chip]:
        query = self.http_request.GET
        if self.wish.question:
            yield Chip(_("contains “%(words)s”") % {"words": self.wish.question}, without(query, ["q"]))
        for facet in facets:
            for value in facet.values:
                if value.chosen:
                    yield Chip(f"{facet.label}：{value.label}", self._toggled(facet.name, value))

    def _toggled(self, name: str, value: selectors.FacetValue) -> str:
        query = self.http_request.GET.copy()
        kept = [other for other in query.getlist(name) if other != value.value]
        query.setlist(name, kept if value.chosen else [*kept, value.value])
        return without(query, [])

    def _rows(self) -> exports.Rows:
        yield list(
            map(str, (_("Resource code"), _("Title"), _("Provider"), _("Themes"), _("Update cycle")))
        ) + list(map(str, (_("Provenance"), _("Rows"), _("Last updated"), _("Address"))))
        for dataset in selectors.found(self.wish).defer("items", "profile").iterator(chunk_size=2000):
            yield self._row(dataset)

    def _row(self, dataset: PublicDataset) -> list[Any]:
        return [
            dataset.code,
            dataset.name,
            dataset.provider_name,
            "、".join(dataset.theme_labels),
            dataset.get_update_cycle_display(),
            dataset.get_provenance_display(),
            dataset.rows,
            f"{dataset.last_updated:%Y-%m-%d}",
            self.http_request.build_absolute_uri(dataset.get_absolute_url()),
        ]


class TitleSuggestions(PublicMixin, PageView):
    """Titles offered while somebody types."""

    template_name = "opening/_suggestions.html"

    def get(self, http_request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The options of a list."""
        titles = selectors.suggestions(wish_of(http_request.GET).question)
        return self.render_to_response({"titles": titles})
