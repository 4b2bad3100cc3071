"""One test, both doors: a page's form and a program's call of the same move.

A test that takes ``door`` runs twice: ``door.send("catalog:entry", "return", record, actor=…, opinion="…")``
posts the form of the page ``catalog:entry-return``, then JSON to the REST action ``catalog-entry-return``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from portal.kernel.actor import Actor

#: What each door answers to a move that succeeded: a page redirects to the record.
DONE = {"page": 302, "api": 200}


@dataclass(frozen=True)
class Door:
    """One of the two doors: ``page`` or ``api``."""

    kind: str

    @property
    def done(self) -> int:
        """The status of a success."""
        return DONE[self.kind]

    def url(self, prefix: str, move: str, record: Any) -> str:
        """The address of a move: ``prefix`` is ``catalog:entry`` for pages and REST alike."""
        role = move.replace("_", "-")
        app, _colon, name = prefix.partition(":")
        address = f"{app}:{name}-{role}" if self.kind == "page" else f"{app}-{name}-{role}"
        return reverse(address, kwargs={"public_id": record.public_id})

    def client(self, actor: Actor | None) -> Client:
        """A client signed in as this person, or nobody."""
        client = Client()
        if actor is not None and actor.user is not None:
            client.force_login(actor.user, backend="portal.members.backends.RoleBackend")
        return client

    def send(
        self, prefix: str, move: str, record: Any, *, actor: Actor | None, **fields: Any
    ) -> HttpResponse:
        """Make the move as this person through this door."""
        kind = "application/json" if self.kind == "api" else None
        options = {"content_type": kind} if kind else {}
        return self.client(actor).post(self.url(prefix, move, record), fields, **options)

    def says(self, response: HttpResponse) -> str:
        """What the answer says, as text."""
        return response.content.decode() if self.kind == "page" else str(response.json())


@pytest.fixture(params=["page", "api"])
def door(request: pytest.FixtureRequest) -> Door:
    return Door(request.param)


@pytest.fixture
def named(request: pytest.FixtureRequest) -> Callable[[str], Any]:
    """The record or person of that name, for tables that name them."""
    return request.getfixturevalue
