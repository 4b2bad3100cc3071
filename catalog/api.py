"""The catalog's REST interface: ``/api/v1/catalog-entries/`` and ``/api/v1/categories/``."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import mixins
from rest_framework.decorators import action
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.routers import SimpleRouter

from portal.kernel.errors import NotPermitted
from portal.web.api import ActorViewSet, move

from . import selectors, services
from .filters import EntryFilter, ResponsibilityFilter
from .models import CatalogEntry, Category, ResponsibilityList
from .serializers import (
    CategorySerializer,
    EntryInput,
    EntrySerializer,
    EntryVersionSerializer,
    HeldSerializer,
    ItemSerializer,
    ItemsInput,
    LineSerializer,
    OpinionInput,
    ReasonInput,
    RequiredOpinionInput,
    ResponsibilityInput,
    ResponsibilitySerializer,
    WithdrawalInput,
)
from .workflows import ENTRY, RESPONSIBILITY

Fields = dict[str, Any]


class CategoryViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, ActorViewSet):
    """The classification tree."""

    queryset = Category.objects.all()
    serializer_class = CategorySerializer
    lookup_field = "code"
    lookup_value_converter = "str"


class EntryMoves(ActorViewSet):
    """The moves of an entry, one action each."""

    workflow = ENTRY

    @move()
    def submit(self, record: CatalogEntry, fields: Fields) -> CatalogEntry:
        """Hand the entry to the chief data officer."""
        return services.submit_entry(record, actor=self.actor)

    @move()
    def take_back(self, record: CatalogEntry, fields: Fields) -> CatalogEntry:
        """Take a submission back before it is signed."""
        return services.take_back_entry(record, actor=self.actor)

    @move(OpinionInput)
    def sign(self, record: CatalogEntry, fields: Fields) -> CatalogEntry:
        """Sign as the unit's chief data officer."""
        return services.sign_entry(record, actor=self.actor, **fields)

    @move(RequiredOpinionInput)
    def decline(self, record: CatalogEntry, fields: Fields) -> CatalogEntry:
        """Send the entry back to its compiler without signing."""
        return services.decline_entry(record, actor=self.actor, **fields)

    @move(RequiredOpinionInput)
    def return_(self, record: CatalogEntry, fields: Fields) -> CatalogEntry:
        """Return the entry for revision."""
        return services.return_entry(record, actor=self.actor, **fields)

    @move(OpinionInput)
    def approve(self, record: CatalogEntry, fields: Fields) -> CatalogEntry:
        """Agree with the entry."""
        return services.approve_entry(record, actor=self.actor, **fields)

    @move()
    def publish(self, record: CatalogEntry, fields: Fields) -> CatalogEntry:
        """Publish the approved state as a new version."""
        return services.publish_entry(record, actor=self.actor)

    @move(ReasonInput)
    def revise(self, record: CatalogEntry, fields: Fields) -> CatalogEntry:
        """Open the working copy; what was published stays in force."""
        return services.revise_entry(record, actor=self.actor, **fields)

    @move(WithdrawalInput)
    def withdraw(self, record: CatalogEntry, fields: Fields) -> CatalogEntry:
        """Take the entry out of force."""
        return services.withdraw_entry(record, actor=self.actor, **fields)


