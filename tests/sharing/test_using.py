"""A grant gives exactly what was granted, through every door; what lies beyond is refused and on record."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse

from portal.kernel import clock
from portal.kernel.actor import Actor
from portal.kernel.errors import NotPermitted
from portal.kernel.models import AuditEvent
from sharing import services
from sharing.models import Grant, GrantUse
from sharing.services import using
from sharing.tasks import EXPIRER

from .conftest import CODED, LAST_DAY

pytestmark = pytest.mark.django_db
WATCHMAN = Actor.system("contain-incident", "sharing.suspend_grant")
BACKEND = "portal.members.backends.RoleBackend"
#: The address of each door, and the way of delivery that opens it.
DOORS = [
    ("sharing:grant-rows", "query", "page"),
    ("sharing:grant-export", "file", "download"),
    ("sharing-grant-rows", "api", "api"),
]


@pytest.fixture
def ask(client):
    """Ask for rows at an address as somebody."""

    def ask(name, grant, actor, **asked):
        client.force_login(actor.user, backend=BACKEND)
        return client.get(reverse(name, args=[grant.public_id]), asked)

    return ask


def outcomes():
    return list(GrantUse.objects.order_by("pk").values_list("kind", "outcome", "rows"))


@pytest.mark.parametrize(("name", "way", "kind"), DOORS)
class TestThroughEveryDoor:
    @pytest.mark.parametrize(
        "wish", [{"columns": "余氯"}, {"item": "监测日期", "op": "ge", "value": "2026-01-01"}]
    )
    def test_items_beyond_the_grant_are_refused_and_kept(
        self, ask, grant_of, other_unit_officer, name, way, kind, wish
    ):
        answer = ask(name, grant_of(delivery=way), other_unit_officer, **wish)
        assert (answer.status_code, outcomes()) == (422, [(kind, "refused", 0)])
        assert (wish.get("columns") or wish["item"]) in GrantUse.objects.get().reason

    @pytest.mark.parametrize("op", ["eq", "startswith", "in", "within"])
    def test_areas_beyond_the_grant_are_refused_and_kept(
        self, ask, grant_of, other_unit_officer, name, way, kind, op
    ):
        grant = grant_of(delivery=way, rows=CODED, area_prefixes=["520103"])
        answer = ask(name, grant, other_unit_officer, item="区县", op=op, value="520102003")
        assert (answer.status_code, outcomes()) == (422, [(kind, "refused", 0)])

    @pytest.mark.parametrize(
        "wish",
        [
            {"item": "区县", "op": "resembles", "value": "云岩区"},
            {"item": "区县", "value": "云\0岩"},
            {"item": "区县", "op": "in", "value": "," * 300},
        ],
    )
    def test_what_cannot_be_asked_is_refused_and_kept(
        self, ask, grant_of, other_unit_officer, name, way, kind, wish
    ):
        answer = ask(name, grant_of(delivery=way), other_unit_officer, **wish)
        assert (answer.status_code, outcomes()) == (422, [(kind, "refused", 0)])

    def test_the_answer_does_not_tell_what_exists_beyond_the_grant(
        self, ask, grant_of, other_unit_officer, name, way, kind
    ):
        grant = grant_of(delivery=way)
        for item in ("余氯", "水温"):
            ask(name, grant, other_unit_officer, columns=item)
            ask(name, grant, other_unit_officer, item=item, value="1")
        told = {use.reason.replace("余氯", "？").replace("水温", "？") for use in GrantUse.objects.all()}
        assert len(told) == 1

    @pytest.mark.parametrize("state", ["suspended", "revoked"])
    def test_a_stopped_grant_gives_nothing(self, ask, grant_of, other_unit_officer, name, way, kind, state):
        grant = grant_of(delivery=way)
        Grant.objects.filter(pk=grant.pk).update(state=state, reason="疑似泄露")
        answer = ask(name, grant, other_unit_officer)
        assert (answer.status_code, outcomes()) == (403, [(kind, "refused", 0)])

    @pytest.mark.parametrize("days", [-1, LAST_DAY + 1])
    def test_outside_its_days_it_gives_nothing_although_no_job_ran(
        self, ask, grant_of, other_unit_officer, name, way, kind, days
    ):
        grant = grant_of(delivery=way)
        with clock.set_to(clock.now() + timedelta(days=days)):
            answer = ask(name, grant, other_unit_officer)
        assert (answer.status_code, Grant.objects.get().state) == (403, "active")
        assert outcomes() == [(kind, "refused", 0)]

    def test_the_providers_people_see_the_grant_but_not_the_rows(
        self, ask, grant_of, officer, name, way, kind
    ):
        answer = ask(name, grant_of(delivery=way), officer)
        assert (answer.status_code, outcomes()) == (403, [(kind, "refused", 0)])

    def test_a_stranger_does_not_learn_of_it_and_leaves_no_trace(
        self, ask, grant_of, district_officer, name, way, kind
    ):
        assert ask(name, grant_of(delivery=way), district_officer).status_code == 404
        assert outcomes() == []

    def test_on_its_last_day_it_still_gives(self, ask, grant_of, other_unit_officer, name, way, kind):
        grant = grant_of(delivery=way)
        with clock.set_to(clock.now() + timedelta(days=LAST_DAY)):
            answer = ask(name, grant, other_unit_officer)
            assert b"P004" in b"".join(answer)
        assert outcomes() == [(kind, "served", 5)]

    def test_only_rows_of_the_granted_area_are_given(
        self, ask, grant_of, other_unit_officer, name, way, kind
    ):
        grant = grant_of(delivery=way, rows=CODED, area_prefixes=["520103"])
        text = b"".join(ask(name, grant, other_unit_officer))
        assert (b"P001" in text, b"P004" in text, b"P002" in text) == (True, True, False)
        assert outcomes() == [(kind, "served", 2)]


@pytest.mark.parametrize(("name", "way"), [("sharing:grant-export", "query"), ("sharing-grant-rows", "file")])
def test_a_door_that_was_not_granted_stays_shut(ask, grant_of, other_unit_officer, name, way):
    assert ask(name, grant_of(delivery=way), other_unit_officer).status_code == 403
    assert GrantUse.objects.get().outcome == "refused"


def test_a_condition_on_a_larger_area_only_narrows(grant_of, other_unit_officer):
    grant = grant_of(rows=CODED, area_prefixes=["520103"])
    page = services.read_page(grant, actor=other_unit_officer, condition=("区县", "startswith", "5201"))
    assert len(page.rows) == 2


@pytest.mark.parametrize(("name", "way", "kind"), DOORS)
def test_asking_for_the_head_is_no_use(client, grant_of, other_unit_officer, name, way, kind):
    client.force_login(other_unit_officer.user, backend=BACKEND)
    assert client.head(reverse(name, args=[grant_of(delivery=way).public_id])).status_code == 405
    assert outcomes() == []


def test_a_cursor_of_another_question_is_refused_and_kept(ask, grant_of, other_unit_officer):
    answer = ask("sharing-grant-rows", grant_of(delivery="api"), other_unit_officer, after="forged")
    assert (answer.status_code, outcomes()) == (422, [("api", "refused", 0)])


def test_a_download_that_nobody_reads_does_not_stay_under_way(granted, other_unit_officer):
    services.stream_rows(granted, actor=other_unit_officer).close()
    assert outcomes() == [("download", "stopped", 0)]


def test_a_download_whose_worker_died_is_ended_a_day_later(granted, other_unit_officer):
    services.stream_rows(granted, actor=other_unit_officer).close()
    GrantUse.objects.update(outcome="running")
    assert services.end_lost_downloads(actor=EXPIRER) == 0
    with clock.set_to(clock.now() + timedelta(days=1, minutes=1)):
        assert services.end_lost_downloads(actor=EXPIRER) == 1
    assert outcomes() == [("download", "stopped", 0)]


def test_a_download_is_kept_by_nobody_on_the_way(ask, granted, other_unit_officer):
    answer = ask("sharing:grant-export", granted, other_unit_officer)
    assert (b"".join(answer) != b"", answer.headers["Cache-Control"]) == (True, "no-store")


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_rows_are_counted_whatever_their_values_quote(size):
    values = ["a", "", 'say "so"', 'x"', '"', '""', "two\nlines", '\n"\n"', "a,b", "\r\n", "\\."]
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerows([first, second] for first in values for second in values)
    content, quoted, found = file.getvalue().encode(), False, 0
    for start in range(0, len(content), size):
        lines, quoted = using._lines(content[start : start + size], quoted)
        found += lines
    assert (found, quoted) == (len(values) ** 2, False)


def test_a_download_counts_rows_not_lines(ask, grant_of, other_unit_officer):
    broken = [
        'P001,"云""岩\n区",2026-10-01,0.35',
        'P002,"南明区\n",2026-10-02,0.42',
        '"P""003",花溪区,2026-10-03,',
    ]
    text = b"".join(ask("sharing:grant-export", grant_of(rows=broken), other_unit_officer))
    assert outcomes() == [
        ("download", "served", len(list(csv.reader(io.StringIO(text.decode("utf-8-sig"))))) - 1)
    ]


def test_a_refused_attempt_is_in_the_audit_trail_with_the_sentence(granted, other_unit_officer):
    services.suspend_grant(granted, actor=WATCHMAN, reason="疑似泄露")
    with pytest.raises(NotPermitted):
        services.read_page(granted, actor=other_unit_officer)
    event = AuditEvent.objects.get(action="sharing.grantuse.refuse")
    assert (event.user, event.note) == (other_unit_officer.user, GrantUse.objects.get().reason)


def test_the_daily_job_lets_grants_expire_once(granted, suspended):
    with clock.set_to(clock.now() + timedelta(days=LAST_DAY)):
        assert services.expire_grants(actor=EXPIRER) == 0
    with clock.set_to(clock.now() + timedelta(days=LAST_DAY + 1)):
        assert [services.expire_grants(actor=EXPIRER) for _ in range(2)] == [1, 0]
    assert Grant.objects.get().state == "expired"


def test_a_grant_that_ended_by_hand_meanwhile_does_not_stop_the_daily_job(granted, cdo, monkeypatch):
    services.revoke_grant(granted, actor=cdo, reason="用途终止")
    monkeypatch.setattr("sharing.querysets.GrantQuerySet.run_out", lambda self, day: [granted])
    with clock.set_to(clock.now() + timedelta(days=LAST_DAY + 1)):
        assert services.expire_grants(actor=EXPIRER) == 0
    assert Grant.objects.get().state == "revoked"


def test_a_grant_is_not_resumed_after_its_last_day(suspended, authority_reviewer, door):
    with clock.set_to(clock.now() + timedelta(days=LAST_DAY + 1)):
        answer = door.send("sharing:grant", "resume", suspended, actor=authority_reviewer, reason="查清")
    assert (answer.status_code, Grant.objects.get().state) == (422, "suspended")


def test_a_programs_page_is_as_long_as_that_of_open_data(ask, grant_of, other_unit_officer):
    rows = [f"P{number:03d},云岩区,2026-10-01,0.35" for number in range(101)]
    answer = ask("sharing-grant-rows", grant_of(delivery="api", rows=rows), other_unit_officer).json()
    assert (len(answer["rows"]), answer["next"] is None) == (100, False)
    assert outcomes() == [("api", "served", 100)]


def test_a_programs_page_takes_few_queries(ask, grant_of, other_unit_officer, django_assert_max_num_queries):
    grant = grant_of(delivery="api")
    ask("sharing-grant-rows", grant, other_unit_officer)
    with django_assert_max_num_queries(27):  # of these eleven are the test's own sign-in
        ask("sharing-grant-rows", grant, other_unit_officer)
