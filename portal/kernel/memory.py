"""Asked once while a page is read: nothing is remembered across requests, or in one that writes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

_answers: ContextVar[dict[Any, Any] | None] = ContextVar("answers", default=None)


@contextmanager
def reading() -> Iterator[None]:
    """Remember what ``asked_once`` functions answer until the end of this block, which writes nothing."""
    token = _answers.set({})
    try:
        yield
    finally:
        _answers.reset(token)


def asked_once(ask: Callable[P, R]) -> Callable[P, R]:
    """Let a function answer from memory inside ``reading()``; everywhere else it is called each time.

    Its arguments must be hashable; what it answers is shared, so callers leave it as it is.
    """

    @wraps(ask)
    def answer(*args: P.args, **named: P.kwargs) -> R:
        answers = _answers.get()
        if answers is None:
            return ask(*args, **named)
        question = (ask, args, frozenset(named.items()))
        if question not in answers:
            answers[question] = ask(*args, **named)
        found: R = answers[question]
        return found

    return answer
