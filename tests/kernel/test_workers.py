"""Real workers: one is killed in the middle, another finishes; a broker that is not there."""

from __future__ import annotations

import signal
import time

import pytest
from celery import Celery

from portal.kernel import carrier, jobs
from portal.kernel.models import Job, JobState
from portal.kernel.queues import app
from tests.kernel.sample.models import Slice
from tests.workers import wait_for

pytestmark = pytest.mark.django_db(transaction=True)


def is_finished_after_a_tick() -> bool:
    """Tick as beat does, so that a worker sweeps; then look."""
    app.send_task("kernel.sweep_jobs", queue="default", expires=5)
    return Job.objects.get().is_finished


def test_a_worker_killed_in_the_middle_is_succeeded_by_another(draft, clerk, start_worker):
    arguments = {"petition_id": draft.pk, "slices": 6, "pause": 0.4}
    jobs.enqueue("sample.slice", arguments, actor=clerk)
    first = start_worker("first")
    wait_for(lambda: Slice.objects.count() >= 2)
    first.send_signal(signal.SIGKILL)
    first.wait()
    start_worker("second")
    wait_for(is_finished_after_a_tick)
    done = Job.objects.get()
    assert (done.state, done.attempts, done.done) == (JobState.SUCCEEDED, 2, 6)
    slices = list(Slice.objects.order_by("number").values_list("number", "attempt"))
    assert [number for number, _attempt in slices] == list(range(6))
    assert {attempt for _number, attempt in slices} == {1, 2}


def test_a_long_job_keeps_its_lease_and_shows_its_progress(draft, clerk, start_worker):
    arguments = {"petition_id": draft.pk, "slices": 8, "pause": 0.5}
    jobs.enqueue("sample.slice", arguments, actor=clerk)
    start_worker("only")
    wait_for(lambda: 0 < Job.objects.get().done < 8)
    assert Job.objects.get().total == 8
    wait_for(lambda: Job.objects.get().is_finished)
    assert Job.objects.get().attempts == 1


def test_a_command_keeps_the_lease_of_a_job_that_it_runs_itself(draft, clerk, settings, monkeypatch):
    settings.JOB_LEASE_SECONDS = 2
    monkeypatch.setattr(jobs, "HEARTBEAT_SECONDS", 0.1)
    monkeypatch.setattr("portal.kernel.carrier.send", lambda job_id, queue: True)
    seen: list[bool] = []
    monkeypatch.setattr(
        time, "sleep", lambda pause, wait=time.sleep: seen.append(wait(pause) or jobs.sweep())
    )
    job = jobs.enqueue("sample.slice", {"petition_id": draft.pk, "slices": 3, "pause": 0.9}, actor=clerk)
    assert jobs.run_inline(job).state == JobState.SUCCEEDED
    assert seen == [0, 0, 0]


def test_a_broker_that_is_away_is_no_error_and_keeps_nobody_waiting(monkeypatch):
    away = Celery("away", set_as_current=False)
    away.config_from_object("portal.kernel.queues")
    away.conf.broker_url = "redis://127.0.0.1:1/0"
    monkeypatch.setattr(carrier, "app", away)
    started = time.monotonic()
    assert not carrier.send(1, "default")
    assert time.monotonic() - started < 10
