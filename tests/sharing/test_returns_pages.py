"""What the pages of data return show, to whom, and what they add to other pages."""

from __future__ import annotations

import pytest
from django.urls import reverse

from aggregation import services as objecting
from portal.kernel import jobs
from portal.kernel.models import AuditEvent
from portal.web import contributions
from sharing import services
from sharing.models import ReturnParcel
from tests.doors import Door
from tests.people import make_person

from .conftest import terms

pytestmark = pytest.mark.django_db


def page(actor, record):
    return Door("page").client(actor).get(record.get_absolute_url())


def test_the_run_shows_parcels_sums_and_strays(return_run, officer):
    text = page(officer, return_run).content.decode()
    assert all(word in text for word in ("贵安新区大数据局", "522301001", "云岩区大数据发展管理局"))
    assert "GA<" not in text


def test_a_district_sees_its_parcel_and_not_the_run(return_run, parcel, receiver_officer, huaxi_officer):
    assert page(receiver_officer, parcel).status_code == 200
    assert page(receiver_officer, return_run).status_code == 404
    assert page(huaxi_officer, parcel).status_code == 404


def test_the_receiver_learns_what_was_sent_after_it_signed(parcel, unmatched_later, receiver_officer):
    assert parcel.digest not in page(receiver_officer, parcel).content.decode()
    unmatched_later()
    assert parcel.digest in page(receiver_officer, parcel).content.decode()


def test_lists_show_what_one_may_see(return_run, officer, receiver_officer, other_unit_officer):
    for name, expected in (("need", (3, 1, 0)), ("run", (1, 0, 0)), ("parcel", (3, 1, 0))):
        url = reverse(f"sharing:{name}-list")
        people = (officer, receiver_officer, other_unit_officer)
        found = tuple(Door("page").client(p).get(url).context["page"].paginator.count for p in people)
        assert found == expected, name


@pytest.mark.parametrize(
    ("name", "desk", "who", "expected"),
    [
        ("need", "duty", "officer", 3),
        ("need", "own", "receiver_officer", 1),
        ("need", "waiting", "cdo", 0),
        ("parcel", "waiting", "receiver_officer", 1),
        ("parcel", "own", "guian_officer", 1),
        ("parcel", "late", "officer", 0),
    ],
)
def test_desks_narrow_the_lists(return_run, named, name, desk, who, expected):
    answer = Door("page").client(named(who)).get(reverse(f"sharing:{name}-list") + f"?desk={desk}")
    assert answer.context["page"].paginator.count == expected


def test_the_entry_offers_the_next_act(placed, district_officer, return_need, cdo, officer):
    client = Door("page").client
    url = placed.get_absolute_url()
    assert (
        reverse("sharing:need-create", args=[placed.public_id])
        not in client(district_officer).get(url).content.decode()
    )
    services.accept_need(return_need, actor=cdo)
    assert reverse("sharing:run-create", args=[placed.public_id]) in client(officer).get(url).content.decode()


def test_inboxes_hold_needs_until_they_are_decided(return_need, cdo, district_officer):
    page = return_need.get_absolute_url()
    assert page in [item.url for _label, items in contributions.inbox(cdo) for item in items]
    assert page in [item.url for _label, items in contributions.pending(district_officer) for item in items]


def test_a_parcel_waits_for_its_receiver(parcel, receiver_officer, officer):
    links = [item.url for _label, items in contributions.inbox(receiver_officer) for item in items]
    assert parcel.get_absolute_url() in links
    pending = [item.url for _label, items in contributions.pending(officer) for item in items]
    assert parcel.get_absolute_url() in pending


@pytest.mark.parametrize("killed_after", [1, 2])
def test_a_worker_killed_half_way_goes_on_without_duplicates(planned_run, killed_after, monkeypatch):
    """The first attempt ends after some parcels as a killed worker does; the second finds them."""
    keep, kept = services.carrying._keep, []

    def dies(run, need, part, prefixes, **options):
        if len(kept) == killed_after:
            raise KeyboardInterrupt
        kept.append(need)
        keep(run, need, part, prefixes, **options)

    with monkeypatch.context() as patch:
        patch.setattr("sharing.services.carrying._keep", dies)
        with pytest.raises(KeyboardInterrupt):
            jobs.run_inline(planned_run.job)
    assert ReturnParcel.objects.filter(state="cut").count() == killed_after
    type(planned_run.job).objects.update(lease_until="2020-01-01T00:00:00+08:00")
    jobs.run_inline(planned_run.job)
    planned_run.refresh_from_db()
    cuts = AuditEvent.objects.filter(action="sharing.returnparcel.cut").count()
    assert (planned_run.state, ReturnParcel.objects.count(), cuts) == ("complete", 3, 3)


@pytest.fixture
def unmatched_later(parcel, receiver_officer):
    return lambda: services.sign_parcel(parcel, actor=receiver_officer, rows=1, digest="0" * 64)


@pytest.fixture
def contested(placed, city, other_unit_officer, authority_reviewer):
    """A consumer objects to a value of Yunyan's second row, and the authority takes it up."""
    request = services.create_request(placed, actor=other_unit_officer, **terms(items=["监测点编号", "余氯"]))
    services.submit_request(request, actor=other_unit_officer)
    leader = make_person(city.health, "health-leader", "唐总", "cdo")
    services.endorse_request(request, actor=leader)
    services.check_request(request, actor=authority_reviewer)
    claim = {"kind": "error", "row_key": {"监测点编号": "P002"}, "item": "余氯", "text": "与报告不符。"}
    objection = objecting.raise_objection(placed, channel="sharing", actor=other_unit_officer, **claim)
    return objecting.accept_objection(objection, actor=authority_reviewer)


def test_contested_rows_are_flagged_for_their_receiver_alone(
    return_run, parcel, areas, contested, receiver_officer, huaxi_officer
):
    other = return_run.parcels.get(receiver=areas.huaxi)
    for actor, own, is_flagged in ((receiver_officer, parcel, True), (huaxi_officer, other, False)):
        client = Door("page").client(actor)
        assert ("P002" in client.get(own.get_absolute_url()).content.decode()) is is_flagged
        for name in ("sharing:parcel-file", "sharing-parcel-file"):
            answer = client.get(reverse(name, args=[own.public_id]))
            assert ("X-Data-Notice" in answer.headers) is is_flagged
