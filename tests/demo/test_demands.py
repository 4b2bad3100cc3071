"""The demo's demands are those of a city: units, people, entries and outcomes that there are."""

from __future__ import annotations

from catalog.choices import Theme
from opening.choices import Priority
from portal.demo.city.demands import SPECS
from portal.demo.city.entries import ENTRY_SPECS
from portal.demo.content.organizations import ORGANIZATIONS
from portal.demo.content.people import PEOPLE


def test_everybody_and_every_unit_is_known():
    people = {person.username for person in PEOPLE}
    named = {name for spec in SPECS for name in (spec["by"], *spec.get("supporters", ()))}
    assert named <= people
    assert {spec["unit"] for spec in SPECS if "unit" in spec} <= {unit.key for unit in ORGANIZATIONS}


def test_every_entry_that_fulfils_a_demand_is_opened():
    keys = {step["entry"] for spec in SPECS for step in spec["walk"] if step["move"] == "fulfill"}
    assert {ENTRY_SPECS[key].open_type for key in keys} == {"open"}


def test_words_are_those_of_the_lists():
    assert {spec["theme"] for spec in SPECS} <= set(Theme.values)
    assert {reason for spec in SPECS for reason in spec["reasons"]} <= set(Priority.values)


def test_every_way_ends_somewhere_and_some_wait_today():
    last = [spec["walk"][-1]["move"] if spec["walk"] else "" for spec in SPECS]
    assert set(last) == {"", "route", "promise", "decline", "merge", "fulfill"}
