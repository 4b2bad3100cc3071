"""Two people at the same moment, and a grant that ends in the middle of a download."""

from __future__ import annotations

from http.client import HTTPConnection

import pytest
from django.urls import reverse

from portal.kernel.errors import IllegalTransition
from sharing import services
from sharing.models import Grant, GrantUse
from tests.kernel.test_races import at_once
from tests.people import make_person

pytestmark = pytest.mark.django_db(transaction=True)
#: So many rows that the file goes out in many pieces, more than wait on the way.
MANY = [f"P{number:06d},{'供水区域' * 4},2026-10-01,0.35" for number in range(200_000)]


@pytest.fixture
def second_cdo(city):
    return make_person(city.water, "second-cdo", "李总", "cdo")


@pytest.fixture
def clerk(city):
    return make_person(city.health, "clerk", "郑卫", "data_officer")


def test_of_two_deciders_one_decides_and_the_other_is_told(checked, cdo, second_cdo):
    results = at_once(
        lambda: services.approve_request(checked, actor=cdo),
        lambda: services.refuse_request(checked, actor=second_cdo, opinion="不符", refusal_basis="清单"),
    )
    assert sorted(isinstance(result, IllegalTransition) for result in results) == [False, True]
    checked.refresh_from_db()
    assert Grant.objects.exists() is (checked.state == "approved")


def test_of_two_deciders_at_the_doors_one_gets_409(door, checked, cdo, second_cdo):
    results = at_once(
        *(
            lambda who=who: (
                door.send("sharing:request", "approve", checked, actor=who, items=["区县"]).status_code
            )
            for who in (cdo, second_cdo)
        )
    )
    assert sorted(results) == sorted([door.done, 409])
    assert Grant.objects.count() == 1


def test_a_withdrawal_and_an_approval_do_not_mix(checked, cdo, other_unit_officer):
    results = at_once(
        lambda: services.approve_request(checked, actor=cdo).state,
        lambda: services.withdraw_request(checked, actor=other_unit_officer).state,
    )
    assert sum(isinstance(result, IllegalTransition) for result in results) == 1


def test_a_grant_suspended_in_mid_download_stops_it(
    live_server, client, grant_of, other_unit_officer, authority_reviewer
):
    grant = grant_of(rows=MANY)
    client.force_login(other_unit_officer.user, backend="portal.members.backends.RoleBackend")
    cookie = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
    line = HTTPConnection(live_server.thread.host, live_server.thread.port, timeout=30)
    line.request("GET", reverse("sharing:grant-export", args=[grant.public_id]), headers={"Cookie": cookie})
    answer = line.getresponse()
    assert answer.status == 200
    received = len(answer.read(64 * 1024))
    services.suspend_grant(grant, actor=authority_reviewer, reason="疑似泄露")
    received += len(answer.read())
    use = GrantUse.objects.get()
    assert (use.outcome, 0 < use.rows < len(MANY)) == ("stopped", True)
    assert received < sum(len(row.encode()) for row in MANY) / 2
    assert "许可" in use.reason
