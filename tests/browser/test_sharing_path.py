"""From a request to granted rows and their end, walked by the people who do it, in Chinese."""

from __future__ import annotations

import csv
from datetime import timedelta
from pathlib import Path

import pytest

from portal.kernel import clock
from sharing.models import Grant, GrantUse
from tests.open_data import load
from tests.people import make_draft, make_person, publish

from .reader import Reader

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NAME = "供水水质监测信息"
ROWS = [
    "P001,520103001,2026-10-01,0.35",
    "P002,520102003,2026-10-02,0.42",
    "P003,520103002,2026-10-04,0.30",
]


@pytest.fixture
def resource(city, officer, cdo, authority_reviewer):
    """Conditional data with area codes."""
    terms = {"sharing_type": "conditional", "sharing_condition": "须说明依据和用途", "area_item": "区县"}
    entry = publish(make_draft(officer, **terms), officer=officer, cdo=cdo, reviewer=authority_reviewer)
    load(entry, ROWS, officer)
    return entry


@pytest.mark.provision("4.1")
@pytest.mark.provision("4.2")
def test_a_request_becomes_a_grant_that_is_used_and_ended(
    sit_down, resource, city, cdo, authority_reviewer, other_unit_officer
):
    clerk = sit_down().sign_in(other_unit_officer)
    ask(clerk, resource)
    leader = sit_down().sign_in(make_person(city.health, "health-cdo", "唐总", "cdo"))
    send_back(leader)
    correct(clerk)
    decide(leader, "Endorse")
    decide(sit_down().sign_in(authority_reviewer), "Pass the conformity check")
    provider = sit_down().sign_in(cdo)
    approve_less(provider)
    use(clerk)
    revoke(provider)
    find_it_ended(clerk)


def ask(clerk: Reader, resource) -> None:
    """From the entry's page to the form, and on to the own CDO."""
    clerk.go(resource.get_absolute_url())
    clerk.follow("Ask for this data")
    clerk.fill("legal_basis", "《中华人民共和国传染病防治法》")
    clerk.fill("purpose", "水源性疾病监测")
    clerk.fill("scenario", "疾控中心每周比对末梢水余氯。")
    for item in ("监测点编号", "区县", "余氯"):
        clerk.choose("items", item)
    clerk.fill("area_prefixes", "520103")
    clerk.fill("ends_on", (clock.today() + timedelta(days=90)).isoformat())
    clerk.choose("delivery", "file")
    clerk.press("Save draft")
    hand_in(clerk)


def hand_in(clerk: Reader) -> None:
    """The page of the move, then its button."""
    clerk.follow("Submit for endorsement")
    clerk.press("Submit for endorsement")
    clerk.sees(clerk.says("Awaiting endorsement"))


def open_from_inbox(reader: Reader) -> None:
    """What waits is in the inbox."""
    reader.go("/inbox/")
    reader.open(NAME)


def send_back(leader: Reader) -> None:
    """The CDO wants the article cited."""
    open_from_inbox(leader)
    leader.unfold("Send back without endorsing")
    leader.page.locator("main [name=opinion]:visible").first.fill("请写明具体条款。")
    leader.press("Send back without endorsing")
    leader.sees("请写明具体条款。")


def correct(clerk: Reader) -> None:
    """The officer reads why, corrects, hands in again."""
    open_from_inbox(clerk)
    clerk.sees("请写明具体条款。")
    clerk.follow("Change the request")
    clerk.fill("legal_basis", "《中华人民共和国传染病防治法》第十八条")
    clerk.press("Save")
    hand_in(clerk)


def decide(reader: Reader, move: str) -> None:
    """Make the first decision that is offered."""
    open_from_inbox(reader)
    reader.unfold(move)
    reader.press(move)
    reader.sees("水源性疾病监测")


def approve_less(provider: Reader) -> None:
    """The provider leaves an item out."""
    open_from_inbox(provider)
    provider.page.locator("main [name=items][value=余氯]").first.uncheck()
    provider.press("Approve sharing")
    provider.sees(provider.says("Sharing approved"))


def use(clerk: Reader) -> None:
    """Exactly the granted items and rows, on the page and as a file; what lies beyond is refused."""
    grant = Grant.objects.get()
    clerk.go(grant.get_absolute_url())
    clerk.follow("See the rows")
    clerk.sees("P003")
    assert "P002" not in clerk.page.content()
    with clerk.page.expect_download() as caught:
        clerk.page.locator("a[href*='rows.csv']").first.click()
    rows = list(csv.reader(Path(caught.value.path()).read_text(encoding="utf-8-sig").splitlines()))
    assert rows == [["监测点编号", "区县"], ["P001", "520103001"], ["P003", "520103002"]]
    clerk.go(f"/sharing/grants/{grant.public_id}/rows/?columns=余氯")
    clerk.sees(clerk.says("The grant does not cover: %(items)s.", items="余氯"))


def revoke(provider: Reader) -> None:
    """The provider sees the uses and the attempt, and ends the grant."""
    provider.go(Grant.objects.get().get_absolute_url())
    provider.sees(provider.says("Use refused"))
    provider.follow("Revoke the grant")
    provider.fill("reason", "超出许可范围查询。")
    provider.press("Revoke the grant")
    provider.sees(provider.says("Revoked"))


def find_it_ended(clerk: Reader) -> None:
    """Nothing after the revocation, and the attempt is on record."""
    clerk.go(f"/sharing/grants/{Grant.objects.get().public_id}/rows/")
    clerk.sees(clerk.says("The grant is not in force: it gives no data."))
    outcomes = list(GrantUse.objects.order_by("pk").values_list("kind", "outcome"))
    assert outcomes[0] == ("page", "served")
    assert outcomes[-2:] == [("page", "refused"), ("page", "refused")]
