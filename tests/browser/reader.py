"""A person in front of a browser: signs in, follows links by their words, fills forms by their labels."""

from __future__ import annotations

from pathlib import Path

from django.utils import translation
from django.utils.translation import gettext
from playwright.sync_api import Browser, Locator, Page, expect

from portal.kernel.actor import Actor
from tests.people import PASSWORD

#: Milliseconds that a page may take on a machine that is busy with other tests.
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)


class Reader:
    """One browser window of its own, in one language."""

    def __init__(self, browser: Browser, base: str, language: str) -> None:
        self.base, self.language = base, language
        self.context = browser.new_context(viewport={"width": 1440, "height": 900})
        self.context.add_cookies([{"name": "language", "value": language, "url": base}])
        self.context.set_default_timeout(PATIENCE)
        self.page: Page = self.context.new_page()
        self.errors: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda said: self._listen(said.type, said.text))

    def says(self, message: str, **values: object) -> str:
        """The interface's message in this reader's language."""
        with translation.override(self.language):
            return gettext(message) % values if values else gettext(message)

    def go(self, path: str) -> Page:
        """Type an address."""
        self.page.goto(self.base + path)
        return self.page

    def sign_in(self, actor: Actor, at: str = "/desk/") -> Reader:
        """Sign in through the form; a citizen arrives ``at`` the home page."""
        self.go("/accounts/login/")
        assert actor.user is not None
        self.page.locator("[name=login]").fill(actor.user.username)
        self.page.locator("[name=password]").fill(PASSWORD)
        self._turn(self.page.locator("main button[type=submit]"))
        expect(self.page).to_have_url(f"{self.base}{at}")
        return self

    def follow(self, message: str) -> None:
        """Click the link that says this."""
        self._turn(self.page.get_by_role("link", name=self.says(message), exact=True))

    def open(self, title: str) -> None:
        """Click the link to a record of this title."""
        self._turn(self.page.locator("main").get_by_role("link", name=title))

    def press(self, message: str, **values: object) -> None:
        """Press the button that says this."""
        words = self.says(message, **values)
        self._turn(self.page.locator("main").get_by_role("button", name=words, exact=True))

    def unfold(self, message: str) -> None:
        """Open the part of the page under this heading, if it is closed."""
        summary = self.page.locator("summary", has_text=self.says(message))
        part = self.page.locator("details").filter(has=summary).first
        expect(part).to_be_attached()
        if part.get_attribute("open") is None:
            part.locator("summary").first.click()

    def fill(self, name: str, value: str) -> None:
        """Fill the field of this name."""
        self.page.locator(f"main [name={name}]:visible").first.fill(value)

    def choose(self, name: str, value: str) -> None:
        """Tick or select this value."""
        field = self.page.locator(f"main [name={name}]").first
        if field.evaluate("element => element.tagName") == "SELECT":
            field.select_option(value)
        else:
            self.page.locator(f"main [name={name}][value='{value}']").check()

    def attach(self, path: Path) -> None:
        """Choose a file."""
        self.page.locator("main [type=file]").set_input_files(path)

    def sees(self, text: str) -> Locator:
        """Wait until this is somewhere in the page."""
        found = self.page.locator("body").get_by_text(text).first
        expect(found).to_be_visible()
        return found

    def photograph(self, name: str) -> None:
        """Keep how the window looks at the end."""
        folder = Path("build") / "screenshots"
        self.page.screenshot(path=folder / f"{name}.png", full_page=True)

    def leave(self) -> None:
        """Close the window; nothing may have gone wrong in it."""
        self.context.close()
        assert not self.errors, self.errors

    def _turn(self, opener: Locator) -> None:
        """Click what leads to another page and wait for that page, all of it.

        Whoever reads or types right after a mere click may still have the old page, or half the new one.
        """
        with self.page.expect_navigation(wait_until="load"):
            opener.first.click()

    def _listen(self, kind: str, text: str) -> None:
        if kind == "error" and "status of 4" not in text:
            self.errors.append(text)
