"""The rows of an open dataset: plain views, since the database writes the answer."""

from __future__ import annotations

import hashlib

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import content_disposition_header, quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from aggregation.selectors import notice_headers, with_notices
from portal.store import export, query

from .. import selectors, services
from ..choices import Usage
from ..filters import agent_of, rows_query
from ..models import PublicDataset


@csrf_exempt  # else a program that posts would be told of an expired form
@require_safe
def rows(http_request: HttpRequest, slug: str) -> HttpResponseBase:
    """``{"version", "rows", "next"}``: one page of rows; ``notices`` too while some are contested."""
    dataset = selectors.open_for_rows(slug)
    mark = _mark(http_request, dataset)
    answer = get_conditional_response(http_request, etag=mark)
    if answer is None:
        found = query.page_json(rows_query(dataset, http_request.GET))
        answer = HttpResponse(with_notices(found, dataset.contested), content_type="application/json")
    services.count(dataset, Usage.CALL, user_agent=agent_of(http_request))
    return _marked(answer, mark, dataset)


@csrf_exempt
@require_safe
def rows_csv(http_request: HttpRequest, slug: str) -> HttpResponseBase:
    """All rows that satisfy the conditions, as a file that is written while it is read."""
    dataset = selectors.open_for_rows(slug)
    mark = _mark(http_request, dataset)
    answer = get_conditional_response(http_request, etag=mark)
    if answer is None:
        wanted = rows_query(dataset, http_request.GET)
        chunks = () if http_request.method == "HEAD" else export.stream_csv(wanted)
        services.count(dataset, Usage.DOWNLOAD, user_agent=agent_of(http_request))
        answer = StreamingHttpResponse(chunks, content_type="text/csv; charset=utf-8")
        answer.headers["Content-Disposition"] = _attachment(file_name(dataset))
    return _marked(answer, mark, dataset)


def file_name(dataset: PublicDataset) -> str:
    """Code, title, version, and for generated rows that they are generated."""
    made_up = [_("generated for demonstration")] if dataset.is_generated else []
    parts = [dataset.slug, dataset.name, f"v{dataset.table.version_in_sight}", *made_up]
    return "_".join(part.replace("/", "-").replace('"', "") for part in parts) + ".csv"


def _attachment(name: str) -> str:
    return content_disposition_header(as_attachment=True, filename=name) or ""


def _mark(http_request: HttpRequest, dataset: PublicDataset) -> str:
    seen = selectors.fingerprint(dataset, http_request.get_full_path(), http_request.LANGUAGE_CODE)
    return quote_etag(hashlib.sha256(seen.encode()).hexdigest()[:32])


def _marked(answer: HttpResponseBase, mark: str, dataset: PublicDataset) -> HttpResponseBase:
    """With the version's mark, and with what is contested: a file has no other place to say it."""
    answer.headers["ETag"] = mark
    if contested := dataset.contested:
        told = notice_headers(contested, f"{dataset.get_absolute_url()}#notices")
        for name, value in told.items():
            answer.headers[name] = value
    patch_cache_control(answer, public=True, no_cache=True)
    return answer
