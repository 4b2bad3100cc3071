"""The clock of a request runs by the rule in force when it was handed in, stands still, and goes on."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError

from portal.kernel import clock
from portal.kernel.models import Rule
from sharing import services
from sharing.models import SharingRequest

pytestmark = pytest.mark.django_db


def on(day):
    """Everything inside happens in the morning of that day of November 2026; the 23rd is a Monday."""
    return clock.set_to(datetime(2026, 11, day, 9, tzinfo=ZoneInfo("Asia/Shanghai")))


@pytest.fixture
def walk(asked, other_unit_officer, asker_cdo, authority_reviewer, cdo):
    """A request whose people act on given days: ``walk.endorsed(23)``."""

    class Walk:
        def __init__(self):
            with on(23):
                self.request = asked()

        def endorsed(self, day):
            with on(day):
                services.submit_request(self.request, actor=other_unit_officer)
                return services.endorse_request(self.request, actor=asker_cdo)

        def returned(self, day):
            with on(day):
                return services.return_request(self.request, actor=authority_reviewer, opinion="请附文件")

        def declined(self, day):
            with on(day):
                services.submit_request(self.request, actor=other_unit_officer)
                return services.decline_request(self.request, actor=asker_cdo, opinion="还缺文件")

        def checked(self, day):
            with on(day):
                return services.check_request(self.request, actor=authority_reviewer)

    return Walk()


@pytest.mark.parametrize(
    ("returned", "left", "again", "due"),
    [
        (23, 2, 27, date(2026, 12, 1)),  # nothing was used: Friday and two working days
        (24, 1, 26, date(2026, 11, 27)),
        (25, 0, 30, date(2026, 11, 30)),
        (27, -2, 30, date(2026, 11, 26)),  # two days late already: it comes back two days late
    ],
)
def test_the_clock_goes_on_with_the_days_that_were_left(walk, returned, left, again, due):
    assert walk.endorsed(23).due_on == date(2026, 11, 25)
    stopped = walk.returned(returned)
    assert (stopped.due_on, stopped.days_left) == (None, left)
    resumed = walk.endorsed(again)
    assert (resumed.due_on, resumed.days_left, resumed.due_rule) == (due, None, "sharing.precheck_days v1")


def test_what_is_left_survives_the_own_leaders_refusal(walk):
    walk.endorsed(23)
    walk.returned(24)
    assert walk.declined(25).days_left == 1
    assert walk.endorsed(26).due_on == date(2026, 11, 27)


def test_a_second_return_takes_what_the_first_left(walk):
    walk.endorsed(23)
    walk.returned(24)
    walk.endorsed(26)
    assert walk.returned(27).days_left == 0


def test_a_request_that_was_never_handed_in_has_no_clock(walk):
    assert (walk.declined(23).due_on, walk.request.days_left) == (None, None)
    assert walk.endorsed(24).due_on == date(2026, 11, 26)


def test_the_rule_in_force_when_it_was_handed_in_judges_check_and_reply(walk):
    for key in ("sharing.precheck_days", "sharing.conditional_reply_days"):
        old = Rule.objects.get(key=key)
        Rule.objects.create(
            key=key,
            version=2,
            value=99,
            unit=old.unit,
            provision="4.1",
            source="新规",
            effective_from="2026-11-25",
        )
    walk.endorsed(24)
    walk.returned(24)
    assert walk.endorsed(26).due_on == date(2026, 11, 30)
    checked = walk.checked(26)
    assert (checked.due_rule, checked.reply_due_on) == (
        "sharing.conditional_reply_days v1",
        date(2026, 12, 10),
    )


def test_a_late_check_stays_overdue_when_the_request_comes_back(walk, city):
    walk.endorsed(23)
    walk.returned(27)
    walk.endorsed(30)
    assert SharingRequest.objects.overdue(date(2026, 11, 30)).owed_by(city.authority).exists()


def test_a_clock_that_runs_has_no_days_set_aside(backed):
    backed.days_left = 3
    with pytest.raises(ValidationError, match=r"stands still|停"):
        backed.full_clean()
