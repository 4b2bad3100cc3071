"""A citizen asks for data: the authority hands it on, a neighbor supports it, the unit promises and opens."""

from __future__ import annotations

from datetime import timedelta

import pytest

from opening.models import OpenDemand
from portal.kernel import clock
from tests.demands import WISH

from .reader import Reader

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PROMISE = "已编入目录，将按月公布。"


@pytest.mark.provision("5.2")
def test_a_demand_is_filed_supported_promised_and_opened(
    sit_down, water_quality, citizen, neighbor, officer, authority_reviewer
):
    asker = sit_down().sign_in(citizen, at="/")
    file(asker)
    demand = OpenDemand.objects.get()
    anybody = sit_down()
    assert anybody.page.request.get(anybody.base + demand.get_absolute_url()).status == 404
    hand_on(sit_down().sign_in(authority_reviewer), demand)
    support(sit_down().sign_in(neighbor, at="/"), demand)
    clerk = sit_down().sign_in(officer)
    promise(clerk, demand)
    is_answered_in_public(anybody, demand)
    open_data(clerk, demand, water_quality)
    leads_to_the_data(anybody, demand, water_quality)


def file(asker: Reader) -> None:
    """What is missing is said; what was written stays; afterwards the asker finds the own demand."""
    asker.follow("Open data demands")
    asker.follow("File a demand")
    for name in ("title", "text", "scenario"):
        asker.fill(name, WISH[name])
    asker.choose("reasons", "livelihood")
    asker.press("File the demand")
    assert asker.page.locator("[role=alert] a[href='#id_theme']").count() == 1
    assert asker.page.locator("main [name=text]").input_value() == WISH["text"]
    asker.choose("theme", WISH["theme"])
    asker.press("File the demand")
    asker.sees(asker.says("The demand was filed. You can follow it here."))
    asker.follow("Open data demands")
    asker.sees(asker.says("Demands I filed"))


def hand_on(reviewer: Reader, demand: OpenDemand) -> None:
    """From the inbox of the authority to the unit that holds the data."""
    reviewer.go("/inbox/")
    reviewer.open(demand.title)
    reviewer.follow("Hand to a unit")
    reviewer.page.locator("main [name=unit]").select_option(label="贵阳市水务管理局")
    reviewer.press("Hand to a unit")
    reviewer.sees(reviewer.says("The unit is to answer in public."))


def support(neighbor: Reader, demand: OpenDemand) -> None:
    """Found by a word, supported once, without the name of whoever asked."""
    neighbor.go("/data/demands/?q=末梢水")
    neighbor.open(demand.title)
    assert "市民" not in neighbor.page.locator("main").inner_text()
    neighbor.press("Support the demand")
    neighbor.sees(neighbor.says("You support this demand."))
    neighbor.sees(neighbor.says("Supported by %(number)s", number=1))


def promise(clerk: Reader, demand: OpenDemand) -> None:
    """The unit answers by when; a day in the past is refused."""
    clerk.go("/inbox/")
    clerk.open(demand.title)
    clerk.follow("Promise to open")
    clerk.fill("answer", PROMISE)
    clerk.fill("promised_on", "2020-01-31")
    clerk.press("Promise to open")
    clerk.sees(clerk.says("The promised day is in the past."))
    clerk.fill("promised_on", f"{clock.today() + timedelta(days=30):%Y-%m-%d}")
    clerk.press("Promise to open")
    clerk.sees(clerk.says("The unit is to open the data."))


def is_answered_in_public(anybody: Reader, demand: OpenDemand) -> None:
    """Without an account, with who opens it by when."""
    anybody.go(demand.get_absolute_url())
    anybody.sees(PROMISE)
    anybody.sees(f"{clock.today() + timedelta(days=30):%Y-%m-%d}")
    anybody.sees(anybody.says("Sign in to support it"))


def open_data(clerk: Reader, demand: OpenDemand, dataset) -> None:
    """The open dataset is linked, and nothing waits any more."""
    clerk.go(demand.get_absolute_url())
    clerk.follow("Link the open dataset")
    clerk.choose("dataset", str(dataset.pk))
    clerk.press("Link the open dataset")
    clerk.sees(clerk.says("This data is open now:"))


def leads_to_the_data(anybody: Reader, demand: OpenDemand, dataset) -> None:
    """From the demand to the rows."""
    anybody.go(demand.get_absolute_url())
    anybody.open(dataset.name)
    anybody.page.wait_for_url(f"**{dataset.get_absolute_url()}")
    anybody.sees(anybody.says("Preview"))
