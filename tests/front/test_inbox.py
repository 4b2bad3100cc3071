"""Inbox and desk: what waits for me, what I wait for, and the counts in the navigation."""

from __future__ import annotations

import csv

import pytest
from django.urls import reverse

from portal.web import contributions
from portal.web.contributions import MenuEntry, Section

from .conftest import sit_down

pytestmark = pytest.mark.django_db


def inbox(actor, **query) -> str:
    return sit_down(actor).get(reverse("front:inbox"), query).content.decode()


def test_the_inbox_has_two_halves(officer, waiting):
    page = inbox(officer)
    mine, theirs = page.split('id="pending"')
    assert all(title in mine for title in ("水质", "水压", "申请"))
    assert "调度" in theirs
    assert "水质" not in theirs


def test_the_inbox_is_narrowed_to_one_kind(officer, waiting):
    page = inbox(officer, kind="待审签")
    assert "水质" in page
    assert 'href="/申请/"' not in page
    assert 'href="/调度/"' not in page


def test_the_inbox_is_narrowed_to_what_is_late(officer, waiting):
    page = inbox(officer, late="1")
    assert 'href="/水质/"' in page
    assert 'href="/水压/"' not in page


def test_the_inbox_is_taken_as_a_file(officer, waiting):
    answer = sit_down(officer).get(reverse("front:inbox"), {"format": "csv", "late": "1"})
    rows = list(csv.reader(b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()))
    assert [row[:3] for row in rows[1:]] == [["我办理", "待审签", "水质"]]


def test_the_desk_says_how_much_waits_and_how_much_of_it_is_late(officer, waiting, figures):
    page = sit_down(officer).get(reverse("front:desk")).content.decode()
    assert "有 3 件事项等待您办理" in page
    assert "其中 1 件已逾期" in page
    assert reverse("front:dashboard-own") in page


def test_an_empty_inbox_says_what_would_be_there(officer):
    assert "需要您办理的审签、审核、申请" in inbox(officer)


def test_a_citizen_has_no_desk(citizen):
    assert sit_down(citizen).get(reverse("front:inbox")).status_code == 403


@pytest.fixture
def counted(monkeypatch, settings):
    """How often the badge of one menu entry was counted, while counts are kept."""
    settings.COUNTS_KEPT_SECONDS = 30
    asked = []
    entry = MenuEntry(
        Section.GENERAL, "计数", "front:inbox", badge=lambda actor: len(asked.append(1) or asked)
    )
    monkeypatch.setattr(contributions.registry, "menu", [entry])
    return asked


@pytest.fixture
def page_of_staff():
    return reverse("members:organization-list")


def test_a_staff_page_does_not_count_again_what_was_just_counted(officer, counted, page_of_staff):
    client = sit_down(officer)
    for _visit in range(3):
        client.get(page_of_staff)
    assert len(counted) == 1


def test_ones_own_move_ends_what_was_kept(officer, counted, page_of_staff):
    client = sit_down(officer)
    client.get(page_of_staff)
    client.post(reverse("web:preference-update"), {"density": "compact"})
    client.get(page_of_staff)
    assert len(counted) == 2


def test_counts_are_kept_for_each_person_apart(officer, cdo, counted, page_of_staff):
    for person in (officer, cdo):
        sit_down(person).get(page_of_staff)
    assert len(counted) == 2


def test_the_inbox_is_not_counted_again_where_it_shows_as_many(officer, counted, waiting, page_of_staff):
    client = sit_down(officer)
    counted.extend([1, 1])
    client.get(page_of_staff)
    client.get(reverse("front:inbox"))
    assert len(counted) == 3


def test_the_inbox_itself_is_counted_anew(officer, counted, page_of_staff):
    client = sit_down(officer)
    client.get(page_of_staff)
    client.get(reverse("front:inbox"))
    assert len(counted) == 2


def test_reading_writes_nothing_into_the_session(officer, page_of_staff):
    client = sit_down(officer)
    client.get(page_of_staff)
    assert "last_move" not in client.session
