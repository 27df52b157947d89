"""Knows how the site is carried by hand and opened without a server; refuses to ask for one."""

import datetime as dt
from html import escape
from pathlib import Path

from deploy.make.mkdocs_build import build
from deploy.make.release import ABOUT, MISSING, making
from deploy.make.release_spec import Order, still
from deploy.make.zip_file import write_zip
from deploy.manifest import Refused, listed
from macros.labels import Labels, load
from macros.settings import data_folder

SITE = "site"
"""The folder of the pages, so that few things lie beside the two that a reader opens."""
_NEEDS_A_SERVER = {MISSING, ABOUT}
_DOOR = """<!doctype html>
<html lang="vi">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="0; url={address}">
<title>{name}</title>
<p><a href="{address}">{words}</a></p>
</html>
"""
_BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""By it the simplest editor of Windows knows that a text is UTF-8."""


def portable(order: Order, target: Path) -> Path:
    """Make `target/<name>.zip`, with one top folder of that name, and return it.

    Raise Refused when the build stops or when it can not be written.
    """
    file = target / f"{order.name}.zip"
    try:
        with making(target) as unfinished:
            site = unfinished / SITE
            build(order, site, as_files=True)
            pages = {
                f"{SITE}/{name}": (site / name).read_bytes()
                for name in listed(site)
                if name not in _NEEDS_A_SERVER
            }
        files = pages | _doors(order, load(order.root / data_folder(order.environment))[0])
        still(order)
        write_zip({f"{order.name}/{name}": one for name, one in files.items()}, file, order.epoch)
    except OSError as error:
        raise Refused(f"{error.filename or target}: {error.strerror}; it is not finished") from None
    except ValueError as error:
        raise Refused(f"{file} can not be made: {error}") from None
    return file


def _doors(order: Order, labels: Labels) -> dict[str, bytes]:
    """What a reader finds first: a text that says what this is, and a page that leads inside."""
    day = dt.date.fromisoformat(order.as_of)
    values = {
        "name": labels.get("site.name"),
        "day": f"{day.day}/{day.month}/{day.year}",
        "version": order.version,
        "commit": order.commit[:12],
    }
    text = labels.get("portable.text").format_map(values)
    door = {
        "address": f"{SITE}/index.html",
        "name": escape(values["name"]),
        "words": escape(labels.get("portable.open")),
    }
    return {
        labels.get("portable.file"): (_BOM + text).replace("\n", "\r\n").encode(),
        "index.html": _DOOR.format_map(door).encode(),
    }
