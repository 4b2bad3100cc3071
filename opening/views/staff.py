"""The staff's view of the portal: what is open and how it is used."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.web.contributions import Section
from portal.web.doors import Column, Empty, RecordListView, StaffMixin

from ..models import PublicDataset


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
        Column("name", _("Title"), sort="title", link=True, card="title"),
        Column("provider_name", _("Provider"), sort="provider", card="fact"),
        Column("state", _("State"), kind="badge", sort="state", card="badge"),
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
