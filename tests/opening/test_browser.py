"""The public pages in Chromium: without JavaScript, with it, on a phone, and as axe sees them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

#: What a citizen meets without an account.
PAGES = ("/", "/data/?q=水", "/data/?q=火星", "/data/demands/", "/data/demands/new/", "/data/objections/")
PAGES += ("/statistics/", "/operation/", "/measure/", "/accounts/login/", "/accounts/signup/")


@pytest.fixture
def open_page(browser, live_server) -> Iterator[Callable[..., Page]]:
    """A visitor opens an address; complaints of the console fail the test."""
    complaints: list[str] = []
    contexts = []

    def open_page(address: str, *, language: str = "zh-hans", width: int = 1440, **options: object) -> Page:
        size = {"width": width, "height": 900}
        contexts.append(browser.new_context(viewport=size, reduced_motion="reduce", **options))
        contexts[-1].add_cookies([{"name": "language", "value": language, "url": live_server.url}])
        page = contexts[-1].new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.goto(live_server.url + address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.mark.parametrize("javascript", [True, False])
def test_a_visitor_narrows_the_preview(open_page, water_quality, javascript):
    page = open_page(water_quality.get_absolute_url(), java_script_enabled=javascript)
    page.get_by_label("区县", exact=True).first.select_option("云岩区")
    page.get_by_role("button", name="显示", exact=True).click()
    expect(page.locator(".preview__table tbody tr")).to_have_count(2)
    assert page.url.partition("#")[0].endswith("?%E5%8C%BA%E5%8E%BF=%E4%BA%91%E5%B2%A9%E5%8C%BA")


def test_a_visitor_draws_another_chart_without_losing_the_rows(open_page, water_quality):
    page = open_page(f"{water_quality.get_absolute_url()}?区县=云岩区")
    page.locator("#chart-item").select_option("区县")
    page.locator("#chart-measure").select_option("avg:余氯")
    expect(page.locator("#chart .chart__title")).to_contain_text("余氯平均值")
    expect(page.locator(".preview__table tbody tr")).to_have_count(2)


@pytest.mark.parametrize(
    ("language", "width", "scheme"),
    [("zh-hans", 1440, "light"), ("zh-hans", 390, "dark"), ("en", 390, "light")],
)
def test_axe_minds_nothing_and_nothing_is_too_wide(open_page, library, promised, language, width, scheme):
    records = (library[0].get_absolute_url(), promised.get_absolute_url())
    for address in (*PAGES, *records, f"{records[0]}object/"):
        page = open_page(address, language=language, width=width, color_scheme=scheme)
        found = Axe().run(page).response["violations"]
        assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in found] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
