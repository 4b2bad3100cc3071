"""Show what a file looks like: format, encoding, items and types as they would be guessed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.store.preview import Preview, preview


class Command(BaseCommand):
    """``manage.py preview_file FILE [--json]``; ends non-zero with a sentence for an unreadable file."""

    help = "Show format, encoding, items and guessed types of a file."

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, how many rows to show, and the form of the answer."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--rows", type=int, default=5)
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the preview."""
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(f"There is no such file: {path}")
        try:
            seen = preview(path, rows=options["rows"])
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from refusal
        if options["json"]:
            self.stdout.write(json.dumps(seen.as_json(), ensure_ascii=False))
        else:
            self._print(seen)

    def _print(self, seen: Preview) -> None:
        fmt = seen.format
        parts = [fmt.kind, fmt.encoding, repr(fmt.delimiter) if fmt.delimiter else "", " ".join(seen.sheets)]
        self.stdout.write("  ".join(part for part in parts if part))
        for column in seen.columns:
            digits = f"({column.precision}, {column.scale})" if column.precision else ""
            examples = " | ".join(column.examples)[:80]
            self.stdout.write(f"{column.position:>4}  {column.name}  {column.data_type}{digits}  {examples}")
        for row in seen.rows:
            self.stdout.write(" | ".join(cell or "" for cell in row))
