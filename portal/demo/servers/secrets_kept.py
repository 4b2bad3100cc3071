"""Secrets that are made once and kept in a file that only its owner reads."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def write_private(path: Path, text: str) -> None:
    """Write a file that nobody else may read."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as kept:
        kept.write(text)


def kept(path: Path, *, length: int = 32) -> str:
    """The secret in ``path``, made on the first call."""
    if not path.is_file():
        write_private(path, secrets.token_urlsafe(length))
    return path.read_text(encoding="utf-8").strip()
