"""The accounts of the demo city, as its builder tells them."""

from __future__ import annotations

import json
import subprocess
import unicodedata
from collections.abc import Mapping, Sequence

from .options import ROOT
from .surroundings import Surroundings

COLUMNS = ("username", "password", "role")


def builder_exists() -> bool:
    """True if this tree has a command that builds the demo city."""
    return (ROOT / "portal" / "demo" / "management" / "commands" / "build_demo.py").is_file()


def told_by_builder(command: Sequence[str], around: Surroundings) -> list[Mapping[str, str]]:
    """Ask ``manage.py build_demo --accounts`` for its JSON list; empty where it has none."""
    done = subprocess.run(
        command, cwd=ROOT, env=around.of_app(), capture_output=True, text=True, check=False, timeout=60
    )
    try:
        told = json.loads(done.stdout)
    except ValueError:
        return []
    return [account for account in told if isinstance(account, dict)]


def table(accounts: Sequence[Mapping[str, str]]) -> str:
    """Columns under their names, Chinese counted as two places wide."""
    rows = [COLUMNS, *(tuple(str(account.get(column, "")) for column in COLUMNS) for account in accounts)]
    widths = [max(_width(row[column]) for row in rows) for column in range(len(COLUMNS))]
    return "\n".join("  " + "  ".join(map(_padded, row, widths)).rstrip() for row in rows)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
