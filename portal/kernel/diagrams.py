"""Lifecycles drawn for people: a diagram and a table of moves, made from the declarations themselves.

An app's README holds the place between ``<!-- moves: app.model -->`` and ``<!-- /moves -->``; what stands
there is written by ``manage.py draw_moves`` and compared by a test, so that no drawing outlives its workflow.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.utils import translation

from .workflow import Transition, Workflow

_PLACE = re.compile(r"<!-- moves: (?P<label>[a-z.]+) -->\n.*?<!-- /moves -->", re.DOTALL)


def diagram(workflow: Workflow[Any]) -> str:
    """A Mermaid state diagram of every move; states without an arrow out are ends."""
    first = workflow.model._meta.get_field(workflow.field).get_default()
    moves = workflow.transitions.values()
    arrows = [f"    {source} --> {step.target}: {step.name}" for step in moves for source in step.sources]
    left = {source for step in moves for source in step.sources}
    ends = [f"    {state} --> [*]" for state in workflow.labels if state not in left]
    return "\n".join(["stateDiagram-v2", "    direction LR", f"    [*] --> {first}", *arrows, *ends])


def table(workflow: Workflow[Any]) -> str:
    """A Markdown table of the moves: button, from where to where, by which right and provision."""
    with translation.override("en"):
        rows = [_row(step) for step in workflow.transitions.values()]
    return "\n".join(["| move | button | from | to | right | provision |", "| --- " * 6 + "|", *rows])


def _row(step: Transition) -> str:
    sources = ", ".join(step.sources)
    cells = (step.name, step.label, sources, step.target, f"`{step.permission}`", step.provision)
    return "| " + " | ".join(map(str, cells)) + " |"


def drawn(label: str, workflow: Workflow[Any]) -> str:
    """The whole place, with its marks."""
    parts = (
        f"<!-- moves: {label} -->",
        f"```mermaid\n{diagram(workflow)}\n```",
        table(workflow),
        "<!-- /moves -->",
    )
    return "\n\n".join(parts)


def redrawn(text: str, workflows: Mapping[str, Workflow[Any]]) -> str:
    """``text`` with each place drawn anew. Raises ``KeyError`` where a place names no lifecycle."""
    return _PLACE.sub(lambda found: drawn(found["label"], workflows[found["label"]]), text)


def places(text: str) -> set[str]:
    """The lifecycles that have a place in ``text``."""
    return {found["label"] for found in _PLACE.finditer(text)}
