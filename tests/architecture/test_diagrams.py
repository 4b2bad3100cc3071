"""Each app's README shows its moves as they are declared, not as somebody remembers them."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.apps import apps

from portal.kernel.diagrams import diagram, places, redrawn

from .sources import HEIGHT, workflows

AGAIN = "make diagrams"


def readme_of(label: str) -> Path:
    """The README of the app that declares the lifecycle."""
    return Path(apps.get_app_config(label.partition(".")[0]).path) / "README.md"


def labels() -> list[str]:
    """The lifecycles of the project's own apps."""
    return [label for label, w in workflows().items() if w.model._meta.app_config.name in HEIGHT]


@pytest.mark.parametrize("label", labels())
def test_the_readme_shows_every_move_of_the_lifecycle(label):
    text = readme_of(label).read_text(encoding="utf-8")
    assert label in places(text), f"put <!-- moves: {label} --> and <!-- /moves --> there, then: {AGAIN}"
    assert redrawn(text, workflows()) == text, f"the lifecycle has changed: {AGAIN}"


def test_a_diagram_begins_at_the_default_and_names_its_ends():
    drawing = diagram(workflows()["sharing.grant"])
    assert "[*] --> active" in drawing
    assert "active --> suspended: suspend" in drawing
    assert "revoked --> [*]" in drawing
    assert "active --> [*]" not in drawing
