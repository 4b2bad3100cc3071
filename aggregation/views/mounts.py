"""Pages of mounted resources."""

from __future__ import annotations

from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _

from catalog.models import CatalogEntry
from portal.kernel.errors import Message
from portal.web import exports
from portal.web.contributions import Section
from portal.web.doors import (
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
    RecordMixin,
    StaffMixin,
)
from portal.web.doors.pages import PageView

from .. import policies, selectors, services
from ..filters import MountFilter
from ..forms import NoteForm
from ..models import Batch, MountedResource
from ..workflows import MOUNT

AUDIENCE = _("Staff of the provider, and the data authority")
MOUNTS = (("aggregation:mount-list", _("Mounted resources")),)


class MountListView(StaffMixin, RecordListView):
    """What is mounted, and how much of the catalog that is."""

    model = MountedResource
    section = Section.AGGREGATION
    title = _("Mounted resources")
    audience = AUDIENCE
    filterset_class = MountFilter
    search_fields = ("entry__name", "entry__name_en", "entry__resource_code")
    search_hint = _("Name or resource code")
    ordering = ("-mounted_at", "-pk")
    template_name = "aggregation/mount_list.html"
    columns = (
        Column("entry.title", _("Resource"), sort="entry__name", link=True, card="title"),
        Column("entry.resource_code", _("Resource code"), kind="code", sort="entry__resource_code"),
        Column("entry.provider", _("Provider"), sort="entry__provider__name", card="fact"),
        Column("get_kind_display", _("Mounted with")),
        Column("state", _("State"), kind="badge", sort="state", card="badge"),
        Column("entry.delivered_rows", _("Rows"), kind="number", sort="entry__delivered_rows", card="fact"),
        Column(
            "entry.delivered_at", _("Data loaded"), kind="moment", sort="entry__delivered_at", card="fact"
        ),
    )
    empty = Empty(
        _("Nothing is mounted yet"),
        _("Open a published entry of your unit and mount it with a table; then its files can be loaded."),
    )

    def get_queryset(self) -> Any:
        """With entry and provider."""
        return super().get_queryset().select_related("entry__provider")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the mounting rate and what is still to be mounted."""
        return super().get_context_data(
            rate=selectors.mounting_rate(self.actor),
            rows_loaded=selectors.rows_loaded(self.actor),
            unmounted=selectors.unmounted_entries(self.actor)[:10],
            **kwargs,
        )


class MountDetailView(StaffMixin, RecordDetailView):
    """One mounted resource: its items, its data, its batches."""

    model = MountedResource
    section = Section.AGGREGATION
    audience = AUDIENCE
    parents = MOUNTS
    workflow = MOUNT
    url_prefix = "aggregation:mount"
    move_tones = {"take_offline": "stop"}
    panel_slot = "aggregation.mount"
    template_name = "aggregation/mount_detail.html"
    groups = (
        FactGroup(
            _("What is mounted"),
            (
                Fact("entry.resource_code", _("Resource code"), kind="code"),
                Fact("entry.provider", _("Provider")),
                Fact("get_kind_display", _("Mounted with")),
                Fact("entry_version", _("Version of the entry"), kind="number"),
                Fact("mounted_by", _("Mounted by")),
                Fact("mounted_at", _("Mounted"), kind="moment"),
                Fact("verified_at", _("First data"), kind="moment"),
            ),
        ),
        FactGroup(
            _("The data in it"),
            (
                Fact("table.row_count", _("Rows"), kind="number"),
                Fact("table.current_version", _("Data version"), kind="number"),
                Fact("entry.delivered_at", _("Data loaded"), kind="moment"),
                Fact("entry.get_update_cycle_display", _("Update cycle")),
            ),
        ),
    )

    def get_title(self) -> Message:
        """The resource's name."""
        return self.record.entry.title

    def get_queryset(self) -> Any:
        """With what the page tells."""
        return super().get_queryset().select_related("entry__provider", "table", "mounted_by")

    def get_primary(self) -> Button | None:
        """Load a file, where one may."""
        may = policies.may_hand_in(self.actor, self.record) and self.record.is_active
        address = (self.record.public_id,)
        return Button(_("Load a file"), "aggregation:batch-create", address, icon="upload") if may else None

    def next_step(self) -> NextStep | None:
        """Data is missing, or the table could not follow its entry."""
        if self.record.problem:
            return NextStep(_("The table could not take the entry's new items."), self.record.entry.provider)
        return None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With items and the newest batches."""
        return super().get_context_data(
            columns=selectors.columns_of(self.record),
            batches=Batch.objects.filter(mounted=self.record).select_related("version")[:10],
            may_read_rows=policies.may_read_rows(self.actor, self.record),
            **kwargs,
        )


class MountCreateView(StaffMixin, RecordFormView):
    """Mount a published entry with a table."""

    model = CatalogEntry
    section = Section.AGGREGATION
    title = _("Mount with a table")
    audience = _("The provider's data officers")
    form_class = Form
    submit = _("Mount")
    done = _("The entry is mounted. Its files can be loaded now.")
    template_name = "aggregation/mount_create.html"

    def allowed(self) -> bool:
        """The provider's data officers."""
        return policies.may_mount(self.actor, self.record)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the columns that the table will have."""
        columns = selectors.columns_in_words(selectors.planned_columns(self.record))
        return super().get_context_data(columns=columns, **kwargs)

    def perform(self, form: Form) -> MountedResource:
        """Call the service."""
        return services.mount_entry(self.record, actor=self.actor)


class MountTakeOfflineView(StaffMixin, MoveView):
    """Take a resource offline."""

    model = MountedResource
    section = Section.AGGREGATION
    parents = MOUNTS
    workflow = MOUNT
    move = "take_offline"
    service = services.take_offline
    form_class = NoteForm
    tone = "stop"
    groups = MountDetailView.groups
    explanation = _(
        "Nothing more can be loaded into it, and there is no way back; the entry can be mounted anew. "
        "What was loaded stays on record."
    )
    done = _("The resource is offline.")


class MountTemplateView(StaffMixin, RecordMixin, PageView):
    """An empty file with the right header: what a file for this table looks like."""

    model = MountedResource

    def get(self, http_request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The header as CSV."""
        columns = selectors.columns_of(self.record)
        return exports.csv_response(self.record.entry.name, [[column.name for column in columns]])
