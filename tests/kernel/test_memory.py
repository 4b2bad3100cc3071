"""A page that is read asks the same thing once; nothing outlives the page, and what writes asks afresh."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import RequestFactory

from portal.kernel import memory, rules
from portal.web.middleware import ReadingMiddleware


@pytest.fixture
def question():
    """A question that counts how often it is asked, and answers with that count."""
    asked = []

    @memory.asked_once
    def ask(what: str, *, again: int = 0) -> int:
        asked.append(what)
        return len(asked)

    return ask


def test_a_question_is_asked_once_while_reading(question):
    with memory.reading():
        assert [question("a"), question("a"), question("b"), question("a", again=1)] == [1, 1, 2, 3]


def test_nothing_is_remembered_outside_or_afterwards(question):
    with memory.reading():
        question("a")
    assert [question("a"), question("a")] == [2, 3]


def test_the_end_of_an_inner_page_leaves_the_outer_ones_answers(question):
    with memory.reading():
        question("a")
        with memory.reading():
            assert question("a") == 2
        assert question("a") == 1


def test_a_refusal_is_not_remembered():
    @memory.asked_once
    def refuse() -> None:
        raise LookupError(answers.pop())

    answers = ["second", "first"]
    with memory.reading():
        for _attempt in range(2):
            with pytest.raises(LookupError):
                refuse()
    assert answers == []


@pytest.mark.parametrize(("method", "asked"), [("get", 1), ("head", 1), ("post", 2), ("delete", 2)])
def test_only_a_request_that_reads_remembers(question, method, asked):
    answer = ReadingMiddleware(lambda http_request: [question("a"), question("a")][-1])
    assert answer(getattr(RequestFactory(), method)("/")) == asked


@pytest.mark.django_db
def test_a_rule_for_many_days_is_one_query(django_assert_num_queries):
    with memory.reading(), django_assert_num_queries(1):
        for month in range(1, 13):
            rules.in_force("aggregation.update_grace_days", on=date(2026, month, 1))
