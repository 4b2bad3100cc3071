"""Requests and grants at both doors: moves, what a grant shows, and when it shows nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from portal.kernel import clock
from portal.kernel.errors import NotPermitted
from sharing import services
from sharing.models import Grant, GrantUse
from sharing.tasks import EXPIRER

pytestmark = pytest.mark.django_db


def test_a_refusal_cites_its_basis(door, checked, cdo):
    assert door.send("sharing:request", "refuse", checked, actor=cdo, opinion="不符").status_code == 422
    fields = {"opinion": "不符", "refusal_basis": "负面清单"}
    assert door.send("sharing:request", "refuse", checked, actor=cdo, **fields).status_code == door.done
    assert door.send("sharing:request", "refuse", checked, actor=cdo, **fields).status_code == 409


def test_only_the_provider_decides_and_strangers_find_nothing(
    door, checked, other_unit_officer, authority_reviewer, district_officer
):
    fields = {"items": ["区县"], "opinion": ""}
    for actor, status in ((other_unit_officer, 403), (authority_reviewer, 403), (district_officer, 404)):
        assert door.send("sharing:request", "approve", checked, actor=actor, **fields).status_code == status


def test_approval_may_be_narrower_but_not_wider(door, checked, cdo):
    wide = door.send("sharing:request", "approve", checked, actor=cdo, items=["余氯"])
    assert wide.status_code == 422
    assert (
        door.send("sharing:request", "approve", checked, actor=cdo, items=["区县"]).status_code == door.done
    )
    assert Grant.objects.get().items == ["区县"]


@pytest.mark.parametrize("name", ["grant-rows", "grant-export"])
def test_pages_refuse_items_beyond_the_grant(client, granted, other_unit_officer, name):
    client.force_login(other_unit_officer.user, backend="portal.members.backends.RoleBackend")
    answer = client.get(reverse(f"sharing:{name}", args=[granted.public_id]), {"columns": "余氯"})
    assert (answer.status_code, GrantUse.objects.count()) == (422, 0)


def test_the_interface_refuses_items_beyond_the_grant(
    client, endorsed, authority_reviewer, other_unit_officer
):
    services.check_request(endorsed("unconditional", delivery="api"), actor=authority_reviewer)
    client.force_login(other_unit_officer.user, backend="portal.members.backends.RoleBackend")
    address = reverse("sharing-grant-rows", args=[Grant.objects.get().public_id])
    assert client.get(address, {"columns": "余氯"}).status_code == 422
    rows = client.get(address).json()["rows"]
    assert (len(rows), set(rows[0])) == (5, {"监测点编号", "区县"})
    assert GrantUse.objects.get().rows == 5


def test_an_expired_grant_gives_nothing_although_the_job_stands_still(granted, other_unit_officer):
    with clock.set_to(clock.now() + timedelta(days=31)):
        assert Grant.objects.get().state == "active"
        with pytest.raises(NotPermitted):
            services.read_page(granted, actor=other_unit_officer)
        assert services.expire_grants(actor=EXPIRER) == 1
    assert Grant.objects.get().state == "expired"


def test_a_grant_suspended_in_mid_download_stops_it(granted, other_unit_officer, authority_reviewer):
    pieces = services.stream_rows(granted, actor=other_unit_officer)
    next(pieces)
    services.suspend_grant(granted, actor=authority_reviewer, reason="疑似泄露")
    with pytest.raises(NotPermitted):
        next(pieces)
    assert GrantUse.objects.get().outcome == "stopped"


@pytest.mark.parametrize("name", ["request-list", "grant-list"])
def test_the_lists_open(client, granted, other_unit_officer, name):
    client.force_login(other_unit_officer.user, backend="portal.members.backends.RoleBackend")
    assert "供水水质监测信息" in client.get(reverse(f"sharing:{name}")).content.decode()


def test_the_pages_of_request_grant_and_entry_open(client, granted, other_unit_officer):
    client.force_login(other_unit_officer.user, backend="portal.members.backends.RoleBackend")
    ask = reverse("sharing:request-create", args=[granted.entry.public_id])
    pages = [granted.get_absolute_url(), granted.request.get_absolute_url(), ask]
    pages += [granted.entry.get_absolute_url(), reverse("sharing:grant-rows", args=[granted.public_id])]
    assert [client.get(page).status_code for page in pages] == [200] * 5
