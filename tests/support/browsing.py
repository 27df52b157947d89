"""Serves a site on this machine and opens it in Chromium, as a reader would."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Page,
    Route,
    ViewportSize,
)

from deploy.make.chromium import launched_chromium
from deploy.make.chromium import served_folder as served

__all__ = ["SCREENS", "Reader", "fill_day", "launched", "served", "shown_day"]

SCREENS = ((1280, "light"), (1280, "dark"), (390, "light"), (390, "dark"))
"""A desk and a phone, by day and by night."""


@contextmanager
def launched() -> Iterator[Browser]:
    """The system's Chromium, or the one Playwright brought.

    Rather the one without a user interface: a new window costs it a quarter of the processor time.
    """
    # Precise figures of memory are for what is measured, not for what is tested.
    options = ["--enable-precise-memory-info"]
    with launched_chromium("chromium-headless-shell", options) as browser:
        yield browser


def fill_day(page: Page, date: int, month: int, year: int) -> None:
    """Enter a day into the three fields of a view, and take it with Enter."""
    for name, value in (("Ngày", date), ("Tháng", month), ("Năm", year)):
        page.get_by_role("textbox", name=name, exact=True).fill(str(value))
    page.keyboard.press("Enter")


def shown_day(page: Page) -> str:
    """What the three fields say: `11/3/2024`."""
    fields = page.locator(".asof__field input").all()
    return "/".join(field.input_value() for field in fields)


class Reader:
    """A browser window that notes errors and every request that would leave the site."""

    def __init__(
        self,
        browser: Browser,
        address: str,
        width: int = 1280,
        scheme: str = "light",
        height: int = 900,
        **options: Any,
    ) -> None:
        self.address = address
        self.has_scripts = options.get("java_script_enabled", True)
        self.errors: list[str] = []
        self.foreign: list[str] = []
        view: ViewportSize = {"width": width, "height": height}
        dark: Any = scheme
        context = browser.new_context(viewport=view, color_scheme=dark, **options)
        context.route("**/*", self._route)
        self.page: Page = context.new_page()
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", self._console)

    def _console(self, line: ConsoleMessage) -> None:
        if line.type == "error":
            self.errors.append(line.text)

    def _route(self, route: Route) -> None:
        if route.request.url.startswith((self.address, "data:", "blob:")):
            route.continue_()
        else:
            self.foreign.append(route.request.url)
            route.abort()

    def open(self, path: str) -> Page:
        """Open a page of the site, and wait until its scripts have done their work."""
        self.page.goto(self.address + path)
        if self.has_scripts:
            self.page.locator("html[data-ready]").wait_for(state="attached")
        return self.page
