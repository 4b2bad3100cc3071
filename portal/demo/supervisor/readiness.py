"""Asks the web whether it is ready, and knows its own answer from that of another server on the port."""

from __future__ import annotations

import http.client
import json
from contextlib import closing

from ..servers.processes import ServerError


def answers(port: int, nonce: str) -> bool:
    """True once our own web answers and reaches its database."""
    try:
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=5)) as connection:
            connection.request("GET", "/healthz")
            response = connection.getresponse()
            told = json.loads(response.read(10_000))
    except (OSError, http.client.HTTPException, ValueError):
        return False
    if not isinstance(told, dict) or told.get("nonce") != nonce:
        raise ServerError(f"Another server answers on port {port}; set PORT to another one.")
    return response.status == http.HTTPStatus.OK
