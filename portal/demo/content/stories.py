"""What happened in the demo's past, as the chapters' files in this folder tell it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any


def stories(chapter: str) -> dict[str, Any]:
    """Everything in the chapter's file."""
    return tomllib.loads((Path(__file__).parent / f"{chapter}.toml").read_text(encoding="utf-8"))
