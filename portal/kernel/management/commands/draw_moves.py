"""``manage.py draw_moves``: draw each lifecycle anew where an app's README holds a place for it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError

from portal.kernel.diagrams import redrawn
from portal.kernel.workflow import declared


class Command(BaseCommand):
    """Write the diagrams of moves into the READMEs."""

    help = "Draw each lifecycle's diagram and table of moves anew in the apps' READMEs."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say which files have changed."""
        for config in apps.get_app_configs():
            path = Path(config.path) / "README.md"
            if path.is_file():
                self._redraw(path)

    def _redraw(self, path: Path) -> None:
        before = path.read_text(encoding="utf-8")
        try:
            after = redrawn(before, declared())
        except KeyError as unknown:
            raise CommandError(f"{path}: there is no lifecycle {unknown}") from None
        if after != before:
            path.write_text(after, encoding="utf-8")
            self.stdout.write(f"{path.parent.name}/README.md")
