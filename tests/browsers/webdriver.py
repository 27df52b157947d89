"""A window of Chromium, Firefox or WebKit, driven by the commands of W3C WebDriver.

Chromium and WebKit bring a driver that speaks HTTP. Debian has none for Firefox, which itself takes
the same commands over a socket, by the protocol Marionette.
"""

import json
import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

MINI_BROWSER = "/usr/lib/*/webkit2gtk-4.1/MiniBrowser"
"""Where Debian has the browser that WebKit's driver starts."""
KEYS = {"Tab": "\ue004", "Enter": "\ue007", "Shift": "\ue008", "Escape": "\ue00c", "Space": " "}
KEYS |= {"ArrowUp": "\ue013", "ArrowDown": "\ue015", "Control": "\ue009"}
_WAIT = 30.0
"""So many seconds a browser has to start, and a page to do what is waited for."""


class DriverError(Exception):
    """A driver refused a command."""


class Driver(Protocol):
    """Carries out commands of WebDriver."""

    def call(self, command: str, **parameters: Any) -> Any:
        """The result of a command, by its name in Marionette without `WebDriver:`."""

    def quit(self) -> None:
        """Close the browser."""


class HttpDriver:
    """A driver that speaks HTTP, as chromedriver and WebKitWebDriver do."""

    _PATHS: Mapping[str, tuple[str, str]] = {
        "Navigate": ("POST", "url"),
        "GetCurrentURL": ("GET", "url"),
        "Back": ("POST", "back"),
        "ExecuteScript": ("POST", "execute/sync"),
        "PerformActions": ("POST", "actions"),
        "ReleaseActions": ("DELETE", "actions"),
        "SetWindowRect": ("POST", "window/rect"),
        "TakeScreenshot": ("GET", "screenshot"),
        "Print": ("POST", "print"),
        "Cdp": ("POST", "goog/cdp/execute"),
    }

    def __init__(self, command: list[str], port: int, capabilities: Mapping[str, Any]) -> None:
        self._process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self._address = f"http://127.0.0.1:{port}/session"
        _wait_for_port(port)
        session = self._request("POST", "", {"capabilities": {"alwaysMatch": capabilities}})
        self._address += f"/{session['sessionId']}"

    def _request(self, method: str, path: str, body: object = None) -> Any:
        data = None if method != "POST" else json.dumps(body).encode()
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(self._address + path, data, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise DriverError(error.read().decode()[:500]) from error

    def call(self, command: str, **parameters: Any) -> Any:
        """The result of a command. Raise DriverError if it is refused."""
        method, path = self._PATHS[command]
        return self._request(method, f"/{path}", parameters)

    def quit(self) -> None:
        """Close the browser and its driver."""
        try:
            self._request("DELETE", "")
        finally:
            self._process.terminate()
            self._process.wait()


class MarionetteDriver:
    """Firefox, which takes the commands of WebDriver over a socket."""

    def __init__(self, command: list[str], port: int) -> None:
        self._process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        _wait_for_port(port)
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=120)
        self._stream = self._socket.makefile("rb")
        self._count = 0
        self._read()
        self.call("NewSession", capabilities={"alwaysMatch": {}})

    def _read(self) -> Any:
        """A message: its length in bytes, a colon, and JSON."""
        length = b""
        while (byte := self._stream.read(1)) != b":":
            length += byte
        return json.loads(self._stream.read(int(length)))

    def call(self, command: str, **parameters: Any) -> Any:
        """The result of a command. Raise DriverError if it is refused."""
        self._count += 1
        name = command if ":" in command else f"WebDriver:{command}"
        message = json.dumps([0, self._count, name, parameters]).encode()
        self._socket.sendall(f"{len(message)}:".encode() + message)
        _, _, error, result = self._read()
        if error:
            raise DriverError(json.dumps(error)[:500])
        is_value = isinstance(result, dict) and result.keys() == {"value"}
        return result["value"] if is_value else result

    def quit(self) -> None:
        """Close the browser."""
        try:
            self.call("Marionette:Quit", flags=["eForceQuit"])
        finally:
            self._socket.close()
            self._process.wait(_WAIT)


def chromium(folder: Path) -> Driver:
    """Debian's Chromium, without a window on a screen."""
    arguments = ["--headless=new", "--no-sandbox", f"--user-data-dir={folder}", "--lang=en"]
    binary = shutil.which("chromium")
    port = _free_port()
    options = {"goog:chromeOptions": {"args": arguments, "binary": binary}}
    return HttpDriver(["chromedriver", f"--port={port}"], port, options)


def firefox(folder: Path) -> Driver:
    """Debian's Firefox, without a window on a screen."""
    port = _free_port()
    choices = {"marionette.port": port, "intl.accept_languages": "en", "app.update.enabled": False}
    lines = [
        f"user_pref({json.dumps(key)}, {json.dumps(value)});" for key, value in choices.items()
    ]
    (folder / "user.js").write_text("\n".join(lines), encoding="utf-8")
    command = ["firefox-esr", "--headless", "--marionette", "--no-remote", "--profile", str(folder)]
    return MarionetteDriver(command, port)


def webkit(folder: Path) -> Driver:
    """WebKit in the small browser that comes with it; it needs a screen, if only a virtual one."""
    port = _free_port()
    (binary,) = Path("/").glob(MINI_BROWSER.removeprefix("/"))
    options = {"webkitgtk:browserOptions": {"binary": str(binary), "args": ["--automation"]}}
    os.environ["XDG_DATA_HOME"] = str(folder)
    return HttpDriver(["WebKitWebDriver", f"--port={port}"], port, options)


ENGINES = {"chromium": chromium, "firefox": firefox, "webkit": webkit}
"""The browsers by their names, each with what starts it in an empty folder."""


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def _wait_for_port(port: int) -> None:
    end = time.monotonic() + _WAIT
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
