"""The rows of a mounted table, for the provider's people and the data authority."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _

from portal.kernel.errors import Message
from portal.store import export, query
from portal.web.contributions import Section
from portal.web.doors import RecordMixin, StaffMixin
from portal.web.doors.pages import PageView
from portal.web.rows import RowSearchForm, shown_rows

from .. import policies, selectors
from ..models import MountedResource
from .mounts import AUDIENCE, MOUNTS


class MountRowsMixin(StaffMixin, RecordMixin):
    """A mounted table whose rows the actor may read."""

    model = MountedResource

    def get_queryset(self) -> Any:
        """With table and entry."""
        return super().get_queryset().select_related("entry__provider", "table")

    def allowed(self) -> bool:
        """The provider's people and the data authority."""
        return policies.may_read_rows(self.actor, self.record)

    @cached_property
    def form(self) -> RowSearchForm:
        """The condition asked for."""
        columns = selectors.readable_columns(self.record, self.actor)
        return RowSearchForm(self.http_request.GET, items=[c.name for c in columns if c.searchable])


class MountRowsView(MountRowsMixin, PageView):
    """A page of rows, narrowed by one searchable item."""

    section = Section.AGGREGATION
    audience = AUDIENCE
    parents = MOUNTS
    template_name = "aggregation/mount_rows.html"

    def get_title(self) -> Message:
        """Whose rows."""
        return _("Rows of “%(name)s”") % {"name": self.record.entry.title}

    def get_parents(self) -> list[tuple[Message, str]]:
        """The breadcrumb, with the resource."""
        return [*super().get_parents(), (self.record.entry.title, self.record.get_absolute_url())]

    def get(self, http_request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The rows; a value that cannot be searched for is told above an empty table."""
        after = http_request.GET.get("after", "")
        wanted = selectors.rows_query(self.record, self.actor, self.form.condition(), after=after)
        try:
            found = shown_rows(query.page(wanted), query.count(wanted))
        except ValidationError as error:
            return self.render_to_response(self.get_context_data(sentences=error.messages), status=422)
        return self.render_to_response(self.get_context_data(**found))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The resource, and how many items the actor does not see."""
        seen = len(selectors.readable_columns(self.record, self.actor))
        hidden = self.record.table.columns.count() - seen if self.record.table else 0
        return super().get_context_data(record=self.record, form=self.form, hidden=hidden, **kwargs)


class MountExportView(MountRowsMixin, PageView):
    """The same rows as one CSV file, streamed."""

    def get(self, http_request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The file."""
        wanted = selectors.rows_query(self.record, self.actor, self.form.condition())
        response = StreamingHttpResponse(export.stream_csv(wanted), content_type="text/csv; charset=utf-8")
        name = f"{self.record.entry.name}-v{self.record.table.current_version}.csv"
        response.headers["Content-Disposition"] = (
            content_disposition_header(as_attachment=True, filename=name) or ""
        )
        return response
