"""The rows' doors for the description of the interface: they are plain views, which it does not see."""

from __future__ import annotations

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from ..serializers import RowsSerializer
from .datasets import OpenView

ROWS = "/api/v1/open/datasets/{slug}/rows"
SLUG = OpenApiParameter(
    "slug", str, OpenApiParameter.PATH, description="the resource code, such as 102001-000001"
)
CONDITIONS = OpenApiParameter(
    "conditions",
    {"type": "object", "additionalProperties": {"type": "string"}},
    style="form",
    explode=True,
    description="item=value, or item__ge, __gt, __le, __lt, __in, __contains, __startswith; all must hold",
)
COLUMNS = OpenApiParameter("columns", description="only these items, separated by commas")
ORDER = OpenApiParameter("order", description="one item; with a hyphen before it downwards")


class RowsDoor(OpenView):
    """Stands for ``rows``."""

    @extend_schema(
        operation_id="open_datasets_rows",
        parameters=[
            SLUG,
            CONDITIONS,
            COLUMNS,
            ORDER,
            OpenApiParameter("limit", int, description="rows of a page, 1,000 at most"),
            OpenApiParameter("after", description="the place where the last page ended: its “next”"),
        ],
        responses=RowsSerializer,
    )
    def get(self, http_request: Request, slug: str) -> Response:
        """One page of rows."""
        raise NotImplementedError  # only described: `rows` answers at this address


class FileDoor(OpenView):
    """Stands for ``rows_csv``."""

    @extend_schema(
        operation_id="open_datasets_rows_csv",
        parameters=[SLUG, CONDITIONS, COLUMNS, ORDER],
        responses={(200, "text/csv"): OpenApiResponse(OpenApiTypes.STR, "UTF-8 with a byte order mark")},
    )
    def get(self, http_request: Request, slug: str) -> Response:
        """All rows that satisfy the conditions, as one file."""
        raise NotImplementedError  # only described: `rows_csv` answers at this address


Endpoint = tuple[str, str, str, Any]


def with_rows(endpoints: list[Endpoint]) -> list[Endpoint]:
    """The endpoints that were found, and the rows'."""
    return [
        *endpoints,
        (ROWS, ROWS, "GET", RowsDoor.as_view()),
        (f"{ROWS}.csv", f"{ROWS}.csv", "GET", FileDoor.as_view()),
    ]
