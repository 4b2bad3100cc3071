"""The granted rows, for the staff of the unit that they were granted to."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _

from aggregation.selectors import notice_headers
from portal.kernel.errors import Message
from portal.store import query
from portal.store.choices import DataType
from portal.web import formats
from portal.web.contributions import Section
from portal.web.doors import PageView, RecordMixin, StaffMixin

from .. import forms, selectors, services
from ..models import Grant
from .facts import GRANTS

NUMERIC = {DataType.INTEGER, DataType.DECIMAL, DataType.DOUBLE}


class GrantRowsView(StaffMixin, RecordMixin, PageView):
    """A page of granted rows, narrowed by one granted item; the service refuses and records."""

    model = Grant
    section = Section.SHARING
    audience = _("Staff of the consumer")
    parents = GRANTS
    template_name = "sharing/grant_rows.html"

    def get_queryset(self) -> Any:
        """With what the page tells."""
        return super().get_queryset().select_related("entry__provider", "consumer")

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
        found = {"page_of_rows": page, "heads": heads_of(page), "lines": lines_of(page), "count": count}
        return self.render_to_response(self.get_context_data(**found))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The grant, and the form."""
        items = selectors.searchable_items(self.record)
        form = forms.RowSearchForm(self.http_request.GET, items=items)
        doors = selectors.open_doors(self.record, self.actor)
        return super().get_context_data(record=self.record, form=form, doors=doors, **kwargs)


class GrantExportView(StaffMixin, RecordMixin, PageView):
    """All granted rows as one CSV file, streamed while the grant is in force."""

    model = Grant
    http_method_names = ("get", "options")  # a HEAD would be a use on record without any data

    def get(self, http_request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The file."""
        asked = selectors.asked_of(http_request.GET)
        asked.pop("after")
        pieces = services.stream_rows(self.record, actor=self.actor, **asked)
        response = StreamingHttpResponse(pieces, content_type="text/csv; charset=utf-8")
        name = content_disposition_header(as_attachment=True, filename=f"{self.record.entry.name}.csv")
        response.headers["Content-Disposition"] = name or ""
        notices = selectors.contested_parts(self.record)
        for header, value in notice_headers(notices, self.record.get_absolute_url()).items():
            response.headers[header] = value
        return response


def heads_of(page: query.Page) -> list[tuple[str, str]]:
    """Each item with the class of its cells: numbers stand on the right, codes and dates are not broken."""
    return [(column.name, _class_of(DataType(column.data_type))) for column in page.columns]


def _class_of(kind: DataType) -> str:
    if kind in NUMERIC:
        return "table__number"
    return "table__time" if kind in {DataType.DATE, DataType.DATETIME} else ""


def lines_of(page: query.Page) -> list[list[tuple[str, str]]]:
    """Each value as text with the class of its cell."""
    kinds = [kind for _name, kind in heads_of(page)]
    return [[(in_words(value), kind) for value, kind in zip(row, kinds, strict=True)] for row in page.rows]


def in_words(value: Any) -> str:
    """One value as people read it."""
    if value is None:
        return formats.NOTHING
    if isinstance(value, datetime):
        return formats.moment(value)
    if isinstance(value, date):
        return formats.day(value)
    return formats.yes_no(value) if isinstance(value, bool) else str(value)
