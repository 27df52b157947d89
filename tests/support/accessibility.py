"""Which rules of accessibility a page breaks, as axe reports them, and what fits no screen."""

from typing import Any

from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Page

from tests.support.browsing import SCREENS

Broken = list[tuple[str, str]]
"""Each rule that is broken, with the beginning of an element that breaks it."""

FOCUS = """async () => {
  const chosen = "a[href], button, input, label[tabindex], [tabindex='0']";
  const unseen = [];
  let count = 0;
  for (const element of document.querySelectorAll(chosen)) {
    if (element.tabIndex < 0 || (element.type === "radio" && !element.checked)) continue;
    element.focus();
    // The search field of a phone opens on focus, a moment later.
    if (element.matches(".md-search__input")) await new Promise((done) => setTimeout(done, 300));
    if (document.activeElement !== element) continue;
    count += 1;
    const shown = element.matches(".md-option") ? element.nextElementSibling : element;
    const style = getComputedStyle(shown);
    const box = shown.getBoundingClientRect();
    const seen =
      style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 &&
      shown.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
      box.width > 0 && box.right > 0 && box.left < innerWidth &&
      box.bottom > 0 && box.top < innerHeight;
    if (!seen) unseen.push(element.outerHTML.slice(0, 90));
  }
  return [count, unseen];
}"""
"""Focuses everything that takes the focus; says how many, and which do not show it."""

_CUT = """() => [...document.querySelectorAll("article, article *")].filter((element) => {
  const overflow = getComputedStyle(element).overflowX;
  const scrolls = (overflow === "auto" || overflow === "scroll") && element.tabIndex === 0;
  return element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 1 &&
    overflow !== "visible" && !scrolls;
}).map((element) => element.outerHTML.slice(0, 90))"""
"""The elements of the article that hide a part of their words."""

_RUN = """async (options) => {
  const results = await axe.run(document, { resultTypes: ["violations"], ...options });
  const broken = results.violations.map((rule) => [rule.id, rule.nodes[0].html.slice(0, 90)]);
  return [results.passes.length, broken];
}"""
_SCHEMES = {"light": "default", "dark": "slate"}
_CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}


def broken_rules(page: Page, least: int = 20) -> Broken:
    """The rules that a page breaks as it is shown, best practices and the size of targets included.

    `least`: so many rules must have had something to look at.
    """
    return _run(page, {"rules": {"target-size": {"enabled": True}}}, least)


def broken_on_every_screen(page: Page) -> dict[tuple[int, str], Broken]:
    """The same for each width and scheme of colours, without opening the page again.

    The scheme changes colours alone, so by night only their contrast is measured. The page needs
    `reduced_motion`, or colours are measured while they change.
    """
    broken = {}
    for width, scheme in SCREENS:
        show(page, width, scheme)
        broken[width, scheme] = (
            _run(page, _CONTRAST, least=1) if scheme == "dark" else broken_rules(page)
        )
        assert _scheme(page) == _SCHEMES[scheme]
    show(page, *SCREENS[0])
    return {screen: rules for screen, rules in broken.items() if rules}


def show(page: Page, width: int, scheme: str) -> None:
    """Give an open page another width in pixels and another scheme of colours."""
    page.set_viewport_size({"width": width, "height": 900})
    # Which a script sets while a page opens; no style asks for the scheme of the system.
    page.evaluate("name => { document.body.dataset.mdColorScheme = name; }", _SCHEMES[scheme])


def too_wide(page: Page, width: int) -> list[int]:
    """The width of the page, where that is more than the width of the screen."""
    scrolled: int = page.evaluate("document.documentElement.scrollWidth")
    return [scrolled] if scrolled > width else []


def cut(page: Page) -> list[object]:
    """What is cut, or how wide the page is where it is too wide, on half of a small screen."""
    page.set_viewport_size({"width": 640, "height": 450})
    return [*too_wide(page, 640), *page.evaluate(_CUT)]


def _scheme(page: Page) -> Any:
    return page.evaluate("document.body.dataset.mdColorScheme")


def _run(page: Page, options: dict[str, Any], least: int) -> Broken:
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_FILE_PATH.read_text(encoding="utf-8"))
    passed, broken = page.evaluate(_RUN, options)
    assert passed + len(broken) >= least, "axe has looked at next to nothing"
    return [(rule, element) for rule, element in broken]
