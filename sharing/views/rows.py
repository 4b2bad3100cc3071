"""The granted rows, for the staff of the unit that they were granted to."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext_lazy as _

from aggregation.selectors import notice_headers
from portal.kernel.errors import Message
from portal.web.contributions import Section
from portal.web.doors import PageView, RecordMixin, StaffMixin
from portal.web.exports import streamed_csv
from portal.web.rows import RowSearchForm, shown_rows

from .. import selectors, services
from ..models import Grant
from .facts import GRANTS, NO_HEAD


class GrantRowsView(StaffMixin, RecordMixin, PageView):
    """A page of granted rows, narrowed by one granted item; the service refuses and records."""

    model = Grant
    related = ("entry__provider", "consumer")
    section = Section.SHARING
    audience = _("Staff of the consumer")
    parents = GRANTS
    template_name = "sharing/grant_rows.html"
    http_method_names = NO_HEAD

    def get_title(self) -> Message:
        """Whose rows."""
        return _("Granted rows of “%(name)s”") % {"name": self.record.entry.title}

    def get_parents(self) -> list[tuple[Message, str]]:
        """The breadcrumb, with the grant."""
        return [*super().get_parents(), (self.record.entry.title, self.record.get_absolute_url())]

    def get(self, http_request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The rows; what the grant does not cover is told above an empty table."""
        asked = selectors.asked_of(http_request.GET)
        try:
            page = services.read_page(self.record, actor=self.actor, **asked)
            count = selectors.count_rows(self.record, asked["condition"])
        except ValidationError as error:
            return self.render_to_response(self.get_context_data(sentences=error.messages), status=422)
        return self.render_to_response(self.get_context_data(**shown_rows(page, count)))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The grant, and the form."""
        items = selectors.searchable_items(self.record)
        form = RowSearchForm(self.http_request.GET, items=items)
        doors = selectors.open_doors(self.record, self.actor)
        return super().get_context_data(record=self.record, form=form, doors=doors, **kwargs)


class GrantExportView(StaffMixin, RecordMixin, PageView):
    """All granted rows as one CSV file, streamed while the grant is in force."""

    model = Grant
    http_method_names = NO_HEAD

    def get(self, http_request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The file."""
        asked = selectors.asked_of(http_request.GET)
        asked.pop("after")
        pieces = services.stream_rows(self.record, actor=self.actor, **asked)
        headers = notice_headers(selectors.contested_parts(self.record), self.record.get_absolute_url())
        return streamed_csv(f"{self.record.entry.name}.csv", pieces, headers)
