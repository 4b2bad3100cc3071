"""Responsibility lists: everybody reads what was published, units and authorities draft and publish."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from portal.kernel.errors import Message
from portal.web import exports
from portal.web.contributions import Section
from portal.web.doors import (
    AnybodyMixin,
    Button,
    Column,
    Empty,
    Fact,
    FactGroup,
    MoveView,
    NextStep,
    RecordDetailView,
    RecordFormView,
    RecordListView,
    StaffMixin,
)
from portal.web.doors.actors import works_here
from portal.web.doors.lists import PAGE_SIZES, Head

from .. import selectors, services
from ..choices import ListState
from ..filters import ResponsibilityFilter
from ..forms import ResponsibilityForm, SubmitForm
from ..models import ResponsibilityLine, ResponsibilityList
from ..workflows import RESPONSIBILITY
from .facts import with_tones

LISTS = (("catalog:responsibility-list", _("Responsibility lists")),)
EVERYBODY = _("Everybody; drafts only their own unit")
DRAFT = Button(_("Draft a responsibility list"), "catalog:responsibility-create", icon="plus")


class OpenMixin(AnybodyMixin):
    """A page for everybody, in the frame of whoever reads it."""

    model = ResponsibilityList
    section = Section.CATALOG
    audience = EVERYBODY


class ResponsibilityListView(OpenMixin, RecordListView):
    """The responsibility lists of units, districts and the city."""

    title = _("Responsibility lists")
    lead = _(
        "What each unit, each district and the city promise to share and to open, and what they deliver."
    )
    filterset_class = ResponsibilityFilter
    search_fields = ("organization__name", "organization__name_en")
    search_hint = _("Unit")
    ordering = ("scope", "organization__area_code", "organization__name", "-number")
    columns = (
        Column("title", _("Responsibility list"), sort="organization__name", link=True, card="title"),
        Column("scope", _("Scope"), sort="scope"),
        Column("state", _("State"), kind="badge", sort="state", card="badge"),
        Column(
            "line_count",
            _("Resources"),
            kind="number",
            sort="line_count",
            card="fact",
            value=lambda found: found.line_count or None,
        ),
        Column("published_at", _("Published at"), kind="date", sort="published_at", card="fact"),
    )
    empty = Empty(
        _("No responsibility list yet"), _("A list gathers what a unit promises to share and open.")
    )

    def get_queryset(self) -> Any:
        """With the unit, which titles name."""
        return super().get_queryset().select_related("organization")

    def get_primary(self) -> Button | None:
        """Those who may draft one."""
        return DRAFT if selectors.scopes_to_draft(self.actor) else None


class ResponsibilityDetailView(OpenMixin, RecordDetailView):
    """One responsibility list: its lines as promised, and what became of each."""

    parents = LISTS
    workflow = RESPONSIBILITY
    url_prefix = "catalog:responsibility"
    template_name = "catalog/responsibility_detail.html"
    groups = (
        FactGroup(
            _("What it is"),
            (
                Fact("organization", _("Published by unit")),
                Fact("scope", _("Scope")),
                Fact("number", _("Version")),
                Fact("published_at", _("Published at"), kind="moment"),
                Fact("superseded_at", _("Superseded at"), kind="moment"),
                Fact("remark", _("Remark")),
            ),
        ),
    )
    columns = (
        Column("position", _("No."), kind="number"),
        Column("title", _("Resource name"), card="title"),
        Column("resource_code", _("Resource code"), kind="code"),
        Column("provider_title", _("Provider"), card="fact"),
        Column("sharing_type", _("Sharing type"), card="fact"),
        Column("open_type", _("Opening type")),
        Column("update_cycle", _("Update cycle"), card="fact"),
        Column("entry.delivered_at", _("Data loaded"), kind="date"),
        Column(
            "fulfilment",
            _("Fulfilment"),
            kind="badge",
            card="badge",
        ),
    )

    def get_queryset(self) -> Any:
        """With the unit, which titles name."""
        return super().get_queryset().select_related("organization")

    def get(self, http_request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The page, or all lines as a file."""
        wish = http_request.GET.get("format", "")
        if wish in exports.WRITERS:
            return exports.WRITERS[wish](str(self.record), self.rows())
        return super().get(http_request, *args, **kwargs)

    def shows_timeline(self) -> bool:
        """Staff read who published."""
        return works_here(self.actor)

    def next_step(self) -> NextStep | None:
        """A draft waits for its publication."""
        if self.record.state != ListState.DRAFT:
            return None
        return NextStep(
            _("The list reads the live catalog until it is published."), str(self.record.organization)
        )

    @cached_property
    def page(self) -> Page[ResponsibilityLine]:
        """The lines of the page asked for, each with what became of it."""
        wish = self.http_request.GET.get("page_size", "")
        size = int(wish) if wish in map(str, PAGE_SIZES) else PAGE_SIZES[1]
        return Paginator(selectors.lines_of(self.record), size).get_page(self.http_request.GET.get("page"))

    def rows(self) -> exports.Rows:
        """Heads, then every line."""
        yield [str(column.label) for column in self.columns]
        for line in selectors.lines_of(self.record):
            yield [column.export(line) for column in self.columns]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The lines of one page, and how the promises stand."""
        heads = [Head(column, "", "") for column in self.columns]
        pages = self.page.paginator.get_elided_page_range(self.page.number, on_each_side=2, on_ends=1)
        return super().get_context_data(
            table={"heads": heads, "rows": self.page.object_list, "columns": self.columns},
            page=self.page,
            pages=pages,
            page_sizes=PAGE_SIZES,
            exports=True,
            kept=with_tones(selectors.promises_kept(self.record)),
            **kwargs,
        )


class ResponsibilityCreateView(StaffMixin, RecordFormView):
    """Draft the next version of a responsibility list."""

    section = Section.CATALOG
    parents = LISTS
    form_class = ResponsibilityForm
    title: Message = _("Draft a responsibility list")
    audience = _("Data officers, chief data officers, data authorities")
    submit = _("Start the draft")
    done = _("The draft was started. It reads the live catalog until it is published.")

    def allowed(self) -> bool:
        """Those who may draft one."""
        return bool(selectors.scopes_to_draft(self.actor))

    def get_form_kwargs(self) -> dict[str, Any]:
        """The scopes that this person may draft."""
        return {"scopes": selectors.scopes_to_draft(self.actor)}

    def perform(self, form: Any) -> ResponsibilityList:
        """Call the service."""
        return services.draft_list(actor=self.actor, **form.cleaned_data)


class ResponsibilityPublishView(StaffMixin, MoveView):
    """Freeze and publish a draft."""

    model = ResponsibilityList
    section = Section.CATALOG
    parents = LISTS
    workflow = RESPONSIBILITY
    move = "publish"
    service = services.publish_list
    form_class = SubmitForm
    groups = (
        FactGroup(
            _("What it is"),
            (
                Fact("organization", _("Published by unit")),
                Fact("scope", _("Scope")),
                Fact("number", _("Version")),
            ),
        ),
    )
    explanation = _(
        "What the catalog promises now is kept for ever; everybody may read it. "
        "The version in force until now is superseded."
    )
    done = _("The responsibility list was published.")
