"""The list of entries, and one entry."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from portal.kernel.errors import Message
from portal.web.contributions import Section
from portal.web.doors import (
    Button,
    Column,
    Empty,
    NextStep,
    RecordDetailView,
    RecordListView,
    StaffMixin,
    filled_groups,
)
from portal.web.doors.records import ShownMove

from .. import selectors
from ..choices import AT_REST, EntryState
from ..filters import OWN, WAITING, EntryFilter
from ..models import CatalogEntry
from ..workflows import ENTRY
from .facts import ENTRIES, TERMS, WHAT, shown_checks

COMPILE = Button(_("Compile an entry"), "catalog:entry-create", icon="plus")
#: What each state waits for.
NEXT: dict[str, Message] = {
    EntryState.DRAFT: _("Complete the entry and submit it for signature."),
    EntryState.RETURNED: _("Correct what the opinion asks for and submit the entry again."),
    EntryState.REVISING: _(
        "Finish the revision and submit it; the published version stays in force meanwhile."
    ),
    EntryState.SUBMITTED: _("The chief data officer signs the entry or sends it back."),
    EntryState.SIGNED: _("The data authority reviews the entry."),
    EntryState.APPROVED: _("The data authority publishes the entry."),
}
UNMOUNTED = _("The entry is in force. Mount it with a table and load its data.")
TABS = (("", _("All")), (WAITING, _("Waiting for me")), (OWN, _("My unit's")))


class EntryListView(StaffMixin, RecordListView):
    """The entries that the reader may see; those of others as they were published."""

    model = CatalogEntry
    section = Section.CATALOG
    title = _("Catalog entries")
    lead = _("One ledger of what the city's units hold.")
    audience = _("Staff of all units; drafts only their own unit")
    filterset_class = EntryFilter
    search_hint = _("Name, abstract, provider, code, item")
    ordering = ("-shown_changed_at", "pk")
    template_name = "catalog/entry_list.html"
    columns = (
        Column("title", _("Resource name"), sort="shown_name", link=True, card="title"),
        Column("resource_code", _("Resource code"), kind="code", sort="resource_code"),
        Column("provider", _("Provider"), sort="provider__name", card="fact"),
        Column("state", _("State"), kind="badge", sort="shown_state", card="badge"),
        Column("sharing_type", _("Sharing type"), sort="shown_sharing_type"),
        Column("open_type", _("Opening type"), sort="shown_open_type"),
        Column("grade", _("Grade"), sort="shown_grade", value=lambda entry: entry.grade),
        Column(
            "delivered_rows",
            _("Rows"),
            kind="number",
            sort="delivered_rows",
            card="fact",
            value=lambda entry: entry.delivered_rows or None,
        ),
        Column("changed_at", _("Changed"), kind="date", sort="shown_changed_at", card="fact"),
    )
    #: Who has to decide wants to know until when, not how it is shared.
    waiting_columns = (
        *columns[:4],
        Column("due_on", _("Review due"), kind="due", sort="due_on", card="fact"),
        *columns[-1:],
    )
    empty = Empty(_("No entries yet"), _("An entry describes one data resource of your unit."), COMPILE)

    def get_columns(self) -> Sequence[Column]:
        """What waits is shown with its deadline."""
        return self.waiting_columns if self.http_request.GET.get("desk") == WAITING else self.columns

    def get_queryset(self) -> QuerySet[CatalogEntry]:
        """With the provider, which every row names, and with what this reader may narrow and sort by."""
        return selectors.with_faces(self.actor, super().get_queryset().select_related("provider"))

    def search(self, queryset: QuerySet[CatalogEntry], words: str) -> QuerySet[CatalogEntry]:
        """In names, abstracts, codes, providers, keywords and items."""
        return selectors.search_entries(self.actor, queryset, words)

    def get_page(self) -> Page[CatalogEntry]:
        """The page, each entry as this reader may see it."""
        page = super().get_page()
        page.object_list = selectors.as_seen_all(self.actor, page.object_list)
        return page

    def get_primary(self) -> Button | None:
        """Data officers compile."""
        return COMPILE if self.actor.can("catalog.compile_entry") else None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The tabs above the list."""
        desk = self.http_request.GET.get("desk", "")
        waiting = selectors.waiting_for(self.actor).count()
        tabs = [
            {
                "value": value or None,
                "label": label,
                "current": value == desk,
                "count": waiting * (value == WAITING),
            }
            for value, label in TABS
        ]
        return super().get_context_data(tabs=tabs, **kwargs)

    def _export_rows(self) -> Any:
        yield [str(column.label) for column in self.shown_columns]
        for entry in selectors.as_seen_all(self.actor, self.records):
            yield [column.export(entry) for column in self.shown_columns]


