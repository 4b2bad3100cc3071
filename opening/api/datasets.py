"""Search datasets, read one's description."""

from __future__ import annotations

import hashlib
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from portal.web.paging import Pagination

from .. import selectors, services
from ..choices import Sort, Usage
from ..filters import agent_of, wish_of
from ..serializers import (
    DatasetDetailSerializer,
    DatasetSerializer,
    FacetSerializer,
    FoundSerializer,
)


class OpenView(APIView):
    """What anybody may read; answered anew only when it has changed."""

    authentication_classes = ()
    permission_classes = (AllowAny,)

    def fingerprint(self, **kwargs: Any) -> str:
        """What the answer depends on."""
        raise NotImplementedError

    def dispatch(self, http_request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer, with the mark by which the same answer is recognised."""
        response = super().dispatch(http_request, *args, **kwargs)
        if response.status_code != 200 or http_request.method not in {"GET", "HEAD"}:
            return response
        asked = f"{http_request.get_full_path()}\x1f{http_request.LANGUAGE_CODE}"
        mark = hashlib.sha256(f"{self.fingerprint(**kwargs)}\x1f{asked}".encode()).hexdigest()[:32]
        response.headers["ETag"] = quote_etag(mark)
        patch_cache_control(response, public=True, no_cache=True)
        return get_conditional_response(http_request, etag=quote_etag(mark), response=response) or response


class DatasetListView(OpenView):
    """The open datasets: search, facets, pages."""

    def fingerprint(self, **kwargs: Any) -> str:
        """Whatever was opened, refreshed or taken off the portal."""
        return selectors.list_fingerprint()

    @extend_schema(
        operation_id="open_datasets_list",
        parameters=[
            OpenApiParameter("q", description="words; all must be found"),
            *(OpenApiParameter(facet.name, many=True, explode=True) for facet in selectors.FACETS),
            OpenApiParameter("sort", enum=Sort.values),
            OpenApiParameter("page", int),
            OpenApiParameter("page_size", int),
        ],
        responses=FoundSerializer,
    )
    def get(self, http_request: Request) -> Response:
        """One page of what was found, with what each further facet would leave."""
        wish = wish_of(http_request.query_params)
        pages = Pagination()
        found = pages.paginate_queryset(
            selectors.found(wish).defer("items", "profile"), http_request, view=self
        )
        results = DatasetSerializer(found, many=True, context={"request": http_request}).data
        answer = pages.get_paginated_response(results)
        answer.data["facets"] = FacetSerializer(selectors.facet_counts(wish), many=True).data
        return answer


class DatasetDetailView(OpenView):
    """One open dataset."""

    def fingerprint(self, **kwargs: Any) -> str:
        """The dataset's description and data."""
        return selectors.fingerprint(self.dataset)

    @extend_schema(operation_id="open_datasets_retrieve", responses=DatasetDetailSerializer)
    def get(self, http_request: Request, slug: str) -> Response:
        """What it is, its items, its versions, and where its rows are."""
        self.dataset = selectors.open_dataset(slug)
        services.count(self.dataset, Usage.CALL, user_agent=agent_of(http_request))
        return Response(DatasetDetailSerializer(self.dataset, context={"request": http_request}).data)
