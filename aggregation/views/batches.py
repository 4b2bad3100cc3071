"""Pages of batches: hand in, watch, read the result, correct."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from portal.kernel.errors import Conflict, Message
from portal.store.models import Reject
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
from ..choices import RULE_NAMES
from ..filters import BatchListFilter, RejectFilter
from ..forms import LoadForm, NoteForm
from ..models import Batch, MountedResource
from ..workflows import BATCH
from .mounts import AUDIENCE

BATCHES = (("aggregation:batch-list", _("Batches")),)


class BatchListView(StaffMixin, RecordListView):
    """Every delivery of data that the reader may see."""

    model = Batch
    section = Section.AGGREGATION
    title = _("Batches")
    audience = AUDIENCE
    filterset_class = BatchListFilter
    search_fields = ("mounted__entry__name", "mounted__entry__name_en", "file_name", "note")
    search_hint = _("Resource, file or note")
    ordering = ("-received_at", "-pk")
    columns = (
        Column("mounted.entry.title", _("Resource"), sort="mounted__entry__name", link=True, card="title"),
        Column("mounted.entry.provider", _("Provider"), sort="mounted__entry__provider__name"),
        Column("file_name", _("File"), sort="file_name"),
        Column("mode", _("Way of loading"), sort="mode"),
        Column("state", _("State"), kind="badge", sort="state", card="badge"),
        Column("loaded", _("Rows loaded"), kind="number", sort="loaded", card="fact"),
        Column("rejected", _("Rows turned down"), kind="number", sort="rejected", card="fact"),
        Column("received_at", _("Received at"), kind="moment", sort="received_at", card="fact"),
    )
    empty = Empty(
        _("No file has been handed in yet"),
        _("A batch is one file for one mounted resource. Open a resource and load a file into it."),
        Button(_("Mounted resources"), "aggregation:mount-list"),
    )

    def get_queryset(self) -> Any:
        """With resource and provider."""
        return super().get_queryset().select_related("mounted__entry__provider")


class BatchCreateView(StaffMixin, RecordFormView):
    """Hand in a file for a mounted resource."""

    model = MountedResource
    section = Section.AGGREGATION
    title = _("Load a file")
    audience = _("The provider's data officers")
    parents = (("aggregation:mount-list", _("Mounted resources")),)
    form_class = LoadForm
    submit = _("Hand in and load")
    done = _("The file was received.")
    template_name = "aggregation/batch_create.html"

    def allowed(self) -> bool:
        """The provider's data officers."""
        return policies.may_hand_in(self.actor, self.record)

    def get_form_kwargs(self) -> dict[str, Any]:
        """The form knows which ways of loading the table allows."""
        return {"mounted": self.record}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the items that the file must have."""
        return super().get_context_data(columns=selectors.columns_of(self.record), **kwargs)

    def post(self, http_request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """A conflict is told on the form, so that nothing typed is lost."""
        try:
            return super().post(http_request, *args, **kwargs)
        except Conflict as conflict:
            form = self.make_form(http_request.POST, http_request.FILES)
            form.add_error(None, str(conflict))
            return self.show(form, status=conflict.status)

    def perform(self, form: LoadForm) -> Batch:
        """Call the service."""
        fields = form.cleaned_data
        return services.receive_file(
            self.record, fields["file"], mode=fields["mode"], note=fields["note"], actor=self.actor
        )


class BatchDetailView(StaffMixin, RecordDetailView):
    """One batch: how far it is, then what came of it."""

    model = Batch
    section = Section.AGGREGATION
    audience = AUDIENCE
    parents = BATCHES
    workflow = BATCH
    url_prefix = "aggregation:batch"
    move_tones = {"retry": "primary", "discard": "stop"}
    panel_slot = "aggregation.batch"
    template_name = "aggregation/batch_detail.html"
    groups = (
        FactGroup(
            _("What was handed in"),
            (
                Fact("file_name", _("File")),
                Fact("file.size", _("Size"), kind="size"),
                Fact("format", _("Recognised as"), value=selectors.format_in_words),
                Fact("mode", _("Way of loading")),
                Fact("note", _("Note")),
                Fact("uploaded_by", _("Handed in by")),
                Fact("received_at", _("Received at"), kind="moment"),
            ),
        ),
        FactGroup(
            _("What it became"),
            (
                Fact("data_version", _("Data version"), kind="number"),
                Fact("seconds", _("Time taken"), value=selectors.seconds_in_words),
                Fact("finished_at", _("Finished"), kind="moment"),
                Fact("digest", _("Digest of the rows"), kind="code"),
                Fact("file.sha256", _("SHA-256 of the file"), kind="code"),
            ),
        ),
    )

    def get_queryset(self) -> Any:
        """With what the page tells."""
        names = ("mounted__entry__provider", "mounted__table", "file", "version", "uploaded_by")
        return super().get_queryset().select_related(*names)

    def get_title(self) -> Message:
        """The resource's name."""
        return self.record.mounted.entry.title

    def get_groups(self) -> Sequence[FactGroup]:
        """What it became is told once it became something."""
        return self.groups if self.record.is_settled else self.groups[:1]

    def get_primary(self) -> Button | None:
        """Hand in a corrected file where this one did not arrive."""
        mounted = self.record.mounted
        may = self.record.is_troubled and mounted.is_active and policies.may_hand_in(self.actor, mounted)
        address = (mounted.public_id,)
        return Button(_("Load a file"), "aggregation:batch-create", address, icon="upload") if may else None

    def next_step(self) -> NextStep | None:
        """What the unit can do about a batch that did not arrive."""
        text = selectors.advice(self.record)
        return NextStep(text, self.record.mounted.entry.provider) if text else None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the job, or the reasons."""
        return super().get_context_data(
            lead=self.record.file_name,
            job=self.record.job,
            rejects=selectors.reject_groups(self.record),
            may_read_rows=policies.may_read_rows(self.actor, self.record.mounted),
            **kwargs,
        )


class BatchMovedView(StaffMixin, RecordMixin, PageView):
    """Asked by the batch's page while it loads: reload as soon as the batch has moved on."""

    model = Batch

    def get(self, http_request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Nothing yet, or the order to reload."""
        seen = http_request.GET.get("state", "")
        headers = {"HX-Refresh": "true"} if self.record.state != seen else {}
        return HttpResponse(status=200 if headers else 204, headers=headers)


class BatchRejectsView(StaffMixin, RecordListView):
    """The values for which records of one batch were turned down."""

    model = Reject
    section = Section.AGGREGATION
    audience = AUDIENCE
    parents = BATCHES
    filterset_class = RejectFilter
    search_fields = ("value", "column")
    ordering = ("record", "pk")
    empty = Empty(_("No record was turned down"), _("Every record of the file was loaded."))

    def get_title(self) -> Message:
        """Whose rejects."""
        return _("Rejects of “%(file)s”") % {"file": self.batch.file_name}

    def get_parents(self) -> list[tuple[Message, str]]:
        """The breadcrumb, with the batch."""
        return [*super().get_parents(), (str(self.batch), self.batch.get_absolute_url())]

    @cached_property
    def batch(self) -> Batch:
        """The batch that the address names, if the actor may see it."""
        batches = Batch.objects.visible_to(self.actor).select_related("mounted__entry")
        return get_object_or_404(batches, public_id=self.kwargs["public_id"])

    def get_queryset(self) -> Any:
        """Its rejects."""
        return Reject.objects.filter(version=self.batch.version_id, version__isnull=False)

    def get_columns(self) -> Sequence[Column]:
        """Values of personal information are masked."""
        personal = selectors.personal_items(self.batch.mounted)
        return (
            Column("column", _("Item"), sort="column", card="title"),
            Column("record", _("Record"), kind="number", sort="record", card="fact"),
            Column(
                "value",
                _("Value"),
                value=lambda reject: selectors.shown_value(reject, personal),
                card="fact",
            ),
            Column("rule", _("Rule"), sort="rule", value=lambda reject: RULE_NAMES[reject.rule]),
            Column("message", _("Reason"), card="fact"),
        )


class BatchMoveView(StaffMixin, MoveView):
    """A move of a batch."""

    model = Batch
    section = Section.AGGREGATION
    parents = BATCHES
    workflow = BATCH
    groups = BatchDetailView.groups


class BatchRetryView(BatchMoveView):
    """Load a failed batch again."""

    move = "retry"
    service = services.retry_batch
    explanation = _("The kept file is loaded once more from its beginning.")
    done = _("The batch waits for a worker.")


class BatchDiscardView(BatchMoveView):
    """Give a batch up."""

    move = "discard"
    service = services.discard_batch
    form_class = NoteForm
    explanation = _("The file is not loaded; readers keep the version that they have.")
    done = _("The batch was discarded.")
