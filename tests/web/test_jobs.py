"""The page of a long job: who sees it, what it says, when it stops asking."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from portal.kernel import clock, jobs
from portal.kernel.models import Job, JobState
from portal.web.progress import Progress, visible_jobs
from tests.people import make_person, make_unit

from .conftest import signed_in


@pytest.fixture
def job(clerk) -> Job:
    return jobs.enqueue("sample.fail", {}, actor=clerk)


def running(job: Job) -> Job:
    """The job as it is ten seconds after a worker took it."""
    job.state, job.done, job.total, job.unit = JobState.RUNNING, 400, 1000, "rows"
    job.started_at = clock.wall() - timedelta(seconds=10)
    job.save()
    return job


def test_a_running_job_says_rate_and_time_left(clerk, job, monkeypatch):
    ten_seconds_on = running(job).started_at + timedelta(seconds=10)
    monkeypatch.setattr(clock, "wall", lambda: ten_seconds_on)
    page = signed_in(clerk).get(f"/jobs/{job.public_id}/").content.decode()
    assert 'value="400"' in page
    assert "400 行" in page
    assert "40 / 秒" in page
    assert "15秒" in page


def test_a_running_job_is_asked_again_and_a_finished_one_is_not(clerk, job):
    client, address = signed_in(clerk), f"/jobs/{job.public_id}/progress/"
    assert 'hx-trigger="every 1s"' in client.get(address).content.decode()
    Job.objects.filter(pk=job.pk).update(state=JobState.FAILED, error="缺一列")
    page = client.get(address).content.decode()
    assert "hx-trigger" not in page
    assert "缺一列" in page


def test_colleagues_may_watch_and_strangers_do_not_learn_of_it(clerk, unit, job):
    colleague = make_person(unit, "colleague", "同事")
    stranger = make_person(make_unit("别的单位"), "stranger", "外人")
    for part in ("", "progress/"):
        address = f"/jobs/{job.public_id}/{part}"
        assert signed_in(colleague).get(address).status_code == 200
        assert signed_in(stranger).get(address).status_code == 404
    assert Client().get(f"/jobs/{job.public_id}/progress/").status_code == 404
    assert Client().get(f"/jobs/{job.public_id}/").status_code == 302


def test_an_auditor_may_watch_every_job(inspector, job):
    assert list(visible_jobs(inspector)) == [job]


def test_nothing_is_estimated_before_there_is_something_to_go_by(job):
    progress = Progress(job)
    assert progress.is_waiting
    assert (progress.rate, progress.seconds_left, progress.left) == (None, None, None)


def test_a_finished_job_has_no_time_left(job):
    job = running(job)
    job.state, job.finished_at = JobState.SUCCEEDED, clock.wall()
    assert Progress(job).seconds_left is None
