"""The public's statistics: figures with their definitions, and charts to download."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from portal.kernel import clock
from portal.web import exports
from portal.web.charts import Chart
from portal.web.doors import PageView, PublicMixin

from .. import selectors


class StatisticsView(PublicMixin, PageView):
    """How much is open and how it is used, from published snapshots alone."""

    template_name = "front/statistics.html"
    title = _("Statistics")
    lead = _("How much data is open, and how it is used. Each figure says what it counts.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Figures and charts."""
        charts = [selectors.chart_called(name) for name in selectors.CHARTS]
        statistics = selectors.statistics()
        return super().get_context_data(
            statistics=statistics,
            is_used=any(found.value for found in statistics if found.name in selectors.USES),
            charts=[chart for chart in charts if any(value for _name, value in chart.rows()[1:])],
            today=clock.today(),
            **kwargs,
        )


class ChartFile(PublicMixin, View):
    """A chart of the statistics as a file."""

    def chart(self) -> Chart:
        """The chart that the address names."""
        found = selectors.chart_called(self.kwargs["name"])
        if found is None:
            raise Http404
        return found


class ChartSvg(ChartFile):
    """The drawing."""

    def get(self, http_request: HttpRequest, name: str) -> HttpResponseBase:
        """With its own colors."""
        answer = HttpResponse(self.chart().svg(standalone=True), content_type="image/svg+xml; charset=utf-8")
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}.svg"'
        return answer


class ChartCsv(ChartFile):
    """The table behind the drawing."""

    def get(self, http_request: HttpRequest, name: str) -> HttpResponseBase:
        """Names and numbers."""
        chart = self.chart()
        return exports.csv_response(str(chart.title), chart.rows())
