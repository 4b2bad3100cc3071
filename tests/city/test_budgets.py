"""How many queries an address may cost in a city with a year of records: no list asks once for each row."""

from __future__ import annotations

from pathlib import Path

import pytest

pytestmark = pytest.mark.django_db

TABLE = Path(__file__).with_name("budgets.txt")
FOUND = Path(__file__).resolve().parents[2] / "build" / TABLE.name
#: Queries that a new budget leaves beyond what the address costs today.
ROOM = 3
#: What no address may exceed, whatever its budget says.
CEILING = 90


def budgets() -> dict[str, int]:
    """Address with its method → queries at most."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return {line.rpartition(" ")[0].strip(): int(line.rpartition(" ")[2]) for line in lines}


def costs(answers) -> dict[str, int]:
    """The dearest answer of each address, over all roles."""
    return {line: max(answer.queries for answer in row.values()) for line, row in answers.items()}


def test_every_address_keeps_within_its_budget(answers):
    width = max(map(len, answers)) + 2
    rows = (f"{line:{width}}{n + ROOM:>4}\n" for line, n in costs(answers).items())
    FOUND.write_text("".join(rows), encoding="utf-8")
    allowed = budgets()
    beyond = {line: (n, allowed.get(line)) for line, n in costs(answers).items() if n > allowed.get(line, -1)}
    assert not beyond, f"address: (queries, budget). If it is meant: cp build/{TABLE.name} tests/city/"


def test_no_budget_is_beyond_the_ceiling_or_has_outlived_its_address(answers):
    assert {line: n for line, n in budgets().items() if n > CEILING} == {}
    assert budgets().keys() <= answers.keys()
