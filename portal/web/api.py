"""The programs' door: paging, problem details, the actor, and a workflow's moves as actions of four lines."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import exceptions, serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import exception_handler
from rest_framework.viewsets import GenericViewSet

from portal.kernel.actor import Actor
from portal.kernel.errors import NotPermitted
from portal.kernel.workflow import Workflow

from . import refusals
from .doors.actors import actor_of


def problem_details(error: Exception, context: dict[str, Any]) -> Response | None:
    """Every refusal as ``application/problem+json`` (RFC 9457); ``None`` for an unforeseen error, a 500."""
    http_request = context["request"]
    answer = exception_handler(error, context)
    status = refusals.status_of(error) if answer is None else answer.status_code
    if status is None:
        return None
    if isinstance(error, exceptions.ValidationError):
        status, found = 422, flattened(error.detail)
    else:
        found = refusals.field_errors(error) if isinstance(error, ValidationError) else []
    detail = " ".join(refusals.sentences_of(error)) or _detail_of(error, found)
    problem = refusals.problem_body(status, detail, found, refusals.request_id_of(http_request))
    headers = {
        name: answer[name]
        for name in ("WWW-Authenticate", "Retry-After", "Allow")
        if answer and name in answer
    }
    return Response(problem, status=status, headers=headers, content_type="application/problem+json")


def _detail_of(error: Exception, found: list[dict[str, str]]) -> str:
    if found:
        return " ".join(entry["message"] for entry in found)
    return str(error.detail) if isinstance(error, exceptions.APIException) else ""


def flattened(detail: Any, field: str = "") -> list[dict[str, str]]:
    """DRF's nested errors as a flat list, nested names joined by dots."""
    if isinstance(detail, dict):
        names = ((name, "" if name == "non_field_errors" else str(name)) for name in detail)
        paths = ((key, ".".join(filter(None, (field, name)))) for key, name in names)
        return [entry for key, path in paths for entry in flattened(detail[key], path)]
    if isinstance(detail, list):
        return [
            entry
            for index, item in enumerate(detail)
            for entry in flattened(item, f"{field}.{index}" if isinstance(item, (dict, list)) else field)
        ]
    return [{"field": field, "message": str(detail)}]


class ActorViewSet(GenericViewSet[Any]):
    """A view set that acts as ``self.actor`` and shows only what that actor may see.

    It answers the staff of units; what citizens or anybody may use has ``permission_classes`` of its own.
    """

    lookup_field = "public_id"
    lookup_value_converter = "uuid"
    workflow: Workflow[Any] | None = None
    #: Action → the right without which nothing of what was sent is read; moves ask their workflow.
    rights: Mapping[str, str] = {}

    def initial(self, http_request: Request, *args: Any, **kwargs: Any) -> None:
        """Ask for the action's right before anything else; a 403 without it."""
        super().initial(http_request, *args, **kwargs)
        right = self.rights.get(self.action)
        if right and not self.actor.can(right):
            raise NotPermitted(right)

    @property
    def actor(self) -> Actor:
        """Whoever asks, through this door."""
        return actor_of(self.request._request, via="api") if self.request.user else Actor.visitor("api")

    def get_queryset(self) -> QuerySet[Any]:
        """What the actor may see."""
        queryset = super().get_queryset()
        if getattr(self, "swagger_fake_view", False):
            return queryset.none()
        visible: QuerySet[Any] = queryset.visible_to(self.actor)
        return visible

    def parsed(self, input_serializer: type[serializers.Serializer[Any]] | None) -> dict[str, Any]:
        """The validated body of the HTTP request; a 422 where it does not fit."""
        if input_serializer is None:
            return {}
        serializer = input_serializer(data=self.request.data, context=self.get_serializer_context())
        serializer.is_valid(raise_exception=True)
        return serializer.validated_data


class ActionsMixin(serializers.Serializer[Any]):
    """Adds ``actions``: the moves that the asker may make now, from the same workflow as the buttons."""

    actions = serializers.SerializerMethodField()

    @extend_schema_field({"type": "array", "items": {"type": "string"}})
    def get_actions(self, record: Any) -> list[str]:
        """Names of the available moves; each is a POST below the record."""
        view = self.context.get("view")
        workflow = getattr(view, "workflow", None)
        return [step.name for step in workflow.available(record, actor=view.actor)] if workflow else []


Move = Callable[[Any, Any, dict[str, Any]], Any]


def refuse_head(http_request: Request) -> None:
    """405 for a ``HEAD``: where each reading goes on record, one that reads nothing must not."""
    if http_request.method == "HEAD":
        raise exceptions.MethodNotAllowed("HEAD")


def move(input_serializer: type[serializers.Serializer[Any]] | None = None, *, status: int = 200) -> Any:
    """Make a method ``(self, record, fields)`` the POST action of the move of the same name."""

    def decorate(method: Move) -> Any:
        name = method.__name__.strip("_")
        role = name.replace("_", "-")

        @extend_schema(request=input_serializer)
        @action(detail=True, methods=["post"], url_path=role, url_name=role)
        @wraps(method)
        def perform(self: ActorViewSet, http_request: HttpRequest, **kwargs: Any) -> Response:
            record = self.get_object()
            if self.workflow is not None and name in self.workflow.transitions:
                self.workflow.check(name, record, actor=self.actor)
            outcome = method(self, record, self.parsed(input_serializer)) or record
            return Response(self.get_serializer(outcome).data, status=status)

        return perform

    return decorate
