"""Who gets what at which address: every route of the URL configuration, asked by everybody in the city.

The table is ``access.txt``: ``ok`` (also a move that the record's state does not allow now, or a form that is
not filled in), ``login`` (sent to sign in), ``no`` (403: may not), ``hidden`` (404: does not learn that it
exists), ``never`` (405). ``missing``: the city has no such record, or addresses.py has to say which.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from .asking import Answer

pytestmark = pytest.mark.django_db

TABLE = Path(__file__).with_name("access.txt")
FOUND = Path(__file__).resolve().parents[2] / "build" / TABLE.name


def drawn(answers: dict[str, dict[str, Answer]]) -> str:
    """The table as it is kept."""
    width = max(map(len, answers)) + 2
    roles = next(iter(answers.values()))
    lines = ["".join(["address".ljust(width), *(role.ljust(11) for role in roles)])]
    lines += [
        "".join([line.ljust(width), *(answer.outcome.ljust(11) for answer in row.values())])
        for line, row in answers.items()
    ]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def test_every_address_answers_each_role_as_the_table_says(answers):
    found = drawn(answers)
    FOUND.write_text(found, encoding="utf-8")
    kept = TABLE.read_text(encoding="utf-8").splitlines()
    changed = sorted(set(found.splitlines()) ^ set(kept))
    assert not changed, "\n".join([f"if the change is meant: cp build/{TABLE.name} tests/city/", *changed])


def test_no_address_breaks_for_anybody(answers):
    known = {"ok", "login", "no", "hidden", "never"}
    assert [line for line, row in answers.items() if {a.outcome for a in row.values()} - known] == []
