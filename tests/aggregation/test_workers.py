"""A real worker is killed in the middle of a load; two people hand in a file at the same moment."""

from __future__ import annotations

import signal
import threading
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from psycopg2 import sql

from aggregation import services
from aggregation.models import Batch
from portal.kernel import clock, jobs
from portal.kernel.errors import Conflict
from portal.kernel.models import Job, JobState
from portal.store import ddl, export, query, scan
from portal.store.models import TableVersion
from tests.workers import wait_for

from .samples import HEADER, csv_file

pytestmark = pytest.mark.django_db(transaction=True)

ROWS, BAD_EVERY = 400_000, 1_000


def ended(batch: Batch) -> bool:
    """Whether the load is over; meanwhile do what the beat does: hand on what a worker has lost."""
    jobs.sweep()
    return batch.job.is_finished


def large_file() -> SimpleUploadedFile:
    """Rows enough for many slices; one in a thousand has no valid day."""
    lines = (
        f"P{n:07d},云岩区,{'not a day' if n % BAD_EVERY == 0 else '2026-10-01'},0.{n % 100:02d}"
        for n in range(ROWS)
    )
    return SimpleUploadedFile("large.csv", "\n".join([HEADER, *lines]).encode(), content_type="text/csv")


def visible_rows(mounted) -> list[bytes]:
    """What readers get now."""
    content = b"".join(export.stream_csv(query.Query(mounted.table), header=False, bom=False))
    return content.splitlines()


def test_a_load_whose_worker_is_killed_goes_on_and_loses_nothing(load, mounted, officer, start_worker):
    load()
    batch = services.receive_file(mounted, large_file(), mode="upsert", actor=officer)
    first = start_worker("first")
    wait_for(lambda: TableVersion.objects.filter(state="open", last_slice__gte=2).exists())
    first.send_signal(signal.SIGKILL)
    first.wait()
    assert len(visible_rows(mounted)) == 3  # the old version, whole
    start_worker("second")
    wait_for(lambda: ended(batch), seconds=240)
    batch.refresh_from_db()
    bad = ROWS // BAD_EVERY
    assert batch.job.state == JobState.SUCCEEDED
    assert batch.job.attempts > 1
    assert (batch.state, batch.rows_read, batch.rejected) == ("loaded", ROWS, bad)
    assert batch.version.rejects.values("record").distinct().count() == bad
    rows = visible_rows(mounted)
    assert len(rows) == len(set(rows)) == ROWS - bad + 3
    assert batch.version.last_slice > 2


def test_of_two_files_at_the_same_moment_one_is_refused(mounted, officer):
    together = threading.Barrier(2)
    outcomes: list[str] = []

    def hand_in(name: str) -> None:
        file = csv_file([f"{name},云岩区,2026-10-01,0.1"], name=f"{name}.csv")
        together.wait()
        try:
            outcomes.append(services.receive_file(mounted, file, actor=officer).state)
        except Conflict as refusal:
            outcomes.append(str(refusal.status))
        finally:
            connection.close()

    threads = [threading.Thread(target=hand_in, args=(name,)) for name in ("one", "two")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["409", "received"]
    assert Batch.objects.count() == 1


def test_two_workers_do_not_load_the_same_batch(received):
    job = received.job
    threads = [threading.Thread(target=run_and_close, args=(job.pk,)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    received.refresh_from_db()
    job.refresh_from_db()
    assert (job.attempts, received.state, received.loaded) == (1, "loaded", 3)


@pytest.fixture
def reading(monkeypatch) -> tuple[threading.Event, threading.Event]:
    """A worker that hangs while it reads the version's rows: when it does, and until when."""
    begun, over = threading.Event(), threading.Event()
    look = scan.scan

    def look_slowly(version):
        found = look(version)
        with transaction.atomic():
            ddl.rows(sql.SQL("SELECT 1 FROM {} LIMIT 1").format(ddl.partition_of(version.table, 1)))
            begun.set()
            over.wait(timeout=60)
        return found

    monkeypatch.setattr(scan, "scan", look_slowly)
    monkeypatch.setattr(jobs, "HEARTBEAT_SECONDS", 60)
    monkeypatch.setattr(ddl, "LOCK_TIMEOUT", "50ms")
    return begun, over


def test_a_load_given_up_while_its_lost_worker_still_reads_ends_where_a_person_goes_on(
    received, officer, reading
):
    job, (begun, over) = received.job, reading
    lost = threading.Thread(target=run_and_close, args=(job.pk,))
    lost.start()
    assert begun.wait(timeout=30)
    past = clock.wall() - timedelta(minutes=1)
    Job.objects.update(lease_until=past, attempts=jobs.MAX_ATTEMPTS)
    jobs.run_by_id(job.pk)  # the version cannot be dropped yet
    over.set()
    lost.join()
    Job.objects.update(run_after=None)
    jobs.run_by_id(job.pk)
    received.refresh_from_db()
    assert (received.job.state, received.state) == ("failed", "failed")
    assert received.message == received.job.error != ""
    assert services.retry_batch(received, actor=officer).state == "received"


def run_and_close(job_id: int) -> None:
    """Run a job as a worker's thread does."""
    jobs.run_by_id(job_id)
    connection.close()
