"""The demo's sharing requests name units, entries, items and moves that exist."""

from __future__ import annotations

import pytest

from portal.demo.city.sharing import BEYOND, ENTRY_SPECS, SPECS, _Walk
from portal.demo.content.organizations import ORGANIZATIONS

UNITS = {unit.key for unit in ORGANIZATIONS}
REQUESTS = [pytest.param(spec, id=spec["purpose"]) for spec in SPECS]
#: What each move needs besides its day.
NEEDED = {"turn_back": "text", "decline": "text", "approve": "text", "revoke": "text", "suspend": "text"}


@pytest.mark.parametrize("spec", REQUESTS)
def test_a_request_asks_another_unit_for_items_that_it_publishes(spec):
    entry = ENTRY_SPECS[spec["entry"]]
    assert spec["unit"] in UNITS - {entry.provider}
    assert entry.state == "published"
    assert set(spec["items"]) <= {item.name for item in entry.items}
    assert entry.area_item or not spec.get("areas")


@pytest.mark.parametrize("spec", REQUESTS)
def test_a_walk_has_moves_that_exist_in_the_order_of_their_days(spec):
    days = [step.get("on", 0) for step in spec["walk"]]
    assert days == sorted(days)
    assert all(callable(getattr(_Walk, step["move"])) for step in spec["walk"])
    assert all(NEEDED.get(step["move"], "move") in step for step in spec["walk"])


@pytest.mark.parametrize("spec", [spec for spec in SPECS if spec.get("attempts")], ids=lambda s: s["purpose"])
def test_an_attempt_beyond_a_grant_is_one(spec):
    granted = [step.get("items", spec["items"]) for step in spec["walk"] if step["move"] == "approve"]
    assert granted
    assert BEYOND not in granted[-1]


def test_the_year_has_every_outcome():
    ends = {(spec["walk"] or [{"move": "draft"}])[-1]["move"] for spec in SPECS}
    outcomes = {
        "approve",
        "refuse",
        "withdraw",
        "revoke",
        "suspend",
        "turn_back",
        "check",
        "endorse",
        "submit",
    }
    assert outcomes <= ends
