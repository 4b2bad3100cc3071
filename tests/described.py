"""The description of the REST interface, held against what its doors answer without an account."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import jsonschema
import pytest
from django.test import Client
from django.utils import translation
from drf_spectacular.generators import SchemaGenerator

#: Which of a record's members stands in the address of its own door.
KEYS = {"public_id": "public_id", "slug": "code", "id": "id", "key": "key"}
Ask = Callable[..., Any]


@cache
def described_whole() -> dict[str, Any]:
    """What the code offers now, in English."""
    with translation.override("en"):
        whole: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)
    return whole


def open_paths() -> list[str]:
    """What anybody may read."""
    paths = described_whole()["paths"]
    return [path for path in paths if {} in paths[path].get("get", {}).get("security", ())]


@pytest.fixture
def ask(client: Client) -> Ask:
    """Ask a door, and hold the answer against what is written about it."""

    def ask(path: str, address: str = "", status: int = 200, **asked: Any) -> Any:
        answer = client.get(address or path, asked)
        assert answer.status_code == status, (address or path, answer.status_code)
        kind = answer.headers["Content-Type"].partition(";")[0]
        schema = _written(path, status)["content"][kind]["schema"]
        if not kind.endswith("json"):
            return b"".join(answer.streaming_content).decode("utf-8-sig")
        jsonschema.validate(answer.json(), schema | {"components": described_whole()["components"]})
        return answer.json()

    return ask


@pytest.fixture
def ask_all(ask: Ask) -> Callable[[str], set[str]]:
    """Ask each open list below an address and its first record's doors; tells which lists are empty."""

    def ask_all(prefix: str) -> set[str]:
        lists = [path for path in open_paths() if path.startswith(prefix) and "{" not in path]
        return {path for path in lists if not _ask_list(ask, path)}

    return ask_all


def _ask_list(ask: Ask, path: str) -> bool:
    found = ask(path)
    records = found["results"] if isinstance(found, dict) else found
    for below in (other for other in open_paths() if other.startswith(f"{path}{{") and records):
        name = below.removeprefix(path).partition("{")[2].partition("}")[0]
        ask(below, below.replace(f"{{{name}}}", str(records[0][KEYS[name]]).replace("/", "-")))
    return bool(records)


def _written(path: str, status: int) -> dict[str, Any]:
    told = described_whole()["paths"][path]["get"]["responses"]
    refusal: dict[str, Any] = described_whole()["components"]["responses"]["Refusal"]
    return refusal if status >= 400 and "4XX" in told else told[str(status)]
