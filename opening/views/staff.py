"""The staff's view of the portal: what is open and how it is used."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from aggregation.selectors import hold_in_words
from portal.web.contributions import Section
from portal.web.doors import (
    Column,
    Empty,
    Fact,
    FactGroup,
    MoveView,
    RecordDetailView,
    RecordListView,
    ShownMove,
    StaffMixin,
)

from .. import selectors, services
from ..forms import ReasonForm
from ..models import PublicDataset
from ..selectors import address_of
from ..workflows import DATASET

DATASETS = (("opening:usage-list", _("Datasets on the portal")),)
FACTS = FactGroup(
    _("On the public portal"),
    (
        Fact("provider_name", _("Provider")),
        Fact("code", _("Resource code"), kind="code"),
        Fact("rows", _("Rows"), kind="number"),
        Fact("data_version", _("Data version"), kind="number"),
        Fact("first_published", _("First published"), kind="moment"),
        Fact("last_updated", _("Last updated"), kind="moment"),
        Fact("views", _("Page views"), kind="number"),
        Fact("downloads", _("Downloads"), kind="number"),
        Fact("api_calls", _("API calls"), kind="number"),
    ),
)


class StaffLink(Column):
    """The dataset's name, leading to the staff's page: the public one may be gone."""

    def html(self, record: Any) -> SafeString | str:
        """A link."""
        return format_html('<a href="{}">{}</a>', address_of(record), record.name)


class DatasetUsageList(StaffMixin, RecordListView):
    """Every dataset that is or was on the portal, with its use."""

    model = PublicDataset
    section = Section.OPENING
    title = _("Datasets on the portal")
    lead = _(
        "Views, downloads and API calls since first publication; "
        "programs that call themselves robots are left out."
    )
    audience = _("Staff of all units")
    search_fields = ("title", "title_en", "code", "provider")
    ordering = ("-last_updated", "code")
    columns = (
        StaffLink("name", _("Title"), sort="title", link=True, card="title"),
        Column("provider_name", _("Provider"), sort="provider", card="fact"),
        Column("standing", _("State"), kind="badge", sort="state", card="badge"),
        Column("rows", _("Rows"), kind="number", sort="rows"),
        Column("views", _("Page views"), kind="number", sort="views", card="fact"),
        Column("downloads", _("Downloads"), kind="number", sort="downloads", card="fact"),
        Column("api_calls", _("API calls"), kind="number", sort="api_calls"),
        Column("last_updated", _("Last updated"), kind="moment", sort="last_updated"),
    )
    empty = Empty(
        _("No dataset is open yet"),
        _("An entry appears here once it is published as open, graded L1, and its data has been loaded."),
    )


class DatasetUsageView(StaffMixin, RecordDetailView):
    """One dataset as the staff see it: its state, what is contested, and the moves of the authority."""

    model = PublicDataset
    section = Section.OPENING
    audience = _("Staff of all units")
    parents = DATASETS
    lookup_field = "slug"
    workflow = DATASET
    url_prefix = "opening:dataset"
    panel_slot = "opening.dataset"
    template_name = "opening/dataset_usage.html"
    groups = (FACTS,)

    def get_moves(self) -> list[ShownMove]:
        """What is stopped is not restored."""
        return [move for move in super().get_moves() if move.name != "restore" or not self.record.held_at]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Whether its resource is stopped."""
        context = super().get_context_data(held=hold_in_words(self.record.held_at), **kwargs)
        return context | {"state_field": "standing"}


class DatasetMoveView(StaffMixin, MoveView):
    """A move of a dataset by the data authority."""

    model = PublicDataset
    section = Section.OPENING
    parents = DATASETS
    lookup_field = "slug"
    workflow = DATASET
    groups = (FACTS,)
    form_class = ReasonForm

    def get_success_url(self, outcome: PublicDataset) -> str:
        """The staff's page: the public one may be gone."""
        return address_of(outcome)


class DatasetSuspendView(DatasetMoveView):
    """Take a dataset out of the public's sight."""

    move, service = "suspend", services.suspend_dataset
    explanation = _("Page, files and interface are gone for everybody at once, until it is restored.")
    done = _("The dataset is suspended.")


class DatasetRestoreView(DatasetMoveView):
    """Show it again."""

    move, service = "restore", services.restore_dataset
    done = _("The dataset is open again.")

    def get(self, http_request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Told before anything is typed: what is stopped is not restored."""
        selectors.refuse_held_dataset(self.record)
        return super().get(http_request, *args, **kwargs)
