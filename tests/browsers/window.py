"""What a reader does in a browser window, and what he meets there: by roles and names."""

import time
from pathlib import Path
from typing import Any

from tests.browsers.webdriver import KEYS, Driver, DriverError

FIND = (Path(__file__).with_name("find.js")).read_text(encoding="utf-8")
_PATIENCE = 20.0


class Window:
    """The window of a browser."""

    def __init__(self, engine: str, driver: Driver) -> None:
        self.engine = engine
        self._driver = driver

    def open(self, address: str) -> None:
        """Open a page, and wait until its scripts have done their work, if it has any."""
        self._driver.call("Navigate", url=address)
        self.wait("return document.readyState === 'complete'", True)
        self.wait(
            "const is = document.documentElement.classList.contains('scripted');"
            "return !is || 'ready' in document.documentElement.dataset",
            True,
        )

    def resize(self, width: int, height: int = 900) -> None:
        """Give the page so many pixels, beside what the window itself takes."""
        for _ in range(2):
            extra = self.script("return [outerWidth - innerWidth, outerHeight - innerHeight]")
            self._driver.call(
                "SetWindowRect", x=0, y=0, width=width + extra[0], height=height + extra[1]
            )

    def script(self, text: str, *arguments: object) -> Any:
        """What a script returns, run in the page."""
        return self._driver.call("ExecuteScript", script=text, args=list(arguments))

    def wait(self, script: str, expected: object, *arguments: object) -> None:
        """Wait until a script returns a value. Raise AssertionError with the last one if not."""
        end = time.monotonic() + _PATIENCE
        value: object = None
        while time.monotonic() < end:
            try:
                value = self.script(script, *arguments)
            except DriverError as error:  # between two pages
                value = str(error)
            if value == expected:
                return
            time.sleep(0.1)
        assert value == expected, f"{self.engine}: {script}"

    def names(self, role: str) -> list[str]:
        """The names of all visible elements of a role, in their order."""
        found: list[str] = self.script(f"{FIND} return named(arguments[0]).map(nameOf)", role)
        return found

    def press(self, *keys: str) -> None:
        """Press keys one after the other; `Shift+Tab` holds one down."""
        for key in keys:
            *held, last = key.split("+") if len(key) > 1 else [key]
            chain = [KEYS.get(name, name) for name in held]
            pressed = KEYS.get(last, last)
            actions = [{"type": "keyDown", "value": name} for name in [*chain, pressed]]
            actions += [{"type": "keyUp", "value": name} for name in [pressed, *reversed(chain)]]
            source = {"type": "key", "id": "keys", "actions": actions}
            self._driver.call("PerformActions", actions=[source])

    def type(self, text: str) -> None:
        """Type a text into what has the focus."""
        self.press(*text)

    def click(self, role: str, name: str) -> None:
        """Click with the mouse on the first visible element of a role whose name begins so."""
        element = self.script(
            f"{FIND} const found = named(arguments[0]).find((one) => nameOf(one).startsWith("
            "arguments[1])); return found",
            role,
            name,
        )
        assert element, f"{self.engine}: no {role} {name}: {self.names(role)}"
        self._click(element)

    def click_on(self, selector: str) -> None:
        """Click with the mouse on the first element for a selector."""
        self._click(self.script("return document.querySelector(arguments[0])", selector))

    def _click(self, element: object) -> None:
        """Not by its element, which WebKit does not take where it is one of a drawing."""
        place = self.script(
            "arguments[0].scrollIntoView({block: 'center', behavior: 'instant'});"
            "const {x, y, width, height} = arguments[0].getBoundingClientRect();"
            "return [Math.round(x + width / 2), Math.round(y + height / 2)]",
            element,
        )
        move = {"type": "pointerMove", "x": place[0], "y": place[1], "duration": 0}
        actions = [move, {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
        source = {"type": "pointer", "id": "mouse", "actions": actions}
        self._driver.call("PerformActions", actions=[source])

    def focused(self) -> str:
        """Role and name of what has the focus, `link Trang đầu`; empty for the page itself."""
        found: str = self.script(f"{FIND} return describe(document.activeElement)")
        return found

    def print_page(self) -> str:
        """The page as a PDF of A4, in base64. Raise DriverError where the driver prints none."""
        page = {"width": 21.0, "height": 29.7}
        margin = dict.fromkeys(("top", "bottom", "left", "right"), 0.0)
        options = {"page": page, "background": False, "shrinkToFit": False, "margin": margin}
        pdf: str = self._driver.call("Print", **options)
        return pdf

    def words_for_print(self) -> str:
        """The text that the page has on paper; Chromium alone tells it without printing."""
        self._driver.call("Cdp", cmd="Emulation.setEmulatedMedia", params={"media": "print"})
        text: str = self.script("return document.body.innerText")
        self._driver.call("Cdp", cmd="Emulation.setEmulatedMedia", params={"media": ""})
        return text
