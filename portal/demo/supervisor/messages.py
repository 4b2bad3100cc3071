"""Compiles the interface's translations by Babel, so that the demo needs no gettext tools."""

from __future__ import annotations

import tempfile
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from .options import ROOT


def compile_stale(locale: Path = ROOT / "locale") -> list[Path]:
    """Write each ``.mo`` that is missing or older than its ``.po``, whole or not at all; return them."""
    stale = [source for source in sorted(locale.glob("*/LC_MESSAGES/*.po")) if _is_stale(source)]
    for source in stale:
        with source.open("rb") as text:
            catalog = read_po(text, locale=source.parts[-3])
        with tempfile.NamedTemporaryFile(dir=source.parent, delete=False) as compiled:
            write_mo(compiled, catalog)
        finished = Path(compiled.name)
        finished.chmod(0o644)
        finished.replace(source.with_suffix(".mo"))
    return stale


def _is_stale(source: Path) -> bool:
    compiled = source.with_suffix(".mo")
    return not compiled.is_file() or compiled.stat().st_mtime < source.stat().st_mtime


if __name__ == "__main__":
    compile_stale()
