"""From a stated need to its delivery: matched, declined, assigned anew, hastened, delivered, confirmed."""

from __future__ import annotations

import pytest

from tests.people import make_person

from .reader import Reader

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NEED = "末梢水水质监测结果"


@pytest.mark.provision("1.5")
def test_a_need_is_followed_to_its_delivery(
    sit_down, published, city, officer, other_unit_officer, authority_reviewer
):
    chief = make_person(city.health, "health-cdo", "唐总", "cdo")
    asker = make_person(city.district_health, "asker", "刘医", "data_officer")
    user, manager = sit_down().sign_in(asker), sit_down().sign_in(authority_reviewer)
    state(user)
    assign(manager, "贵阳市卫生健康局")
    decline(sit_down().sign_in(chief))
    assign(manager, "贵阳市水务管理局")
    hasten(user)
    deliver(sit_down().sign_in(officer))
    confirm(user)


def state(user: Reader) -> None:
    """The data officer of a district's unit says what is needed."""
    user.follow("Data dispatch")
    user.follow("State a data need")
    user.fill("title", NEED)
    user.fill("content", "余氯、浑浊度，按监测点和日期，每月更新。")
    user.fill("purpose", "水源性疾病监测预警")
    user.press("Hand in the need")
    user.fill("legal_basis", "《中华人民共和国传染病防治法》第四十二条")
    user.fill("wished_by", "2099-01-31")
    user.press("Hand in the need")
    user.sees(user.says("Awaiting assignment"))


def assign(manager: Reader, unit: str) -> None:
    """The authority sees what the catalog holds, and chooses who answers."""
    open_it(manager)
    manager.follow("Assign to a responder")
    manager.sees("供水水质监测信息")
    manager.page.locator("main [name=responder]").select_option(label=unit)
    manager.press("Assign to a responder")
    manager.sees(manager.says("Awaiting acceptance"))


def open_it(reader: Reader) -> None:
    """From the list of dispatches."""
    reader.go("/dispatch/")
    reader.open(NEED)


def decline(chief: Reader) -> None:
    """The chief data officer of the wrong unit declines with reasons."""
    chief.go("/inbox/")
    chief.open(NEED)
    chief.follow("Decline the dispatch")
    chief.fill("opinion", "水质监测由水务部门负责，建议调度至市水务管理局。")
    chief.press("Decline the dispatch")
    chief.sees(chief.says("Awaiting assignment"))


def hasten(user: Reader) -> None:
    """Once a day is enough: afterwards the button is gone."""
    open_it(user)
    user.follow("Hasten the answer")
    user.press("Hasten")
    user.sees("已催办1次")
    assert not user.page.get_by_role("link", name=user.says("Hasten the answer"), exact=True).count()


def deliver(clerk: Reader) -> None:
    """The right unit accepts and names its catalog entry."""
    clerk.go("/inbox/")
    clerk.open(NEED)
    clerk.follow("Accept the dispatch")
    clerk.press("Accept the dispatch")
    clerk.follow("Report the delivery")
    clerk.fill("delivery", "已编目发布，可无条件共享。")
    clerk.page.locator("main [name=subject]").select_option(index=1)
    clerk.press("Report the delivery")
    clerk.sees(clerk.says("Awaiting confirmation"))


def confirm(user: Reader) -> None:
    """Who stated it finds the entry and closes the dispatch."""
    open_it(user)
    user.sees("供水水质监测信息")
    user.follow("Confirm and close")
    user.press("Confirm and close")
    user.sees(user.says("Closed"))
