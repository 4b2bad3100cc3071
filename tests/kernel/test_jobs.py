"""The ledger of jobs: what is promised is done once, told again when lost, and ends with a sentence."""

from __future__ import annotations

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.db import connection, transaction
from django.utils import translation

from portal.kernel import carrier, clock, jobs, queues
from portal.kernel.models import Job, JobState
from tests.kernel.sample.models import Slice
from tests.kernel.sample.tasks import cut

pytestmark = pytest.mark.django_db


@pytest.fixture
def told():
    """The numbers of the jobs that the broker was told of."""
    with patch("portal.kernel.carrier.send", side_effect=lambda job_id, queue: told.append(job_id) or True):
        told: list[int] = []
        yield told


@pytest.fixture
def no_broker():
    with patch("portal.kernel.carrier.send", return_value=False) as send:
        yield send


def enqueue(kind, actor, **arguments):
    return jobs.enqueue(kind, arguments, actor=actor)


def claimed_long_ago(job, *, attempts=1):
    """As a worker leaves it that was killed."""
    past = clock.wall() - timedelta(minutes=5)
    values = {"state": JobState.RUNNING, "attempts": attempts, "token": "1" * 32, "lease_until": past}
    Job.objects.filter(pk=job.pk).update(published_at=past - timedelta(minutes=1), **values)


