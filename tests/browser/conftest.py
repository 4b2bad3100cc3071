"""People who sit in front of Chromium."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from .reader import Reader


@pytest.fixture
def sit_down(
    browser: Browser, live_server, request: pytest.FixtureRequest
) -> Iterator[Callable[[str], Reader]]:
    """Somebody opens a browser of their own; ``sit_down("en")`` reads English."""
    readers: list[Reader] = []

    def start(language: str = "zh-hans") -> Reader:
        readers.append(Reader(browser, live_server.url, language))
        return readers[-1]

    yield start
    for number, reader in enumerate(readers):
        reader.photograph(f"{request.node.name}-{number}")
    for reader in readers:
        reader.leave()
