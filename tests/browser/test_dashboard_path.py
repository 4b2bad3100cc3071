"""The chief data officer, the authority and an inspector at their dashboards, on live figures."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from catalog import services
from portal.kernel import clock
from tests.open_data import SAMPLES, load
from tests.people import make_draft, make_person, publish

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def at_work(officer, cdo, authority_reviewer):
    """Two entries published two months ago, one of them mounted; a third one waits for the signature."""
    people = {"officer": officer, "cdo": cdo, "reviewer": authority_reviewer}
    with clock.set_to(clock.now() - timedelta(days=60)):
        mounted = publish(make_draft(officer), **people)
        publish(make_draft(officer, name="供水管网压力信息"), **people)
        load(mounted, SAMPLES, officer)
    services.submit_entry(make_draft(officer, name="二次供水设施信息"), actor=officer)


@pytest.mark.provision("1.5")
def test_each_sees_the_figures_of_their_own_reach(
    sit_down, at_work, cdo, other_unit_officer, authority_reviewer, inspector, city
):
    chief = sit_down().sign_in(cdo)
    read_own_dashboard(chief)
    sign_what_waits(chief)
    stranger = sit_down().sign_in(other_unit_officer)
    answer = stranger.page.goto(f"{stranger.base}/dashboard/{city.water.public_id}/")
    assert answer.status == 403
    stranger.sees("贵阳市水务管理局的看板供其首席数据官")
    compare_units(sit_down().sign_in(authority_reviewer))
    watcher = sit_down().sign_in(inspector)
    watcher.follow("City's dashboard")
    expect(watcher.page.locator(".figure").filter(has_text="挂接率")).to_contain_text("50.0%")


def read_own_dashboard(chief) -> None:
    """The mounting rate with its course, the months as a table, and the way to the evidence."""
    chief.follow("Dashboard")
    figure = chief.page.locator(".figure").filter(has_text="挂接率")
    expect(figure).to_contain_text("50.0%")
    expect(figure).to_contain_text("全市 50.0%")
    expect(figure.locator(".trend rect")).to_have_count(7)
    late = chief.page.locator(".panel--stop").filter(has_text="逾期未挂接")
    expect(late).to_contain_text("供水管网压力信息")
    chief.unfold("Figures by month")
    chief.sees(f"{clock.today():%Y-%m-%d}")
    figure.click()
    chief.sees("供水水质监测信息")


def sign_what_waits(chief) -> None:
    """From the dashboard to the decision; the count in the navigation follows at once."""
    chief.follow("Dashboard")
    chief.open("二次供水设施信息")
    chief.press("Sign")
    chief.go("/dashboard/")
    expect(chief.page.locator("main")).not_to_contain_text("二次供水设施信息")


def compare_units(reviewer) -> None:
    """The units of the jurisdiction by one figure, and from there to a unit's dashboard."""
    reviewer.follow("City's dashboard")
    reviewer.follow("Compare units")
    row = reviewer.page.locator("tr").filter(has_text="贵阳市水务管理局")
    expect(row).to_contain_text("50.0%")
    row.get_by_role("link").click()
    reviewer.sees("首席数据官看板：贵阳市水务管理局")


@pytest.mark.provision("9.1")
def test_the_authority_sets_a_new_version_of_a_rule(sit_down, authority_reviewer, city):
    reviewer = sit_down().sign_in(authority_reviewer)
    reviewer.follow("Rules in force")
    reviewer.open("数据主管部门审核已审签目录的时限")
    reviewer.follow("Set a new version")
    reviewer.fill("value", "5")
    reviewer.fill("effective_from", f"{clock.today():%Y-%m-%d}")
    reviewer.fill("source", "修订后的办法第十二条")
    reviewer.fill("reason", "审核时限放宽")
    reviewer.press("Set the version")
    reviewer.sees("新版本应当自今天以后的日期起施行")
    reviewer.fill("effective_from", f"{clock.today() + timedelta(days=10):%Y-%m-%d}")
    reviewer.press("Set the version")
    reviewer.sees("待施行")
    anybody = sit_down()
    anybody.go("/rules/")
    anybody.sees("调整日期")


@pytest.mark.provision("1.5")
def test_a_person_without_a_units_dashboard_has_no_menu_entry_for_it(sit_down, city):
    administrator = make_person(city.water, "water-admin", "管理员", "system_administrator")
    reader = sit_down().sign_in(administrator)
    expect(reader.page.get_by_role("link", name="首席数据官看板", exact=True)).to_have_count(0)
