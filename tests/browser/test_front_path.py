"""Desk, inbox, search and the page about the measure, as an officer and as anybody."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from catalog import services
from tests.people import make_draft, make_person, publish

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def returned_entry(officer, cdo, authority_reviewer):
    entry = make_draft(officer)
    services.submit_entry(entry, actor=officer)
    services.sign_entry(entry, actor=cdo)
    return services.return_entry(entry, actor=authority_reviewer, opinion="请补充监测频次。")


@pytest.mark.provision("1.5")
def test_an_officer_goes_from_desk_to_inbox_to_the_entry(sit_down, returned_entry, officer):
    clerk = sit_down().sign_in(officer)
    clerk.sees("有 1 件事项等待您办理")
    clerk.follow("To the inbox")
    clerk.sees("我等待的事项")
    clerk.page.locator("main [name=late]").check()
    clerk.press("Filter")
    expect(clerk.page.locator("main")).not_to_contain_text("供水水质监测信息")
    clerk.follow("Show all")
    clerk.open("供水水质监测信息")
    clerk.sees("退回修改")


@pytest.mark.provision("1.1")
def test_anybody_reads_the_measure_beside_the_portal(sit_down, db):
    anybody = sit_down()
    anybody.go("/")
    anybody.follow("About the measure")
    anybody.sees("规范公共数据管理，推动数据共享、开放和利用")
    anybody.page.locator(".measure__contents").get_by_role("link", name="4 数据共享").click()
    expect(anybody.page.locator("#p4-4")).to_contain_text("数据回流")
    expect(anybody.page.locator("#p1-6")).to_contain_text("后续落实")
    anybody.follow("All terms")
    anybody.sees("行政机关和公共企事业单位在履行职责或者提供公共服务过程中收集、产生的数据")
    anybody.go("/measure/")
    anybody.follow("Related documents")
    anybody.sees("与办法相关的法律、法规、规章和文件")


@pytest.mark.provision("5.1")
def test_anybody_reads_the_statistics_and_takes_a_chart(sit_down, water_quality):
    anybody = sit_down()
    anybody.go("/")
    anybody.follow("Statistics")
    expect(anybody.page.locator(".figure").filter(has_text="开放数据集").first).to_contain_text("1")
    with anybody.page.expect_download() as taken:
        anybody.page.get_by_role("link", name="下载 CSV").first.click()
    assert taken.value.suggested_filename.endswith(".csv")


@pytest.mark.provision("1.5")
def test_the_search_finds_what_the_searcher_may_see(sit_down, officer, cdo, authority_reviewer, city):
    people = {"officer": officer, "cdo": cdo, "reviewer": authority_reviewer}
    publish(make_draft(officer), **people)
    make_draft(officer, name="供水水质内部草稿")
    clerk = sit_down().sign_in(officer)
    search(clerk, "供水水质")
    clerk.sees("供水水质内部草稿")
    stranger = sit_down().sign_in(make_person(city.health, "health-reader", "读者", "data_officer"))
    search(stranger, "供水水质")
    stranger.sees("供水水质监测信息")
    expect(stranger.page.locator("main")).not_to_contain_text("内部草稿")
    search(stranger, "全然没有的东西")
    stranger.sees("没有找到")


def search(reader, words: str) -> None:
    """Type into the search of the header."""
    reader.go("/search/")
    reader.page.locator("main [name=q]").fill(words)
    reader.page.locator("main [name=q]").press("Enter")
