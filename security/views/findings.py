"""Pages on which signs of personal information are judged (provision 7.4)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.web.contributions import Section
from portal.web.doors import (
    Column,
    Empty,
    Fact,
    FactGroup,
    MoveView,
    NextStep,
    RecordDetailView,
    RecordListView,
    StaffMixin,
)

from .. import selectors, services
from ..choices import FindingState
from ..filters import FindingFilter
from ..forms import JudgmentForm
from ..models import PersonalInformationFinding
from ..workflows import FINDING

FINDINGS = (("security:finding-list", _("Findings of personal information")),)
AUDIENCE = _("The unit concerned, its data authority, supervising authorities, security administrators")
WHERE = FactGroup(
    _("Where it was seen"),
    (
        Fact("entry", _("Catalog entry")),
        Fact("entry.provider", _("Provider")),
        Fact("batch.file_name", _("Batch")),
        Fact("items_in_words", _("Items")),
        Fact("rows", _("Rows searched"), kind="number"),
        Fact("found_at", _("Time found"), kind="moment"),
        Fact("judged_by", _("Judged by")),
        Fact("reason", _("Reason")),
    ),
)


class FindingListView(StaffMixin, RecordListView):
    """Signs of personal information in data that was not declared to hold any."""

    model = PersonalInformationFinding
    section = Section.SECURITY
    title = _("Findings of personal information")
    lead = _(
        "Every batch is searched as it is loaded. What shows signs that its entry does not declare "
        "stays closed to the public until somebody has judged it."
    )
    audience = AUDIENCE
    filterset_class = FindingFilter
    search_fields = ("entry__name", "entry__provider__name")
    ordering = ("-found_at", "-pk")
    columns = (
        Column("entry", _("Catalog entry"), link=True, card="title"),
        Column("entry.provider", _("Provider"), card="fact"),
        Column("items_in_words", _("Items"), card="fact"),
        Column("state", _("State"), kind="badge", sort="state", card="badge"),
        Column("due_on", _("Due"), kind="due", sort="due_on", card="fact"),
        Column("found_at", _("Time found"), kind="moment", sort="found_at"),
    )
    empty = Empty(
        _("No signs were found"), _("A finding appears when loaded data shows signs of personal information.")
    )

    def get_queryset(self) -> Any:
        """With entry and provider."""
        return super().get_queryset().select_related("entry__provider")


class FindingDetailView(StaffMixin, RecordDetailView):
    """One finding: items, kinds and counts, never a value."""

    model = PersonalInformationFinding
    section = Section.SECURITY
    audience = AUDIENCE
    parents = FINDINGS
    workflow = FINDING
    url_prefix = "security:finding"
    groups = (WHERE,)
    template_name = "security/finding_detail.html"

    def get_queryset(self) -> Any:
        """With entry, provider and batch."""
        return super().get_queryset().select_related("entry__provider", "batch", "judged_by")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With what the reader may open of the data."""
        seen = selectors.sources_in_sight(self.record, self.actor)
        return super().get_context_data(sources=seen, **kwargs)

    def next_step(self) -> NextStep | None:
        """Somebody has to judge it."""
        if self.record.state != FindingState.FOUND:
            return None
        who = _("The security owner of the unit or the security administrator")
        told = _(
            "Compare the items with the data: is it personal information? "
            "Until then the public does not see this version."
        )
        return NextStep(told, who=who, due_on=self.record.due_on)


class FindingMoveView(StaffMixin, MoveView):
    """Judge a finding."""

    model = PersonalInformationFinding
    section = Section.SECURITY
    audience = AUDIENCE
    parents = FINDINGS
    workflow = FINDING
    groups = (WHERE,)
    form_class = JudgmentForm
    template_name = "security/finding_move.html"


class FindingConfirmView(FindingMoveView):
    """It is personal information."""

    move, service = "confirm", services.confirm_finding
    explanation = _(
        "The data stays closed to the public. If the entry has an open dataset, it is suspended at once."
    )


class FindingReleaseView(FindingMoveView):
    """It is a false alarm."""

    move, service = "release", services.release_finding
    explanation = _("The public may see this version, and the same items are not held back again.")
