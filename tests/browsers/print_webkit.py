"""Prints a page with WebKit into a PDF of A4, as its menu would: its driver has no such command.

Run by the Python of the system, which has the bindings: print_webkit.py ADDRESS FILE.
"""

import sys
from pathlib import Path

import gi

# The versions are chosen before the bindings are imported.
gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import GLib, Gtk, WebKit2  # noqa: E402

_SECONDS = 60
# WebKit takes no margins from styles, but those of its dialog.
_MARGINS = {"top": 18, "bottom": 18, "left": 16, "right": 16}


def main(address: str, file: Path) -> int:
    """Write the PDF; the status is 1 if the page did not get as far in a minute."""
    loop = GLib.MainLoop()
    view = WebKit2.WebView()
    window = Gtk.OffscreenWindow()
    window.set_default_size(1280, 900)
    window.add(view)
    window.show_all()

    def write() -> bool:
        settings = Gtk.PrintSettings()
        settings.set_printer("Print to File")
        settings.set("output-uri", file.as_uri())
        settings.set("output-file-format", "pdf")
        setup = Gtk.PageSetup()
        setup.set_paper_size(Gtk.PaperSize.new(Gtk.PAPER_NAME_A4))
        for side, millimetres in _MARGINS.items():
            getattr(setup, f"set_{side}_margin")(millimetres, Gtk.Unit.MM)
        operation = WebKit2.PrintOperation.new(view)
        operation.set_print_settings(settings)
        operation.set_page_setup(setup)
        operation.connect("finished", lambda *_: loop.quit())
        operation.print_()
        return False

    def changed(_: object, event: WebKit2.LoadEvent) -> None:
        if event == WebKit2.LoadEvent.FINISHED:
            GLib.timeout_add(500, write)

    view.connect("load-changed", changed)
    view.load_uri(address)
    GLib.timeout_add_seconds(_SECONDS, loop.quit)
    loop.run()
    return 0 if file.exists() else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2]).absolute()))
