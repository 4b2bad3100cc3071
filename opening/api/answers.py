"""Published answers to objections."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from aggregation.choices import ObjectionKind, Outcome
from portal.web.paging import Pagination

from .. import selectors
from ..filters import AnswerFilter
from ..models import ObjectionAnswer
from ..serializers import AnswerSerializer
from .datasets import OpenView


class AnswerListView(OpenView):
    """What was objected to in public, and what was found."""

    pagination_class = Pagination

    def fingerprint(self, **kwargs: Any) -> str:
        """How many answers there are and whether any dataset changed."""
        return f"{ObjectionAnswer.objects.count()}\x1f{selectors.list_fingerprint()}"

    @extend_schema(
        operation_id="open_objections_list",
        parameters=[
            OpenApiParameter("kind", enum=ObjectionKind.values),
            OpenApiParameter("outcome", enum=[found for found in Outcome.values if found != Outcome.PENDING]),
            OpenApiParameter("dataset", description="the resource code"),
        ],
        responses=AnswerSerializer(many=True),
    )
    def get(self, http_request: Request) -> Response:
        """One page of answers, the newest first; ``kind``, ``outcome`` and ``dataset`` narrow them."""
        found = AnswerFilter(http_request.query_params, ObjectionAnswer.objects.select_related("dataset"))
        if not found.is_valid():
            raise ValidationError(found.errors)
        pages = self.pagination_class()
        page = pages.paginate_queryset(found.qs, http_request, view=self)
        return pages.get_paginated_response(AnswerSerializer(page, many=True).data)
