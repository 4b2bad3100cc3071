"""How REST lists are paged. Apart from ``api``, which the framework loads only after this setting is read."""

from rest_framework.pagination import CursorPagination, PageNumberPagination

MOST = 200


class Pagination(PageNumberPagination):
    """``page`` and ``page_size``, at most 200 records a page."""

    page_size = 20
    page_size_query_param = "page_size"
    max_page_size = MOST


class TrailPagination(CursorPagination):
    """For lists without end: ``next`` goes on where the page stopped; nothing is counted, nothing skipped."""

    page_size = 20
    page_size_query_param = "page_size"
    max_page_size = MOST
    ordering = "-id"