def test_the_broker_is_told_after_the_commit(clerk, told, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        job = enqueue("sample.fail", clerk)
        assert told == []
    assert told == [job.pk]
    assert Job.objects.get().published_at


def test_a_job_of_a_transaction_that_failed_never_was(clerk, told, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        enqueue("sample.fail", clerk)
        transaction.set_rollback(True)
    assert (Job.objects.count(), told) == (0, [])


def test_ticks_that_piled_up_ask_for_the_work_once(told):
    for _tick in range(3):
        carrier.enqueue_job("sample.fail")
    assert Job.objects.count() == 1
    jobs.run_inline(Job.objects.get())
    carrier.enqueue_job("sample.fail")
    assert Job.objects.count() == 2


@pytest.mark.parametrize("tick", queues.beat_schedule.values(), ids=list(queues.beat_schedule))
def test_a_tick_that_no_worker_took_ends_when_the_next_one_comes(tick):
    due = tick["schedule"]
    period = due if isinstance(due, float) else timedelta(days=1).total_seconds()
    assert tick["options"]["expires"] == period


def test_an_unregistered_kind_is_refused_at_once(clerk):
    with pytest.raises(KeyError):
        enqueue("sample.unheard", clerk)


def test_a_job_runs_and_keeps_its_result(draft, clerk):
    job = jobs.run_inline(enqueue("sample.slice", clerk, petition_id=draft.pk, slices=3))
    assert (job.state, job.result) == (JobState.SUCCEEDED, {"slices": 3})
    assert (job.done, job.total, job.unit) == (3, 3, "slices")
    assert job.finished_at >= job.started_at >= job.queued_at


def test_jobs_run_inline_as_soon_as_their_transaction_commits(
    draft, clerk, django_capture_on_commit_callbacks
):
    with jobs.running_inline(), django_capture_on_commit_callbacks(execute=True):
        enqueue("sample.slice", clerk, petition_id=draft.pk, slices=2)
    assert Job.objects.get().state == JobState.SUCCEEDED


def test_a_finished_job_does_not_run_again(draft, clerk):
    job = jobs.run_inline(enqueue("sample.slice", clerk, petition_id=draft.pk, slices=2))
    Slice.objects.all().delete()
    assert jobs.run_inline(job).attempts == 1
    assert not Slice.objects.exists()


def test_an_unexpected_failure_is_tried_again_later(clerk, given_up):
    job = jobs.run_inline(enqueue("sample.fail", clerk))
    assert (job.state, job.attempts, given_up) == (JobState.QUEUED, 1, [])
    assert job.run_after > clock.wall()


def test_a_job_that_is_not_yet_due_is_left_alone_by_workers(clerk):
    job = jobs.run_inline(enqueue("sample.fail", clerk))
    jobs.run_by_id(job.pk)
    assert Job.objects.get().attempts == 1


def test_after_the_last_attempt_it_fails_for_good_and_its_owner_hears_of_it(clerk, given_up):
    job = enqueue("sample.fail", clerk)
    for _attempt in range(jobs.MAX_ATTEMPTS):
        jobs.run_inline(job)
    assert job.state == JobState.FAILED
    assert given_up == [("sample.fail", job.error)]
    assert "LookupError" in job.error


def test_a_refusal_ends_it_at_once_with_its_sentence(clerk, given_up):
    job = jobs.run_inline(enqueue("sample.refuse", clerk))
    assert (job.state, job.attempts, job.error) == (JobState.FAILED, 1, "数据不符合要求。")
    assert given_up == [("sample.refuse", "数据不符合要求。")]


def test_a_hook_that_fails_does_not_keep_the_job_alive(clerk):
    job = jobs.run_inline(enqueue("sample.refuse_badly", clerk))
    assert (job.state, job.error) == (JobState.FAILED, "数据不符合要求。")


def test_a_hook_that_finds_its_record_busy_is_called_again_and_not_for_ever(clerk):
    job = jobs.run_inline(enqueue("sample.refuse_busily", clerk))
    assert (job.state, job.attempts, job.error) == (JobState.QUEUED, 1, "数据不符合要求。")
    for _attempt in range(2 * jobs.MAX_ATTEMPTS - 1):
        jobs.run_inline(job)
    assert (job.state, job.error) == (JobState.FAILED, "数据不符合要求。")


def test_a_kind_that_no_worker_knows_any_more_fails_with_a_sentence(clerk):
    job = enqueue("sample.fail", clerk)
    Job.objects.update(kind="sample.forgotten")
    assert "sample.forgotten" in jobs.run_inline(job).error
    assert job.state == JobState.FAILED


def test_it_speaks_the_language_of_whoever_asked(clerk):
    with translation.override("en"):
        job = enqueue("sample.fail", clerk)
    Job.objects.update(attempts=jobs.MAX_ATTEMPTS - 1)
    assert jobs.run_inline(job).error == "An unexpected error happened (LookupError)."


def test_a_lost_worker_is_succeeded_by_the_next(draft, clerk):
    job = enqueue("sample.slice", clerk, petition_id=draft.pk, slices=2)
    claimed_long_ago(job)
    assert jobs.run_inline(job).attempts == 2
    assert job.state == JobState.SUCCEEDED


def test_a_worker_that_still_holds_its_lease_is_not_disturbed(draft, clerk):
    job = enqueue("sample.slice", clerk, petition_id=draft.pk, slices=2)
    claimed_long_ago(job)
    Job.objects.update(lease_until=clock.wall() + timedelta(minutes=1))
    assert jobs.run_inline(job).state == JobState.RUNNING


def test_a_job_that_loses_every_worker_is_given_up(clerk, given_up):
    job = enqueue("sample.fail", clerk)
    claimed_long_ago(job, attempts=jobs.MAX_ATTEMPTS)
    assert jobs.run_inline(job).state == JobState.FAILED
    assert given_up == [("sample.fail", job.error)]


def test_a_worker_given_up_for_dead_commits_nothing_more(draft, clerk):
    job = enqueue("sample.slice", clerk, petition_id=draft.pk, slices=2)
    run = jobs._claim(job.pk)
    claimed_long_ago(job)
    with pytest.raises(jobs.LeaseLost):
        cut(run, petition_id=draft.pk, slices=1)
    assert not Slice.objects.exists()


def test_a_worker_that_lost_its_lease_does_not_overwrite_the_outcome(clerk):
    job = enqueue("sample.fail", clerk)
    run = jobs._claim(job.pk)
    claimed_long_ago(job)
    assert not run.store()
    jobs._carry_out(run)
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.RUNNING, 1)


def test_the_sweep_tells_again_of_what_was_lost(clerk, told):
    never_told, told_long_ago, just_told, silent = (enqueue("sample.fail", clerk) for _n in range(4))
    now = clock.wall()
    Job.objects.filter(pk=told_long_ago.pk).update(published_at=now - jobs.RETELL_AFTER * 2)
    Job.objects.filter(pk=just_told.pk).update(published_at=now)
    claimed_long_ago(silent)
    assert jobs.sweep() == 3
    assert told == [never_told.pk, told_long_ago.pk, silent.pk]


def test_the_sweep_does_not_repeat_itself(clerk, told):
    claimed_long_ago(enqueue("sample.fail", clerk))
    enqueue("sample.fail", clerk)
    assert (jobs.sweep(), jobs.sweep()) == (2, 0)


def test_the_sweep_waits_until_a_retry_is_due(clerk, told):
    job = jobs.run_inline(enqueue("sample.fail", clerk))
    assert jobs.sweep() == 0
    Job.objects.update(run_after=clock.wall() - timedelta(seconds=1))
    assert jobs.sweep() == 1
    assert told == [job.pk]


def test_without_a_broker_the_job_waits_for_the_sweep(clerk, no_broker, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        enqueue("sample.fail", clerk)
    assert Job.objects.get().published_at is None


def test_the_sweep_stops_at_a_broker_that_is_away(clerk, no_broker):
    for _n in range(3):
        enqueue("sample.fail", clerk)
    assert jobs.sweep() == 0
    assert no_broker.call_count == 1


def test_a_delayed_job_is_not_told_before_its_time(clerk, told, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        jobs.enqueue("sample.fail", {}, actor=clerk, delay=timedelta(hours=1))
    assert jobs.sweep() == 0
    assert told == []


def test_a_hold_outside_a_transaction_guards_nothing_and_is_refused(clerk):
    run = jobs._claim(enqueue("sample.fail", clerk).pk)
    with patch.object(connection, "in_atomic_block", False), pytest.raises(RuntimeError):
        run.hold()


def test_one_kind_has_one_task():
    with pytest.raises(ValueError, match="twice"):
        jobs.task("sample.fail", label="失败")(lambda run: None)
