"""How REST lists are paged. Apart from ``api``, which the framework loads only after this setting is read."""

from __future__ import annotations

from typing import Any

from rest_framework.pagination import BasePagination, CursorPagination, PageNumberPagination

MOST = 200


class Described(BasePagination):
    """Describes the ends of a list as OpenAPI 3.1 does: the framework still writes ``nullable``."""

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """``next`` and ``previous`` are addresses or null."""
        page: dict[str, Any] = super().get_paginated_response_schema(schema)
        for name in ("next", "previous"):
            page["properties"][name] = {"type": ["string", "null"], "format": "uri"}
        page["required"] = list(page["properties"])
        return page


class Pagination(Described, PageNumberPagination):
    """``page`` and ``page_size``, at most 200 records a page."""

    page_size = 20
    page_size_query_param = "page_size"
    max_page_size = MOST


class TrailPagination(Described, CursorPagination):
    """For lists without end: ``next`` goes on where the page stopped; nothing is counted, nothing skipped."""

    page_size = 20
    page_size_query_param = "page_size"
    max_page_size = MOST
    ordering = "-id"