class EntryViewSet(
    mixins.ListModelMixin,
    mixins.RetrieveModelMixin,
    mixins.CreateModelMixin,
    mixins.UpdateModelMixin,
    EntryMoves,
):
    """Catalog entries: staff read what is published and their own unit's drafts; data officers write."""

    http_method_names = ["get", "post", "patch", "put", "head", "options"]
    queryset = CatalogEntry.objects.select_related("provider", "category")
    rights = dict.fromkeys(("create", "set_items"), "catalog.compile_entry")
    filterset_class = EntryFilter

    def get_serializer_class(self) -> type[EntrySerializer]:
        """Writing takes the token of what was read."""
        return EntryInput if self.action in {"create", "partial_update"} else EntrySerializer

    def filter_queryset(self, queryset: QuerySet[CatalogEntry]) -> QuerySet[CatalogEntry]:
        """By what the reader may see; ``?q=`` searches as the page does."""
        seen = selectors.with_faces(self.actor, queryset).order_by("-shown_changed_at", "pk")
        found = super().filter_queryset(seen)
        return selectors.search_entries(self.actor, found, self.request.query_params.get("q", ""))

    def perform_create(self, serializer: Any) -> None:
        """Start a draft of the own unit."""
        fields = dict(serializer.validated_data)
        fields.pop("unless_changed_since", None)
        serializer.instance = services.create_entry(actor=self.actor, **fields)

    def perform_update(self, serializer: Any) -> None:
        """Change an entry at its unit's desk."""
        fields = serializer.validated_data
        serializer.instance = services.edit_entry(serializer.instance, actor=self.actor, **fields)

    @extend_schema(exclude=True)
    def update(self, http_request: Request, *args: Any, **kwargs: Any) -> Response:
        """Only PATCH changes an entry."""
        if not kwargs.get("partial"):
            self.http_method_not_allowed(http_request)
        return super().update(http_request, *args, **kwargs)

    @extend_schema(responses=ItemSerializer(many=True))
    @action(detail=True, methods=["get"], pagination_class=None, filterset_class=None)
    def items(self, http_request: Request, **kwargs: Any) -> Response:
        """The items, in their order."""
        found = selectors.items_seen(self.actor, self.get_object())
        return Response(ItemSerializer(found, many=True).data)

    @extend_schema(request=ItemsInput, responses=ItemSerializer(many=True))
    @items.mapping.put
    def set_items(self, http_request: Request, **kwargs: Any) -> Response:
        """Give the entry exactly these items."""
        entry, fields = self.get_object(), self.parsed(ItemsInput)
        found = services.set_items(entry, fields.pop("items"), actor=self.actor, **fields)
        return Response(ItemSerializer(found, many=True).data)

    @extend_schema(responses=HeldSerializer(many=True))
    @action(
        detail=True, methods=["get"], pagination_class=None, filterset_class=None, url_path="held-elsewhere"
    )
    def held_elsewhere(self, http_request: Request, **kwargs: Any) -> Response:
        """Entries of other units that hold some of the items already and are shared: one item, one source."""
        entry = self.get_object()
        if not selectors.reads_working_copy(self.actor, entry):
            raise NotPermitted("catalog.compile_entry")
        return Response(HeldSerializer(selectors.held_elsewhere(entry), many=True).data)

    @extend_schema(responses=EntryVersionSerializer(many=True))
    @action(detail=True, methods=["get"], pagination_class=None, filterset_class=None)
    def versions(self, http_request: Request, **kwargs: Any) -> Response:
        """Every published version, the newest first."""
        found = self.get_object().versions.select_related("published_by")
        return Response(EntryVersionSerializer(found, many=True).data)

    @extend_schema(responses=EntryVersionSerializer)
    @action(detail=True, methods=["get"], url_path=r"versions/(?P<number>\d+)", url_name="version")
    def version(self, http_request: Request, number: str, **kwargs: Any) -> Response:
        """One published version."""
        found = get_object_or_404(self.get_object().versions, number=number)
        return Response(EntryVersionSerializer(found).data)


class ResponsibilityViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, ActorViewSet):
    """Responsibility lists: everybody reads what was published; units and authorities draft and publish."""

    permission_classes = [AllowAny]
    queryset = ResponsibilityList.objects.select_related("organization")
    serializer_class = ResponsibilitySerializer
    filterset_class = ResponsibilityFilter
    workflow = RESPONSIBILITY

    @extend_schema(request=ResponsibilityInput, responses={201: ResponsibilitySerializer})
    def create(self, http_request: Request, *args: Any, **kwargs: Any) -> Response:
        """Draft the next version of the own unit's list, or of the authority's jurisdiction."""
        if not selectors.scopes_to_draft(self.actor):
            raise NotPermitted("catalog.draft_list")
        made = services.draft_list(actor=self.actor, **self.parsed(ResponsibilityInput))
        return Response(self.get_serializer(made).data, status=201)

    @move()
    def publish(self, record: ResponsibilityList, fields: Fields) -> ResponsibilityList:
        """Freeze and publish a draft; the version in force until now is superseded."""
        return services.publish_list(record, actor=self.actor)

    @extend_schema(responses=LineSerializer(many=True))
    @action(detail=True, methods=["get"], filterset_class=None)
    def lines(self, http_request: Request, **kwargs: Any) -> Response:
        """The promises, and what became of each."""
        page = self.paginate_queryset(selectors.lines_of(self.get_object()))
        return self.get_paginated_response(LineSerializer(page, many=True).data)


router = SimpleRouter()
router.register("catalog-entries", EntryViewSet, basename="catalog-entry")
router.register("categories", CategoryViewSet, basename="catalog-category")
router.register("responsibility-lists", ResponsibilityViewSet, basename="catalog-responsibility")
