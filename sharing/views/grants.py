"""Pages of grants and of what they give."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _

from portal.web.contributions import Section
from portal.web.doors import (
    Column,
    Empty,
    Fact,
    FactGroup,
    MoveView,
    PageView,
    RecordDetailView,
    RecordListView,
    RecordMixin,
    StaffMixin,
)

from .. import forms, policies, selectors, services
from ..models import Grant
from ..workflows import GRANT
from .requests import AUDIENCE

GRANTS = (("sharing:grant-list", _("Grants")),)
GRANTED = FactGroup(
    _("What is granted"),
    (
        Fact("entry", _("Resource")),
        Fact("consumer", _("Consumer")),
        Fact("items", _("Items"), value=lambda record: "、".join(record.items)),
        Fact("area_prefixes", _("Area codes"), value=lambda record: "、".join(record.area_prefixes)),
        Fact("purpose", _("Purpose")),
        Fact("valid_from", _("Used from"), kind="date"),
        Fact("valid_until", _("Used until"), kind="date"),
        Fact("delivery", _("Way of delivery")),
        Fact("reason", _("Reason")),
    ),
)


class GrantListView(StaffMixin, RecordListView):
    """The grants that the reader may see."""

    model = Grant
    section = Section.SHARING
    title = _("Grants")
    audience = AUDIENCE
    search_fields = ("entry__name", "consumer__name", "purpose")
    ordering = ("-granted_at", "-pk")
    columns = (
        Column("entry", _("Resource"), link=True, card="title"),
        Column("consumer", _("Consumer"), card="fact"),
        Column("state", _("State"), kind="badge", sort="state", card="badge"),
        Column("valid_until", _("Used until"), kind="date", sort="valid_until", card="fact"),
    )
    empty = Empty(_("No grants yet"), _("A grant is issued when a request was approved."))

    def get_queryset(self) -> Any:
        """With resource and consumer."""
        return super().get_queryset().select_related("entry", "consumer")


class GrantDetailView(StaffMixin, RecordDetailView):
    """One grant, and every use of it."""

    model = Grant
    section = Section.SHARING
    audience = AUDIENCE
    parents = GRANTS
    workflow = GRANT
    url_prefix = "sharing:grant"
    groups = (GRANTED,)
    template_name = "sharing/grant_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the last uses."""
        mine = policies.is_consumer(self.actor, self.record)
        return super().get_context_data(uses=selectors.newest_uses(self.record), mine=mine, **kwargs)


class GrantRowsView(StaffMixin, RecordMixin, PageView):
    """A page of granted rows."""

    model = Grant
    section = Section.SHARING
    title = _("Granted rows")
    audience = _("Staff of the consumer")
    parents = GRANTS
    template_name = "sharing/grant_rows.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The rows."""
        asked = selectors.asked_of(self.http_request.GET)
        page = services.read_page(self.record, actor=self.actor, **asked)
        return super().get_context_data(record=self.record, page_of_rows=page, **kwargs)


class GrantExportView(StaffMixin, RecordMixin, PageView):
    """All granted rows as one CSV file."""

    model = Grant

    def get(self, http_request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The file."""
        asked = selectors.asked_of(http_request.GET)
        asked.pop("after")
        pieces = services.stream_rows(self.record, actor=self.actor, **asked)
        response = StreamingHttpResponse(pieces, content_type="text/csv; charset=utf-8")
        name = content_disposition_header(as_attachment=True, filename=f"{self.record.entry.name}.csv")
        response.headers["Content-Disposition"] = name or ""
        return response


class GrantMoveView(StaffMixin, MoveView):
    """One move of a grant."""

    model = Grant
    section = Section.SHARING
    parents = GRANTS
    workflow = GRANT
    groups = (GRANTED,)
    form_class = forms.ReasonForm


class GrantSuspendView(GrantMoveView):
    """Suspend the grant."""

    move, service = "suspend", services.suspend_grant


class GrantResumeView(GrantMoveView):
    """Resume the grant."""

    move, service = "resume", services.resume_grant


class GrantRevokeView(GrantMoveView):
    """Revoke the grant."""

    move, service = "revoke", services.revoke_grant
