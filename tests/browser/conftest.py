"""Chromium, and people who sit in front of it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from .reader import Reader

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; without it these tests are skipped, and fail in CI."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        says = "no chromium on this machine: browser tests were not run (apt install chromium)"
        pytest.fail(says) if os.environ.get("CI") else pytest.skip(says)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


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
