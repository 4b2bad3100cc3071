"""One mapping of refusals to answers: pages for people, fragments for htmx, problem details for programs."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import (
    PermissionDenied,
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
    ValidationError,
)
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from portal.kernel.errors import Conflict, DomainError, IllegalTransition, NotPermitted

from . import kept

STATUSES: dict[type[Exception], int] = {
    DomainError: 400,
    NotPermitted: 403,
    PermissionDenied: 403,
    Http404: 404,
    Conflict: 409,
    IllegalTransition: 409,
    ValidationError: 422,
}
#: Where a request keeps its number; no header can name it, since headers' names begin with ``HTTP_``.
REQUEST_ID = "portal.request_id"
TYPES = {
    400: "bad-request",
    401: "not-signed-in",
    403: "not-permitted",
    404: "not-found",
    405: "method-not-allowed",
    406: "not-acceptable",
    409: "conflict",
    413: "too-large",
    415: "unsupported-media-type",
    422: "invalid",
    429: "too-many-requests",
    500: "unexpected",
}


def is_api(http_request: HttpRequest) -> bool:
    """Whether a program is asking, so that the answer is JSON; ``/api/`` itself is a page about programs."""
    return http_request.path.startswith("/api/") and http_request.path != "/api/"


def status_of(error: Exception) -> int | None:
    """The HTTP status of a refusal; ``None`` for an error that nobody foresaw."""
    if isinstance(error, DomainError):
        return error.status
    return next((STATUSES[kind] for kind in type(error).__mro__ if kind in STATUSES), None)


def title_of(status: int) -> str:
    """The refusal in a few words."""
    titles = {
        400: _("This cannot be done like this"),
        401: _("Please sign in"),
        403: _("You may not do this"),
        404: _("Not found"),
        405: _("This address does not take that method"),
        409: _("Somebody was faster, or it is too late"),
        413: _("Too large"),
        415: _("This format is not accepted"),
        422: _("Something needs correcting"),
        429: _("Too many requests"),
        500: _("Something went wrong on our side"),
    }
    return titles.get(status, _("This cannot be done like this"))


def sentences_of(error: Exception) -> list[str]:
    """What the refusal says to whoever is refused."""
    if isinstance(error, ValidationError):
        return [str(message) for message in error.messages]
    return [str(error)] if isinstance(error, DomainError) else []


def refusal_for(http_request: HttpRequest, error: Exception) -> HttpResponse | None:
    """The answer to an error that a view raised; ``None`` when it is not a refusal."""
    status = status_of(error)
    if status is None:
        return None
    errors = field_errors(error) if isinstance(error, ValidationError) else []
    return refuse(http_request, status, sentences_of(error), errors, told=error)


def refuse(
    http_request: HttpRequest,
    status: int,
    sentences: list[str],
    errors: list[dict[str, str]] | None = None,
    *,
    told: Exception | None = None,
) -> HttpResponse:
    """A refusal in the shape that the asker reads; on a page ``told`` may bring its own title and way out."""
    if is_api(http_request):
        problem = problem_body(status, " ".join(sentences), errors or [], request_id_of(http_request))
        kind, readable = "application/problem+json", {"ensure_ascii": False}
        return JsonResponse(problem, status=status, content_type=kind, json_dumps_params=readable)
    context = _context(http_request, status, sentences)
    context["refusal_title"] = getattr(told, "title", "") or context["refusal_title"]
    context["way_out"] = getattr(told, "instead", "")
    if getattr(http_request, "htmx", False):
        names = ["web/_refusal.html"]
    else:
        names = [f"{status}.html", "web/refusal.html"]
    return HttpResponse(render_to_string(names, context, http_request), status=status)


def _context(http_request: HttpRequest, status: int, sentences: list[str]) -> dict[str, Any]:
    works_here = getattr(getattr(http_request, "user", None), "organization_id", None) is not None
    return {
        "status": status,
        "refusal_title": title_of(status),
        "sentences": sentences,
        "request_id": request_id_of(http_request),
        "written": kept.written(http_request) if status in {409, 422} else [],
        "layout": "staff.html" if works_here else "public.html",
    }


def request_id_of(http_request: HttpRequest) -> str:
    """The request's number, for the audit trail and for questions to the operator."""
    number: str = http_request.META.get(REQUEST_ID, "")
    return number


def problem_body(status: int, detail: str, errors: list[dict[str, str]], request_id: str) -> dict[str, Any]:
    """Problem details as in RFC 9457."""
    return {
        "type": f"urn:portal:problem:{TYPES.get(status, 'bad-request')}",
        "title": title_of(status),
        "status": status,
        "detail": detail or title_of(status),
        "errors": errors,
        "request_id": request_id,
    }


def field_errors(error: ValidationError) -> list[dict[str, str]]:
    """Django's validation error as a flat list; a message about the whole record has an empty ``field``."""
    if not hasattr(error, "error_dict"):
        return [{"field": "", "message": str(message)} for message in error.messages]
    return [
        {"field": "" if name == "__all__" else name, "message": str(message)}
        for name, found in error.error_dict.items()
        for problem in found
        for message in problem.messages
    ]


def forbidden(http_request: HttpRequest, exception: Exception) -> HttpResponse:
    """``handler403``."""
    return refuse(http_request, 403, sentences_of(exception))


def bad_request(http_request: HttpRequest, exception: Exception) -> HttpResponse:
    """``handler400``: what is too large says so; anything else that Django distrusts is told no more."""
    too_large = isinstance(exception, (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent))
    sentences = [_("More was sent at once than the portal takes.")] if too_large else []
    return refuse(http_request, 413 if too_large else 400, sentences)


def too_many_requests(http_request: HttpRequest) -> HttpResponse:
    """``handler429``: sign-in and change of password are tried too often."""
    return refuse(http_request, 429, [_("That was tried too often. Wait a few minutes, then try again.")])


def not_found(http_request: HttpRequest, exception: Exception) -> HttpResponse:
    """``handler404``."""
    return refuse(http_request, 404, [])


def csrf_failed(http_request: HttpRequest, reason: str = "") -> HttpResponse:
    """``CSRF_FAILURE_VIEW``: the form is too old, or cookies are off; what a page of our own sent is kept."""
    sentence = _("The form has expired: somebody signed in or out in this browser since it was opened.")
    if is_api(http_request):
        return refuse(http_request, 403, [sentence])
    is_own = http_request.headers.get("Sec-Fetch-Site") == "same-origin"
    context = _context(http_request, 403, [sentence]) | {
        "refusal_title": _("The form has expired"),
        "is_kept": is_own and kept.keep(http_request),
    }
    return HttpResponse(render_to_string("web/expired.html", context, http_request), status=403)


def server_error(http_request: HttpRequest) -> HttpResponse:
    """``handler500``: touches neither the database nor the session, since either may be what failed."""
    if is_api(http_request):
        return refuse(http_request, 500, [])
    context = {"request_id": request_id_of(http_request), "refusal_title": title_of(500)}
    return HttpResponse(render_to_string("500.html", context), status=500)
