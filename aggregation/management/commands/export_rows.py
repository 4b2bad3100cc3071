"""Write the rows of a resource as CSV, in constant memory."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.http import Http404

from aggregation import selectors
from aggregation.models import MountedResource
from portal.kernel.actor import Actor
from portal.kernel.errors import DomainError
from portal.store import export, query

ACTOR = Actor.system("export-rows", "aggregation.view_all_batches", "catalog.view_all_entries")


class Command(BaseCommand):
    """``manage.py export_rows CODE --format csv [--output FILE] [--json]``: to standard output or a file."""

    help = "Export the published rows of a resource."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which resource, in which format, where to."""
        parser.add_argument("code", help="resource code, such as 201002/000001")
        parser.add_argument("--format", choices=["csv"], default="csv")
        parser.add_argument("--output", type=Path, help="a file instead of standard output")
        parser.add_argument("--json", action="store_true", help="tell what was written as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Stream the rows, then say how many bytes of which version they were."""
        try:
            mounted = selectors.named_mount(options["code"], None, ACTOR)
        except (DomainError, Http404) as refusal:
            raise CommandError(str(refusal)) from refusal
        if mounted.table is None or not mounted.table.current_version:
            raise CommandError("No data has been loaded into the resource yet.")
        pieces = export.stream_csv(query.Query(mounted.table))
        output: Path | None = options["output"]
        if output is None:
            written = self._write(pieces, sys.stdout.buffer)
        else:
            with output.open("wb") as opened:
                written = self._write(pieces, opened)
        self._tell(mounted, written, options)

    def _write(self, pieces: Iterator[bytes], target: BinaryIO) -> int:
        written, told = 0, time.monotonic()
        for piece in pieces:
            written += target.write(piece)
            if self.stderr.isatty() and time.monotonic() - told > 1:
                told = time.monotonic()
                self.stderr.write(f"\r{written / 2**20:,.1f} MB", ending="")
        target.flush()
        return written

    def _tell(self, mounted: MountedResource, written: int, options: dict[str, Any]) -> None:
        table = mounted.table
        if table is None:
            return
        outcome = {"rows": table.row_count, "version": table.current_version, "bytes": written}
        words = "  ".join(f"{name} {value}" for name, value in outcome.items())
        text = json.dumps(outcome) if options["json"] else words
        (self.stdout if options["output"] else self.stderr).write(text)
