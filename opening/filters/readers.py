"""Who uses a dataset, by what the reader says of itself."""

from __future__ import annotations

from django.http import HttpRequest
from rest_framework.request import Request


def agent_of(http_request: HttpRequest | Request) -> str:
    """What the reader calls itself; nothing for a ``HEAD``, which reads nothing and so is no use."""
    return "" if http_request.method == "HEAD" else http_request.headers.get("User-Agent", "")
