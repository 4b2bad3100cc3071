"""A dataset's page and its chart's files."""

from __future__ import annotations

import hashlib
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header, quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.kernel import clock
from portal.kernel.errors import Message
from portal.web import context_processors, exports
from portal.web.charts import Chart
from portal.web.contributions import Section
from portal.web.doors import PublicMixin
from portal.web.doors.pages import PageView

from .. import selectors, services
from ..choices import Usage
from ..filters import agent_of, chart_wish
from ..filters.rows import OF_THE_PAGE
from ..models import PublicDataset
from .drawing import drawing_of, drawn
from .examples import examples_of
from .items import item_rows
from .preview import preview_of, tidied

#: Parts of the page that htmx asks for by themselves.
PARTS = {"preview": "opening/_preview.html", "chart": "opening/_drawing.html"}
#: What a visitor may choose that changes how the page is drawn.
TASTES = ("density", "large_type")


class DatasetPage(PublicMixin, PageView):
    """What it is, how fresh it is, what is in it, and every way to get it."""

    section = Section.OPENING
    template_name = "opening/dataset.html"

    @cached_property
    def dataset(self) -> PublicDataset:
        """The open dataset."""
        return selectors.open_dataset(self.kwargs["slug"])

    @property
    def part(self) -> str:
        """The part of the page that is asked for, if it is one."""
        target = self.http_request.headers.get("HX-Target", "")
        return target if target in PARTS else ""

    def get(self, http_request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The page, or what of it has changed; a visitor who has seen the same page is told so."""
        tidy = tidied(self.dataset, http_request.GET).urlencode()
        if tidy != http_request.GET.urlencode() and not self.part:
            return HttpResponseRedirect(f"{http_request.path}?{tidy}" if tidy else http_request.path)
        if not self.part:
            services.count(self.dataset, Usage.VIEW, user_agent=agent_of(http_request))
        mark = self._mark()
        answer = get_conditional_response(http_request, etag=mark) if mark else None
        if answer is None:
            answer = self._kept_page(mark) if mark and not http_request.GET else self._page()
        if self.part:
            answer.headers["HX-Push-Url"] = f"{http_request.path}?{tidy}" if tidy else http_request.path
        if mark and answer.status_code in {200, 304}:
            answer.headers["ETag"] = mark
        patch_cache_control(answer, private=True, no_cache=True)
        patch_vary_headers(answer, ("HX-Target",))
        return answer

    def _kept_page(self, mark: str) -> HttpResponse:
        """The page as it was drawn for another visitor a moment ago, or drawn now."""
        site, table = self.http_request.build_absolute_uri("/"), self.dataset.table.public_id
        key = f"opening.page.{site}.{table}.{mark}"
        if (content := cache.get(key)) is not None:
            return HttpResponse(content)
        answer = self._page()
        if answer.status_code == 200:
            cache.set(key, answer.content, settings.PAGES_KEPT_SECONDS)
        return answer

    def _page(self) -> HttpResponse:
        context = self.get_context_data()
        status = max(context[name].status for name in ("preview", "drawing") if name in context)
        names = [PARTS.get(self.part, self.template_name)]
        return self.response_class(self.http_request, names, context, status=status).render()

    def _mark(self) -> str:
        """What the page depends on; empty for those who have signed in or are about to be told something."""
        cookies = self.http_request.COOKIES
        if self.actor.is_person or "messages" in cookies:
            return ""
        tastes = [cookies.get(name, "") for name in TASTES]
        drawn_with = getattr(staticfiles_storage, "manifest_hash", "")
        asked = (self.part, self.http_request.get_full_path(), self.http_request.LANGUAGE_CODE, *tastes)
        seen = selectors.fingerprint(self.dataset, drawn_with, *asked)
        return quote_etag(hashlib.sha256(seen.encode()).hexdigest()[:32])

    def get_title(self) -> Message:
        """The dataset's title."""
        return self.dataset.name

    def get_parents(self) -> list[tuple[Message, str]]:
        """Back to the list."""
        return [(_("Open data"), reverse("opening:dataset-list"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Everything that the page says; a part of it needs no more than itself."""
        makers = {"preview": self._preview, "chart": self._chart}
        wanted = [makers[self.part]] if self.part else [*makers.values(), self._description]
        context: dict[str, Any] = {"dataset": self.dataset}
        for make in wanted:
            context |= make()
        return super().get_context_data(**context, notices=self.dataset.contested, **kwargs)

    def _preview(self) -> dict[str, Any]:
        asked = self.http_request.GET
        kept = [(name, asked[name]) for name in ("order", *OF_THE_PAGE) if asked.get(name)]
        return {"preview": preview_of(self.dataset, asked), "kept_by_preview": kept}

    def _chart(self) -> dict[str, Any]:
        asked = self.http_request.GET
        kept = [(n, v) for n, values in asked.lists() if n not in OF_THE_PAGE for v in values if v]
        return {"drawing": drawing_of(self.dataset, asked), "kept_by_chart": kept}

    def _description(self) -> dict[str, Any]:
        dataset = self.dataset
        rows_url, csv_url = self._absolute("api-rows"), self._absolute("dataset-csv")
        return {
            "items": item_rows(dataset),
            "explained": any(item["description"] for item in dataset.items),
            "versions": selectors.versions(dataset),
            "answers": dataset.answers.all()[:3],
            "related": selectors.related(dataset),
            "examples": examples_of(dataset, rows_url, csv_url),
            "rows_url": rows_url,
            "csv_url": csv_url,
            "citation": self._citation(),
            "licence": dataset.in_language("licence"),
            "source": dataset.in_language("source"),
        }

    def _absolute(self, name: str) -> str:
        return self.http_request.build_absolute_uri(reverse(f"opening:{name}", args=[self.dataset.slug]))

    def _citation(self) -> str:
        words = {
            "provider": self.dataset.provider_name,
            "title": self.dataset.name,
            "code": self.dataset.code,
            "version": self.dataset.table.version_in_sight,
            "site": context_processors.site_name(),
            "updated": f"{self.dataset.last_updated:%Y-%m-%d}",
            "today": f"{clock.today():%Y-%m-%d}",
            "url": self.http_request.build_absolute_uri(self.dataset.get_absolute_url()),
        }
        return (
            _("%(provider)s. %(title)s (%(code)s, data version %(version)s) [DS/OL]. %(site)s, ")
            + _("%(updated)s [%(today)s]. %(url)s")
        ) % words


@require_safe
def chart_svg(http_request: HttpRequest, slug: str) -> HttpResponse:
    """The chart as a drawing with its own colors."""
    dataset, chart = _chart_of(http_request, slug)
    answer = HttpResponse(chart.svg(standalone=True), content_type="image/svg+xml; charset=utf-8")
    answer.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    name = f"{_name(dataset, chart)}.svg"
    answer.headers["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=name) or ""
    )
    return answer


@require_safe
def chart_csv(http_request: HttpRequest, slug: str) -> HttpResponseBase:
    """The numbers behind the chart."""
    dataset, chart = _chart_of(http_request, slug)
    return exports.csv_response(_name(dataset, chart), chart.rows())


def _chart_of(http_request: HttpRequest, slug: str) -> tuple[PublicDataset, Chart]:
    dataset = selectors.open_dataset(slug)
    wish = chart_wish(dataset, http_request.GET)
    if wish is None:
        raise Http404
    return dataset, drawn(dataset, wish)


def _name(dataset: PublicDataset, chart: Chart) -> str:
    made_up = [_("generated for demonstration")] if dataset.is_generated else []
    return "_".join([dataset.name, str(chart.title), *made_up])
