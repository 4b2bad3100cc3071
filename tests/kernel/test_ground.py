"""The small things that everything stands on: who acts, what time it is, what a record is called."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ImproperlyConfigured

from portal.kernel import clock
from portal.kernel.actor import Actor
from portal.kernel.identifiers import uuid7
from portal.members.models import User

MOMENT = datetime(2025, 3, 1, 1, 30, tzinfo=UTC)


def test_a_visitor_may_nothing_and_is_nobody():
    visitor = Actor.visitor(via="api")
    assert (visitor.is_visitor, visitor.is_person, str(visitor)) == (True, False, "visitor")
    assert not visitor.can("sample.submit_petition")


def test_a_job_may_what_it_lists_and_no_more():
    job = Actor.system("nightly", "sample.submit_petition")
    assert job.can("sample.submit_petition")
    assert not job.can("sample.decide_petition")
    assert (job.is_visitor, job.is_person, str(job)) == (False, False, "job:nightly")


@pytest.mark.django_db
@pytest.mark.parametrize(("active", "may"), [(True, True), (False, False)])
def test_a_person_may_what_his_roles_say_while_the_account_is_open(active, may):
    person = User.objects.create_user("a", name="王芳", is_active=active)
    role = Group.objects.create(name="petitioner")
    role.permissions.add(Permission.objects.get(codename="submit_petition"))
    person.groups.add(role)
    actor = Actor(user=User.objects.get())
    assert (actor.can("sample.submit_petition"), actor.can("sample.decide_petition")) == (may, False)
    assert str(actor) == "王芳"


def test_a_set_clock_shows_the_portals_own_time_and_says_that_it_is_set():
    with clock.set_to(MOMENT):
        assert (clock.now().isoformat(), clock.is_simulated()) == ("2025-03-01T09:30:00+08:00", True)
        assert clock.today().isoformat() == "2025-03-01"
    assert not clock.is_simulated()


def test_leases_do_not_follow_a_set_clock():
    with clock.set_to(MOMENT):
        assert clock.wall().year > 2025


def test_the_day_changes_at_midnight_in_guiyang():
    with clock.set_to(datetime(2025, 3, 1, 16, 0, tzinfo=UTC)):
        assert clock.today().isoformat() == "2025-03-02"


def test_the_clock_cannot_be_set_on_a_server(settings):
    settings.CLOCK_MAY_BE_SET = False
    with pytest.raises(ImproperlyConfigured), clock.set_to(MOMENT):
        pass


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="naive"), clock.set_to(MOMENT.replace(tzinfo=None)):
        pass


def test_identifiers_are_of_version_seven_and_follow_the_time():
    first = uuid7()
    time.sleep(0.002)
    second = uuid7()
    assert [(u.version, u.variant) for u in (first, second)] == [(7, "specified in RFC 4122")] * 2
    assert first < second
    assert abs((first.int >> 80) / 1000 - time.time()) < 5
