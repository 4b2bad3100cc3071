"""Programs mount entries, hand in files, watch batches, fetch what was turned down, raise objections."""

from __future__ import annotations

from itertools import chain
from typing import Any

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import mixins
from rest_framework.decorators import action
from rest_framework.parsers import FormParser, JSONParser, MultiPartParser
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.routers import SimpleRouter

from portal.store import query
from portal.store.models import Reject
from portal.web import exports
from portal.web.api import ActorViewSet, move

from . import selectors, services
from .filters import BatchFilter, MountFilter, ObjectionFilter, RejectFilter
from .models import Batch, MountedResource, Objection
from .serializers import (
    AnswerInput,
    BatchDetailSerializer,
    BatchInput,
    BatchSerializer,
    CloseInput,
    MountInput,
    MountSerializer,
    NoteInput,
    ObjectionInput,
    ObjectionSerializer,
    RejectSerializer,
    RemedyInput,
)
from .workflows import BATCH, MOUNT, OBJECTION

CONDITION = [
    OpenApiParameter(name, OpenApiTypes.STR, description=text)
    for name, text in (
        ("item", "A searchable item"),
        ("op", "eq, contains, startswith, ge or le"),
        ("value", "What it is compared with"),
        ("after", "The cursor that the page before gave as next"),
    )
]


class MountViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, ActorViewSet):
    """What published entries are mounted with."""

    queryset = MountedResource.objects.select_related("entry__provider", "table").order_by("-mounted_at")
    serializer_class = MountSerializer
    filterset_class = MountFilter
    workflow = MOUNT
    rights = {"create": "aggregation.mount_resource"}

    @extend_schema(request=MountInput)
    def create(self, http_request: Request) -> Response:
        """Mount an entry with a table."""
        entry = selectors.entry_of_code(self.parsed(MountInput)["entry"], self.actor)
        mounted = services.mount_entry(entry, actor=self.actor)
        return Response(self.get_serializer(mounted).data, status=201)

    @move(NoteInput)
    def take_offline(self, record: MountedResource, fields: dict[str, Any]) -> MountedResource:
        """Stop loading into the resource."""
        return services.take_offline(record, actor=self.actor, **fields)

    @extend_schema(parameters=CONDITION, responses={(200, "application/json"): OpenApiTypes.OBJECT})
    @action(detail=True)
    def rows(self, http_request: Request, public_id: str) -> HttpResponse:
        """A page of the table's rows: for the provider's people and the data authority."""
        asked = http_request.query_params
        condition = (
            (asked["item"], asked.get("op", "eq"), asked.get("value", "")) if "item" in asked else None
        )
        wanted = selectors.rows_query(self.get_object(), self.actor, condition, after=asked.get("after", ""))
        return HttpResponse(query.page_json(wanted), content_type="application/json")


class BatchViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, ActorViewSet):
    """Files handed in, and what became of them."""

    queryset = Batch.objects.select_related("mounted__entry", "file", "version").order_by(
        "-received_at", "-pk"
    )
    serializer_class = BatchDetailSerializer
    filterset_class = BatchFilter
    parser_classes = (JSONParser, MultiPartParser, FormParser)
    workflow = BATCH
    rights = {"create": "aggregation.load_data"}

    def get_serializer_class(self) -> type[BatchSerializer]:
        """Lists go without progress and reasons."""
        return BatchSerializer if self.action == "list" else BatchDetailSerializer

    @extend_schema(request={"multipart/form-data": BatchInput}, responses={201: BatchDetailSerializer})
    def create(self, http_request: Request) -> Response:
        """Hand in a file; a worker loads it."""
        fields = self.parsed(BatchInput)
        mounted = selectors.named_mount(fields.pop("entry", None), fields.pop("mount", None), self.actor)
        batch = services.receive_file(mounted, fields.pop("file"), actor=self.actor, **fields)
        return Response(self.get_serializer(batch).data, status=201)

    @move()
    def retry(self, record: Batch, fields: dict[str, Any]) -> Batch:
        """Load a failed batch again."""
        return services.retry_batch(record, actor=self.actor)

    @move(NoteInput)
    def discard(self, record: Batch, fields: dict[str, Any]) -> Batch:
        """Give a batch up."""
        return services.discard_batch(record, actor=self.actor, **fields)

    @extend_schema(responses=RejectSerializer(many=True), filters=False)
    @action(detail=True)
    def rejects(self, http_request: Request, public_id: str) -> Response:
        """The values for which records were turned down; ``column`` and ``rule`` narrow them."""
        batch = self.get_object()
        page = self.paginate_queryset(self._rejects(batch))
        context = {"personal": selectors.personal_items(batch.mounted)}
        return self.get_paginated_response(RejectSerializer(page, many=True, context=context).data)

    @extend_schema(responses={(200, "text/csv"): OpenApiTypes.BINARY}, filters=False)
    @action(detail=True, url_path="rejects.csv", url_name="rejects-csv")
    def rejects_csv(self, http_request: Request, public_id: str) -> Any:
        """The same as one CSV file."""
        batch = self.get_object()
        personal = selectors.personal_items(batch.mounted)
        lines = (
            [r.record, r.column, selectors.shown_value(r, personal), r.rule, r.message]
            for r in self._rejects(batch).iterator(chunk_size=2000)
        )
        head = [["record", "item", "value", "rule", "message"]]
        return exports.csv_response(f"rejects-{batch.file_name}", chain(head, lines))

    def _rejects(self, batch: Batch) -> Any:
        found = Reject.objects.filter(version=batch.version_id, version__isnull=False)
        return RejectFilter(self.request.query_params, found).qs.order_by("record", "pk")


class ObjectionViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, ActorViewSet):
    """Objections to shared and open data."""

    queryset = Objection.objects.select_related("entry__provider", "organization", "raised_by", "batch")
    serializer_class = ObjectionSerializer
    permission_classes = [IsAuthenticated]
    rights = {"create": "aggregation.raise_objection"}
    filterset_class = ObjectionFilter
    workflow = OBJECTION

    @extend_schema(request=ObjectionInput, responses={201: ObjectionSerializer})
    def create(self, http_request: Request) -> Response:
        """Object to data that one may read: all of it, an item, a row."""
        fields = self.parsed(ObjectionInput)
        entry = selectors.objectionable_entry(fields.pop("entry"), fields["channel"], self.actor)
        raised = services.raise_objection(entry, actor=self.actor, **fields)
        return Response(self.get_serializer(raised).data, status=201)

    @move(NoteInput)
    def accept(self, record: Objection, fields: dict[str, Any]) -> Objection:
        """Take it up; the data is flagged from now on."""
        return services.accept_objection(record, actor=self.actor, **fields)

    @move(RemedyInput)
    def redirect(self, record: Objection, fields: dict[str, Any]) -> Objection:
        """Another remedy applies."""
        return services.redirect_objection(record, actor=self.actor, **fields)

    @move(NoteInput)
    def verify(self, record: Objection, fields: dict[str, Any]) -> Objection:
        """Begin to look into it."""
        return services.verify_objection(record, actor=self.actor, **fields)

    @move(AnswerInput)
    def uphold(self, record: Objection, fields: dict[str, Any]) -> Objection:
        """The objector is right."""
        return services.uphold_objection(record, actor=self.actor, **fields)

    @move(AnswerInput)
    def dismiss(self, record: Objection, fields: dict[str, Any]) -> Objection:
        """The data is right."""
        return services.dismiss_objection(record, actor=self.actor, **fields)

    @move(CloseInput)
    def close(self, record: Objection, fields: dict[str, Any]) -> Objection:
        """Close it with the batch that put the data right."""
        return services.close_objection(record, actor=self.actor, **fields)


router = SimpleRouter()
router.register("mounts", MountViewSet, basename="aggregation-mount")
router.register("batches", BatchViewSet, basename="aggregation-batch")
router.register("objections", ObjectionViewSet, basename="aggregation-objection")