class EntryDetailView(StaffMixin, RecordDetailView):
    """One entry: the working copy for those who work on it, what is published for the rest."""

    model = CatalogEntry
    section = Section.CATALOG
    parents = ENTRIES
    workflow = ENTRY
    url_prefix = "catalog:entry"
    move_tones = {"submit": "primary", "sign": "primary", "approve": "primary", "publish": "primary"}
    panel_slot = "catalog.entry"
    template_name = "catalog/entry_detail.html"

    def get_queryset(self) -> QuerySet[CatalogEntry]:
        """With what the page names."""
        people = ("compiled_by", "signed_by", "reviewed_by")
        return super().get_queryset().select_related("provider", "category", "sample", *people)

    @property
    def works_on_it(self) -> bool:
        """Whether this reader sees drafts, checks and history."""
        return selectors.reads_working_copy(self.actor, self.record)

    def get_audience(self) -> Message:
        """Who else reads this."""
        if self.record.version_number:
            return _("Staff of all units")
        return _("Your unit, and after submission its data authority")

    def next_step(self) -> NextStep | None:
        """Whose turn it is, and until when."""
        entry = self.record
        if not self.works_on_it:
            return None
        if entry.state == EntryState.PUBLISHED and entry.mounted_at is None:
            return NextStep(UNMOUNTED, who=str(entry.provider))
        text = NEXT.get(entry.state)
        return NextStep(text, who=selectors.whose_turn(entry), due_on=entry.due_on) if text else None

    def get_moves(self) -> list[ShownMove]:
        """Who decides does so on the review page, beside the evidence; others find their moves here."""
        moves = super().get_moves()
        deciding = {"sign", "approve", "publish"} & {move.name for move in moves}
        if not deciding:
            return moves
        review = ShownMove("review", _("Review and decide"), self.record.step_url("review"), "primary")
        return [review, *(m for m in moves if m.name not in {*deciding, "decline", "return"})]

    @cached_property
    def seen(self) -> CatalogEntry:
        """The entry as this reader sees it."""
        return selectors.as_seen(self.actor, self.record)

    def panel_record(self) -> CatalogEntry:
        """Other chapters go by what the reader sees."""
        return self.seen

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Items, checks, versions, and what differs from the published version."""
        seen, works = self.seen, self.works_on_it
        context = super().get_context_data(**kwargs)
        return context | {
            "title": str(seen),
            "record": seen,
            "moves": [] if self.record.state in AT_REST else context["moves"],
            "changes": context["moves"] if self.record.state in AT_REST else [],
            "audience": self.get_audience(),
            "groups": filled_groups((WHAT,), seen),
            "terms": filled_groups(TERMS, seen),
            "items": selectors.items_seen(self.actor, self.record),
            "versions": self.record.versions.select_related("published_by"),
            "held": selectors.held_elsewhere(self.record) if works and self._is_moving else [],
            "checks": shown_checks(self.actor, self.record) if works and self._is_moving else [],
            "may_edit": selectors.may_work_on(self.actor, self.record),
            "timeline": works,
            "works_on_it": works,
        }

    @property
    def _is_moving(self) -> bool:
        return self.record.state not in AT_REST
