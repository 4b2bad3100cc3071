"""What happens when two people do the same thing at the same moment."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from portal.kernel import audit
from portal.kernel.errors import DomainError, IllegalTransition
from portal.kernel.models import AuditEvent
from tests.kernel.sample.models import Petition
from tests.kernel.sample.workflows import WORKFLOW

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Run the acts in as many threads, started together; each gives its result or its refusal."""
    barrier = Barrier(len(acts), timeout=10)

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
    monkeypatch.setattr(Petition, "full_clean", lambda self: None)  # both validated before either saved
    records = [Petition(**{"reason": fields["title"]} | fields) for fields in rivals]
    results = at_once(*(lambda r=record: audit.write("x", r, actor=clerk) for record in records))
    (refusal,) = [r for r in results if isinstance(r, Exception)]
    assert isinstance(refusal, ValidationError)
    assert sentence in "".join(refusal.messages)
    assert AuditEvent.objects.count() == Petition.objects.count() == 1
