"""Load a file into a mounted table from the command line, by the same batch as in the browser."""

from __future__ import annotations

import json
import threading
import time
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.http import Http404

from aggregation import selectors, services
from aggregation.choices import BatchState
from aggregation.models import Batch
from portal.kernel import jobs
from portal.kernel.actor import Actor
from portal.kernel.errors import DomainError
from portal.kernel.models import Job
from portal.store.choices import LoadMode

ACTOR = Actor.system(
    "load-file", "aggregation.load_data", "aggregation.view_all_batches", "catalog.view_all_entries"
)
POLL_SECONDS = 0.5


class Command(BaseCommand):
    """``manage.py load_file CODE FILE [--mode replace|append|upsert] [--json]``."""

    help = "Load a file into the table of a resource; ends non-zero unless its rows were published."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which resource, which file, how."""
        parser.add_argument("code", help="resource code, such as 201002/000001")
        parser.add_argument("file", type=Path)
        parser.add_argument("--mode", choices=LoadMode.values, default=LoadMode.REPLACE)
        parser.add_argument("--note", default="")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Hand the file in, carry the load out here unless a worker was faster, tell the result."""
        try:
            batch = self._hand_in(options)
        except (ValidationError, DomainError, Http404) as refusal:
            raise CommandError(" ".join(getattr(refusal, "messages", [str(refusal)]))) from refusal
        job = batch.job
        if job is not None:
            self._carry_out(job, watch=self.stderr.isatty() and not options["json"])
        batch.refresh_from_db()
        self._tell(batch, as_json=options["json"])
        if batch.state != BatchState.LOADED:
            raise CommandError(batch.message or f"The batch is {batch.state}.")

    def _hand_in(self, options: dict[str, Any]) -> Batch:
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(f"There is no such file: {path}")
        mounted = selectors.named_mount(options["code"], None, ACTOR)
        with path.open("rb") as opened:
            file = File(opened, name=path.name)
            return services.receive_file(
                mounted, file, mode=options["mode"], note=options["note"], actor=ACTOR
            )

    def _carry_out(self, job: Job, *, watch: bool) -> None:
        ended = threading.Event()
        watcher = threading.Thread(target=self._watch, args=(job.pk, ended), daemon=True)
        if watch:
            watcher.start()
        jobs.run_inline(job)
        while not job.is_finished:
            time.sleep(POLL_SECONDS)
            job.refresh_from_db()
        ended.set()
        if watch:
            watcher.join()

    def _watch(self, job_id: int, ended: threading.Event) -> None:
        """Show on the terminal how far the ledger says that the job is."""
        started = time.monotonic()
        while not ended.wait(POLL_SECONDS):
            job = Job.objects.get(pk=job_id)
            rate = job.done / (time.monotonic() - started)
            left = f"  {max(job.total - job.done, 0) / rate:,.0f} s left" if job.total and rate else ""
            total = f" / {job.total:,}" if job.total else ""
            self.stderr.write(f"\r{job.done:,}{total} rows  {rate:,.0f}/s{left}   ", ending="")
        self.stderr.write("")
        connection.close()

    def _tell(self, batch: Batch, *, as_json: bool) -> None:
        outcome = services.outcome_of(batch) | {"seconds": batch.seconds, "message": batch.message}
        outcome["version"] = batch.version.number if batch.version else None
        if as_json:
            self.stdout.write(json.dumps(outcome, ensure_ascii=False))
            return
        names = ("rows_read", "loaded", "rejected", "added", "changed", "removed", "unchanged", "version")
        self.stdout.write("  ".join(f"{name.replace('_', ' ')} {outcome[name]}" for name in names))
        for group in selectors.reject_groups(batch):
            self.stdout.write(f"  {group.records} × {group.column}: {group.message}")
