"""What happens to every HTTP request: its language, its number, and the answer when a service refuses."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

from portal.kernel import memory

from . import kept
from .refusals import REQUEST_ID, is_api, refusal_for, request_id_of

GetResponse = Callable[[HttpRequest], HttpResponseBase]
#: Where a session keeps the number of the request by which its person last changed something.
LAST_MOVE = "last_move"
READING = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


class LanguageMiddleware:
    """Chinese unless the visitor chose otherwise; programs may also say it in ``Accept-Language``.

    Browsers' ``Accept-Language`` is not followed on pages: an office computer set up in English still belongs
    to somebody who works in Chinese.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, http_request: HttpRequest) -> HttpResponseBase:
        """Answer in the chosen language."""
        language = language_of(http_request)
        translation.activate(language)
        http_request.LANGUAGE_CODE = language
        response = self.get_response(http_request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ("Cookie", "Accept-Language") if is_api(http_request) else ("Cookie",))
        return response


def language_of(http_request: HttpRequest) -> str:
    """The cookie's language; for programs the best of ``Accept-Language``; else the site's own."""
    wishes = [http_request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")]
    if is_api(http_request):
        header = http_request.headers.get("Accept-Language", "")
        wishes += [code for code, _weight in parse_accept_lang_header(header)]
    for wish in filter(None, wishes):
        try:
            return translation.get_supported_language_variant(wish)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE


class RequestIdMiddleware:
    """Gives each HTTP request a number that the audit trail, the log and the answer carry."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, http_request: HttpRequest) -> HttpResponseBase:
        """Number the request and say the number in the answer."""
        number = str(uuid.uuid4())
        http_request.META[REQUEST_ID] = number
        response = self.get_response(http_request)
        response.headers["X-Request-ID"] = number
        return response


class ReadingMiddleware:
    """Lets a request that only reads ask the same thing once (``portal.kernel.memory``)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, http_request: HttpRequest) -> HttpResponseBase:
        """Answer; what is streamed afterwards asks for itself."""
        if http_request.method not in READING:
            return self.get_response(http_request)
        with memory.reading():
            return self.get_response(http_request)


class LastMoveMiddleware:
    """Notes in the session which request last changed something, and in the browser whose it is.

    Counts in the navigation are kept for some seconds in each web process; the note, which all processes
    read, tells them that a person's own move has made theirs old.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, http_request: HttpRequest) -> HttpResponseBase:
        """Answer, then note the move of whoever is signed in."""
        response = self.get_response(http_request)
        if http_request.method not in READING and http_request.user.is_authenticated:
            http_request.session[LAST_MOVE] = request_id_of(http_request)
            kept.tell_person(http_request, response)
        return response


class DomainErrorMiddleware:
    """Turns a service's refusal into a page that says who may, why not, and what to do instead."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, http_request: HttpRequest) -> HttpResponseBase:
        """Pass on; the work is done when a view raises."""
        return self.get_response(http_request)

    def process_exception(self, http_request: HttpRequest, error: Exception) -> HttpResponseBase | None:
        """The refusal page for a domain error; nothing for an unexpected one, which stays a 500."""
        return refusal_for(http_request, error)
