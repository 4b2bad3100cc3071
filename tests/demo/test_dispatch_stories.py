"""The year of dispatch that the demo city walks: real units, real entries, steps in their order."""

from __future__ import annotations

import itertools

import pytest

from portal.demo.city.dispatch import HOURS, STATED, STORIES
from portal.demo.content.entries import ENTRIES
from portal.demo.content.organizations import ORGANIZATIONS
from portal.demo.content.people import PEOPLE

UNITS = {unit.key for unit in ORGANIZATIONS}
EACH = pytest.mark.parametrize("story", STORIES, ids=lambda story: story["title"])


@EACH
def test_it_names_units_people_and_entries_of_the_city(story):
    steps = story["steps"]
    assert {story["unit"], *(s["responder"] for s in steps if "responder" in s)} <= UNITS
    assert {s["by"] for s in steps if "by" in s} <= {person.username for person in PEOPLE}
    assert {s["entry"] for s in steps if "entry" in s} <= {entry.name for entry in ENTRIES}


@EACH
def test_its_days_follow_each_other(story):
    days = [story["stated_on"], *(step["on"] for step in story["steps"])]
    assert all(before <= after for before, after in itertools.pairwise(days))


@EACH
def test_it_says_what_is_needed_and_takes_known_steps(story):
    optional = {"purpose"} if story.get("kind") == "order" else set()
    assert set(STATED) - optional <= story.keys()
    assert {step["step"] for step in story["steps"]} <= HOURS.keys()


def test_no_story_is_told_twice():
    titles = [story["title"] for story in STORIES]
    assert len(titles) == len(set(titles))
