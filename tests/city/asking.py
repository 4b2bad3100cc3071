"""Everybody in the city asks at every address once; what came of it and how many queries it cost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import NoReverseMatch

from portal.members.models import User
from tests.architecture.routes import Route, routes

from .addresses import address

#: Who asks: the columns of the table.
PEOPLE = {
    "visitor": "",
    "citizen": "citizen-1",
    "officer": "water-supply-officer",
    "cdo": "water-supply-cdo",
    "stranger": "education-officer",
    "district": "nanming-bigdata-reviewer",
    "authority": "bigdata-reviewer",
    "inspector": "inspector",
    "operator": "operator",
    "system": "sysadmin",
    "security": "secadmin",
    "audit": "auditadmin",
}
WORDS = {401: "login", 403: "no", 404: "hidden", 405: "never"}
#: Statuses of an address that is open to this person: done, elsewhere, not now, not filled in.
OPEN = {200, 201, 202, 204, 302, 303, 400, 409, 415, 422}


class Answer(NamedTuple):
    """What one address gave one person, and how many queries of the database that took."""

    outcome: str
    queries: int


def everybody_asks() -> dict[str, dict[str, Answer]]:
    """Address with its HTTP method → role → answer."""
    people = {role: _client(username) for role, username in PEOPLE.items()}
    return {
        line: {role: _ask(who, verb, url) for role, who in people.items()} for line, verb, url in _lines()
    }


def _lines() -> Iterator[tuple[str, str, str]]:
    for route in routes():
        for verb in route.verbs:
            yield f"{route.name} {verb.upper()}", verb, _address(route)


def _address(route: Route) -> str:
    """Empty where the city has no record of the kind."""
    try:
        return address(route)
    except (LookupError, NoReverseMatch):
        return ""


def _client(username: str) -> Client:
    made = Client(raise_request_exception=False)
    if username:
        person = User.objects.get(username=username)
        made.force_login(person, backend="portal.members.backends.RoleBackend")
    return made


def _ask(client: Client, verb: str, url: str) -> Answer:
    """Ask, count, and take back whatever came of it."""
    if not url:
        return Answer("missing", 0)
    options: dict[str, Any] = {} if verb == "get" else {"data": {}, "content_type": "application/json"}
    with transaction.atomic():
        with _counted() as queries:
            response = getattr(client, verb)(url, **options)
        transaction.set_rollback(True)
    return Answer(_outcome(response), len(queries))


@contextmanager
def _counted() -> Iterator[list[str]]:
    seen: list[str] = []

    def note(execute: Any, sql: str, *rest: Any) -> Any:
        seen.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        yield seen


def _outcome(response: HttpResponse) -> str:
    """What the answer means to the person."""
    if response.status_code == 302 and "/accounts/login/" in response["Location"]:
        return "login"
    if response.status_code in OPEN:
        return "ok"
    return WORDS.get(response.status_code, str(response.status_code))
