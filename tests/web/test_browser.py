"""The pages in Chromium: nothing that the content policy refuses, nothing too wide, nothing axe minds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from portal.kernel import jobs
from portal.kernel.models import Job, JobState
from tests.kernel.sample.models import Petition

from .conftest import signed_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SAMPLE_PAGES = ["/styleguide/", "/sample/", "/sample/new/", "/accounts/login/", "/nowhere/"]
#: A signed-in person is sent on from here.
ANYBODYS = {"/accounts/login/"}
Open = Callable[..., Page]


@pytest.fixture
def open_page(browser, live_server, settings, clerk) -> Iterator[Open]:
    """Open an address as the clerk; complaints of the console fail the test."""
    settings.DEMO = True
    settings.SESSION_COOKIE_SECURE = False
    session = signed_in(clerk).cookies["sessionid"].value
    complaints: list[str] = []
    contexts = []

    def open_page(
        address: str, *, width: int = 1440, cookies: dict[str, str] | None = None, **options: Any
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, reduced_motion="reduce", **options
        )
        contexts.append(context)
        signed = {} if address in ANYBODYS else {"sessionid": session}
        wanted = signed | (cookies or {})
        context.add_cookies([{"name": n, "value": v, "url": live_server.url} for n, v in wanted.items()])
        page = context.new_page()
        page.set_default_timeout(30_000)  # on a machine that is busy with other tests
        page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(live_server.url + address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert [c for c in complaints if "status of 4" not in c] == []


def violations(page: Page) -> list[str]:
    """What axe objects to, as rule and first place."""
    found = Axe().run(page).response["violations"]
    return [f"{rule['id']}: {rule['nodes'][0]['html'][:160]}" for rule in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(open_page, scheme):
    found = {address: violations(open_page(address, color_scheme=scheme)) for address in SAMPLE_PAGES}
    assert {address: rules for address, rules in found.items() if rules} == {}


@pytest.mark.parametrize("large", ["0", "1"])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_no_page_is_wider_than_a_phone(open_page, large, language):
    widths = {}
    for address in SAMPLE_PAGES:
        page = open_page(address, width=360, cookies={"large_type": large, "language": language})
        widths[address] = page.evaluate("document.documentElement.scrollWidth")
    assert widths == dict.fromkeys(SAMPLE_PAGES, 360)


def test_the_navigation_opens_on_a_phone_without_javascript(open_page):
    page = open_page("/styleguide/", width=390, java_script_enabled=False)
    entry = page.locator(".side-nav").get_by_text("目录管理")
    assert not entry.is_visible()
    page.get_by_role("button", name="菜单").click()
    assert entry.is_visible()


def test_conditions_are_folded_on_a_phone_and_open_on_a_desk(open_page):
    for width, shown in ((360, False), (1440, True)):
        page = open_page("/sample/", width=width)
        assert page.get_by_label("状态").is_visible() is shown
    page = open_page("/sample/?state=draft", width=360)
    assert page.get_by_label("状态").is_visible()


def test_the_description_of_the_interface_is_drawn(open_page):
    open_page("/api/").locator(".opblock").first.wait_for()


def test_a_form_works_without_javascript_and_keeps_its_answers(open_page):
    page = open_page("/sample/new/", java_script_enabled=False)
    page.get_by_label("编号").fill("12")
    page.get_by_role("button", name="保存").click()
    assert page.get_by_label("编号").input_value() == "12"
    page.locator(".error-summary a").first.click()
    assert page.url.endswith("#id_title")


def test_a_jobs_progress_goes_on_by_itself_until_it_has_ended(open_page, clerk):
    job = jobs.enqueue("sample.fail", {}, actor=clerk)
    page = open_page(f"/jobs/{job.public_id}/")
    page.get_by_text("正在排队").wait_for()
    Job.objects.filter(pk=job.pk).update(state=JobState.FAILED, error="缺少一列")
    page.get_by_text("缺少一列").wait_for()
    assert page.locator("[hx-trigger]").count() == 0


def test_the_density_of_tables_is_switched_and_remembered(open_page):
    Petition.objects.create(title="一件")
    page = open_page("/sample/")
    with page.expect_response(re.compile("preferences")):
        page.get_by_role("button", name="紧凑").click()
    assert page.locator("table.table--compact").count() == 1
    page.reload()
    assert page.locator("table.table--compact").count() == 1


def test_a_message_can_be_put_away(open_page):
    page = open_page("/sample/new/")
    page.get_by_label("标题").fill("新的")
    page.get_by_role("button", name="保存").click()
    page.locator(".toast").get_by_role("button", name="关闭").click()
    assert page.locator(".toast").count() == 0


def test_the_characters_of_a_long_answer_are_counted(open_page):
    page = open_page("/styleguide/")
    area = page.locator("textarea[data-counter]").first
    area.fill("一二三")
    assert page.get_by_text("3 / 500").is_visible()


def test_the_keyboard_reaches_the_content_first(open_page):
    page = open_page("/sample/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")
