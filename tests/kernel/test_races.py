"""What happens when two people, or two workers, do the same thing at the same moment."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier, Event
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from portal.kernel import audit, clock, jobs
from portal.kernel.errors import DomainError, IllegalTransition
from portal.kernel.models import AuditEvent, Job, JobState
from tests.kernel.sample.models import Petition
from tests.kernel.sample.workflows import WORKFLOW

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Run the acts in as many threads, started together; each gives its result or its refusal."""
    barrier = Barrier(len(acts), timeout=60)

    def run(act: Callable[[], Any]) -> Any:
        try:
            connection.ensure_connection()
            barrier.wait()
            return act()
        except (DomainError, ValidationError) as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def decide(move, petition, reviewer):
    with WORKFLOW.fire(move, petition, actor=reviewer) as locked:
        locked.reason = "材料齐全"
        time.sleep(0.2)  # long enough for the other to come by
    return move


def test_of_two_reviewers_one_decides_and_the_other_is_told(submitted, reviewer):
    results = at_once(*(lambda m=move: decide(m, submitted, reviewer) for move in ("approve", "reject")))
    (refusal,) = [r for r in results if isinstance(r, Exception)]
    (winner,) = [r for r in results if isinstance(r, str)]
    assert isinstance(refusal, IllegalTransition)
    assert Petition.objects.get().state == WORKFLOW.transitions[winner].target
    assert AuditEvent.objects.count() == 1


def test_two_edits_of_one_record_both_count(draft, clerk):
    def add(tag):
        with audit.edit("x", draft, actor=clerk, permission="sample.submit_petition") as locked:
            locked.tags.append(tag)

    at_once(lambda: add("甲"), lambda: add("乙"))
    assert sorted(Petition.objects.get().tags) == sorted(["甲", "乙"])


@pytest.mark.parametrize(
    ("rivals", "sentence"),
    [
        ([{"title": "同", "number": 2}, {"title": "同", "number": 4}], "具有 标题 的 申请 已存在。"),
        ([{"title": "甲", "state": "submitted"}, {"title": "乙", "state": "submitted"}], "已有一件待办。"),
        ([{"title": "甲", "reason": "同"}, {"title": "乙", "reason": "同"}], "申请 已经存在。"),
    ],
    ids=["unique field", "conditional constraint", "constraint without a sentence"],
)
def test_a_uniqueness_that_a_race_breaks_is_refused_with_a_sentence(clerk, monkeypatch, rivals, sentence):
    monkeypatch.setattr(audit, "validate", lambda record: None)  # both validated before either saved
    records = [Petition(**{"reason": fields["title"]} | fields) for fields in rivals]
    results = at_once(*(lambda r=record: audit.write("x", r, actor=clerk) for record in records))
    (refusal,) = [r for r in results if isinstance(r, Exception)]
    assert isinstance(refusal, ValidationError)
    assert sentence in "".join(refusal.messages)
    assert AuditEvent.objects.count() == Petition.objects.count() == 1


def test_the_first_events_of_a_month_make_its_partition_once(draft, clerk, monkeypatch):
    month = "kernel_auditevent_203107"
    monkeypatch.setattr(audit, "_months_ready", set())

    def act():
        with clock.set_to(datetime(2031, 7, 1, tzinfo=ZoneInfo("Asia/Shanghai"))), transaction.atomic():
            audit.record_act("x", draft, actor=clerk)
            time.sleep(0.2)

    assert at_once(act, act) == [None, None]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {month}")
        assert cursor.fetchone() == (2,)


def test_of_two_workers_one_takes_the_job(clerk, monkeypatch):
    monkeypatch.setattr("portal.kernel.carrier.send", lambda job_id, queue: True)
    job = jobs.enqueue("sample.fail", {}, actor=clerk)
    assert sorted(at_once(*[lambda: jobs._claim(job.pk) is not None] * 4)) == [False, False, False, True]


def test_a_slice_that_holds_the_job_commits_before_another_worker_takes_it(clerk, monkeypatch):
    monkeypatch.setattr("portal.kernel.carrier.send", lambda job_id, queue: True)
    run = jobs._claim(jobs.enqueue("sample.fail", {}, actor=clerk).pk)
    Job.objects.update(lease_until=clock.wall() - timedelta(minutes=1))
    held, order = Event(), []

    def commit_a_slice():
        with transaction.atomic():
            run.hold()
            held.set()
            time.sleep(0.3)
            order.append("committed")

    def take_over():
        held.wait(timeout=60)
        order.append("taken over" if jobs._claim(run.job.pk) else "left alone")

    at_once(commit_a_slice, take_over)
    assert order == ["committed", "taken over"]


def test_a_worker_past_its_lease_and_the_one_that_gives_its_job_up_do_not_block_each_other(draft, clerk):
    """The first holds the petition and asks for the job's row; the other locks them in the same order."""
    job = jobs.enqueue("sample.decide", {"petition_id": draft.pk}, actor=clerk)
    run = jobs._claim(job.pk)
    past = clock.wall() - timedelta(minutes=1)
    Job.objects.update(lease_until=past, attempts=jobs.MAX_ATTEMPTS)
    started = Event()

    def go_on():
        with transaction.atomic():
            Petition.objects.select_for_update().get(pk=draft.pk)
            started.set()
            time.sleep(0.4)
            with pytest.raises(jobs.LeaseLost):
                run.hold()
            transaction.set_rollback(True)

    def give_up():
        started.wait(timeout=60)
        jobs.run_by_id(job.pk)

    at_once(go_on, give_up)
    job.refresh_from_db()
    draft.refresh_from_db()
    assert job.state == JobState.FAILED
    assert draft.reason == job.error != ""
