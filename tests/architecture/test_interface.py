"""The REST interface is written down; a change of it is a change of this file."""

from __future__ import annotations

from difflib import unified_diff

import yaml
from drf_spectacular.drainage import GENERATOR_STATS, reset_generator_stats
from drf_spectacular.renderers import OpenApiYamlRenderer

from tests.described import described_whole

from .sources import ROOT

SNAPSHOT = ROOT / "docs" / "openapi.yaml"
AGAIN = "SECRET_KEY=unused .venv/bin/python manage.py spectacular --lang en --file docs/openapi.yaml"


def described() -> str:
    """What the code offers now, as the command above writes it."""
    return OpenApiYamlRenderer().render(described_whole(), renderer_context={}).decode()


def test_the_description_of_the_interface_is_up_to_date():
    before = SNAPSHOT.read_text(encoding="utf-8").splitlines() if SNAPSHOT.exists() else []
    changed = list(
        unified_diff(before, described().splitlines(), "docs/openapi.yaml", "now", n=1, lineterm="")
    )
    assert not changed, f"if the change is meant: {AGAIN}\n" + "\n".join(changed[:60])


def test_the_description_leaves_nothing_to_guess():
    """Unknown types, colliding names and the like, as drf-spectacular remarks them."""
    reset_generator_stats()
    described_whole.cache_clear()
    described()
    assert not GENERATOR_STATS, sorted({*GENERATOR_STATS._warn_cache, *GENERATOR_STATS._error_cache})


def test_every_operation_of_the_interface_is_described():
    paths = yaml.safe_load(described())["paths"]
    silent = [
        f"{verb} {path}"
        for path, operations in paths.items()
        for verb, operation in operations.items()
        if not operation.get("description", "").strip()
    ]
    assert silent == []
