"""A list page: search, filters, sorting, paging, exports, cards on a phone, the empty state."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import or_
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.db.models.expressions import OrderBy
from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from portal.kernel.errors import Message
from portal.web import exports
from portal.web.narrowing import holds

from .actors import in_sight
from .filters import ActiveFilter, active_filters
from .pages import Empty, PageView
from .tables import Column

PAGE_SIZES = (20, 50, 100)


class Head(NamedTuple):
    """One column's head: how it is sorted now and what a click will ask for."""

    column: Column
    direction: str
    next_sort: str


class RecordListView(PageView):
    """The records that the actor may see, narrowed by search and filters."""

    model: type[Model]
    related: Sequence[str] = ()
    columns: Sequence[Column] = ()
    filterset_class: Any = None
    search_fields: Sequence[str] = ()
    search_hint: Message = _("Search in the list")
    ordering: Sequence[str | OrderBy] = ("pk",)
    empty = Empty(_("Nothing here yet"))
    exports = True
    template_name = "web/list.html"

    def get(self, http_request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The page, or the whole narrowed list as a file."""
        wish = http_request.GET.get("format")
        if self.exports and wish in exports.WRITERS:
            return exports.WRITERS[wish](str(self.get_title()), self._export_rows())
        return super().get(http_request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Any]:
        """What the actor may see, with the ``related`` records that columns need; an own one narrows it."""
        return in_sight(self.model, self.actor, self.related)

    def get_columns(self) -> Sequence[Column]:
        """The list's columns; an own answer fits them to the reader."""
        return self.columns

    @cached_property
    def shown_columns(self) -> Sequence[Column]:
        """The columns, asked for once a page."""
        return self.get_columns()

    def search(self, queryset: QuerySet[Any], words: str) -> QuerySet[Any]:
        """Every word must be found in one of ``search_fields``."""
        for word in words.split()[:8]:
            queryset = queryset.filter(reduce(or_, (holds(field, word) for field in self.search_fields)))
        return queryset

    @cached_property
    def words(self) -> str:
        """What is searched for."""
        has_search = self.search_fields or type(self).search is not RecordListView.search
        return self.http_request.GET.get("q", "").replace("\x00", "").strip()[:200] if has_search else ""

    @cached_property
    def filterset(self) -> Any:
        """The bound django-filter set, if the list has one."""
        if self.filterset_class is None:
            return None
        return self.filterset_class(self.http_request.GET, self.get_queryset(), request=self.http_request)

    @cached_property
    def active(self) -> list[ActiveFilter]:
        """What narrows the list now, each removable."""
        return active_filters(self.filterset, self.http_request.GET, self.words)

    @cached_property
    def records(self) -> QuerySet[Any]:
        """The narrowed and sorted list."""
        queryset = self.filterset.qs if self.filterset else self.get_queryset()
        queryset = self.search(queryset, self.words) if self.words else queryset
        return queryset.order_by(*filter(None, (self.sort,)), *self.ordering)

    @cached_property
    def sort(self) -> str:
        """The column asked for, if it may be sorted by."""
        wish = self.http_request.GET.get("sort", "")
        return wish if wish.removeprefix("-") in {c.sort for c in self.shown_columns if c.sort} else ""

    def heads(self) -> list[Head]:
        """The heads of the columns with their sorting."""
        now = self.sort or next(iter(self.ordering), "")
        return [Head(c, *_direction(c.sort, now)) for c in self.shown_columns]

    def get_page(self) -> Page[Any]:
        """The page asked for; the last one where there are fewer."""
        wish = self.http_request.GET.get("page_size", "")
        size = int(wish) if wish in map(str, PAGE_SIZES) else PAGE_SIZES[0]
        return Paginator(self.records, size).get_page(self.http_request.GET.get("page"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The table, the filters and where in the list one is."""
        page = self.get_page()
        return super().get_context_data(
            table={"heads": self.heads(), "rows": page.object_list, "columns": self.shown_columns},
            page=page,
            page_sizes=PAGE_SIZES,
            pages=page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
            filterset=self.filterset,
            active=self.active,
            words=self.words,
            searchable=bool(self.search_fields) or type(self).search is not RecordListView.search,
            search_hint=self.search_hint,
            empty=self.empty,
            exports=self.exports,
            sort=self.sort,
            **kwargs,
        )

    def _export_rows(self) -> exports.Rows:
        yield [str(column.label) for column in self.shown_columns]
        for record in self.records.iterator(chunk_size=2000):
            yield [column.export(record) for column in self.shown_columns]


def _direction(sort: str, now: str) -> tuple[str, str]:
    if not sort:
        return "", ""
    if now == sort:
        return "ascending", f"-{sort}"
    return ("descending", sort) if now == f"-{sort}" else ("", sort)
