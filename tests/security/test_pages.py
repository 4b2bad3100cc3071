"""The pages of the chapter show their readers what is theirs, and others nothing."""

from __future__ import annotations

import pytest

from portal.web.contributions import draw_panels, inbox, overdue, pending
from security.contributions import entry_panel
from tests.people import make_person

pytestmark = pytest.mark.django_db
LISTS = ("incidents", "findings", "orders", "remits", "incidents/report")


@pytest.fixture
def page(door):
    """Ask for a page of the chapter as somebody."""

    def page(actor, path):
        return door.client(actor).get(f"/security/{path}/")

    return page


@pytest.mark.parametrize("path", LISTS)
def test_staff_read_the_lists(page, officer, path):
    assert page(officer, path).status_code == 200


@pytest.mark.parametrize("path", LISTS)
def test_citizens_do_not(page, citizen, path):
    assert page(citizen, path).status_code == 403


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("system_administrator", 200),
        ("security_administrator", 200),
        ("audit_administrator", 200),
        ("inspector", 200),
        ("authority", 403),
        ("data_officer", 403),
    ],
)
def test_the_separation_of_administrators_is_shown_to_them(page, city, role, status):
    answer = page(make_person(city.authority, "reader", "冉读", role), "controls")
    assert answer.status_code == status


def test_a_finding_shows_items_kinds_and_counts(page, finding, owner):
    told = page(owner, f"findings/{finding.public_id}").content.decode()
    assert "居民身份号码" in told
    assert "52000019900307" not in told


def test_nobody_is_sent_to_what_he_may_not_open(page, finding, owner, cyberspace):
    assert finding.batch.get_absolute_url() in page(owner, f"findings/{finding.public_id}").content.decode()
    told = page(cyberspace, f"findings/{finding.public_id}").content.decode()
    assert finding.entry.get_absolute_url() in told
    assert finding.batch.get_absolute_url() not in told


@pytest.mark.parametrize("move", ["confirm", "release"])
def test_the_evidence_stands_beside_the_judgment(page, finding, owner, move):
    assert "居民身份号码" in page(owner, f"findings/{finding.public_id}/{move}").content.decode()


def test_containing_offers_the_grants_that_still_give_access(page, reported, owner, granted):
    told = page(owner, f"incidents/{reported.public_id}/contain").content.decode()
    assert granted.purpose in told


def test_an_incident_shows_the_grants_it_touches(page, contained, owner, granted):
    told = page(owner, f"incidents/{contained.public_id}").content.decode()
    assert granted.purpose in told


def test_gaps_in_the_remits_are_shown(page, cyberspace, officer):
    told = page(officer, "remits").content.decode()
    assert "贵阳市互联网信息办公室" in told
    assert "尚未指定" in told


def test_the_entry_says_what_the_scan_saw_to_whom_it_concerns(
    finding, published, officer, other_unit_officer
):
    assert entry_panel(officer, published)["seen"].finding == finding
    assert entry_panel(other_unit_officer, published)["seen"] is None


def test_the_entrys_panel_is_drawn(page, door, finding, published, officer):
    assert "未在目录中声明" in door.client(officer).get(published.get_absolute_url()).content.decode()


def test_a_citizen_sees_no_panel(published, citizen):
    names = [template for template, _context in draw_panels("catalog.entry", citizen, published)]
    assert "security/_entry_panel.html" not in names


def in_words(kinds):
    return {item.title for _label, items in kinds for item in items}


def test_each_finds_what_waits_in_the_inbox(reported, issued, owner, officer):
    assert {str(reported), str(issued)} <= in_words(inbox(owner))
    assert str(reported) not in in_words(inbox(officer))


def test_the_owner_finds_what_waits_for_judgment(finding, owner, officer):
    assert str(finding) in in_words(inbox(owner))
    assert str(finding) not in in_words(inbox(officer))


def test_whoever_reported_waits_for_the_others(reported, issued, officer, cyberspace):
    assert str(reported) in in_words(pending(officer))
    assert str(issued) in in_words(pending(cyberspace))


def test_nothing_is_overdue_on_the_first_day(reported, issued):
    assert not {str(reported), str(issued)} & in_words(overdue(None))
