"""The styles and scripts that pages load: joined, small, and with fingerprints in their names."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from hashlib import sha256
from pathlib import PurePosixPath
from urllib.parse import unquote

import rcssmin
import rjsmin

ASSETS_FOLDER = "assets/"
"""Where the styles and scripts of the theme and ours lie, within the site."""
JOINED: Mapping[str, tuple[str, ...]] = {
    # In this order: ours after the theme's, which they change.
    "style.css": (
        *("stylesheets/main.*.min.css", "stylesheets/palette.*.min.css"),
        *("site.css", "views.css", "search.css", "learning.css", "glossary.css"),
    ),
    "theme.js": ("theme.js",),
    # Before the theme's own script, which asks for the worker.
    "search.js": ("search.js",),
    "bundle.js": ("javascripts/bundle.*.min.js",),
    "script.js": (
        *("spelling.js", "tables.js", "marks.js", "notes.js", "path.js", "menu.js", "map.js"),
        *("home.js", "glossary.js"),
    ),
    # What only some pages need.
    "days.js": ("days.js",),
    "handbook.css": ("handbook.css",),
    "handbook.js": ("handbook.js",),
    "selfcheck.css": ("selfcheck.css",),
    "selfcheck.js": ("selfcheck.js",),
    "moved.js": ("moved.js",),
}
"""What is served, and of which files it is made."""
_PARTS = ("typing", "lexicon", "readings", "texts", "ranking", "hits", "messages")
ENGINE = ("spelling.js", *(f"search/{name}.js" for name in _PARTS))
"""The parts of the search engine that runs in the browser, each needing those before it."""
_MAP = re.compile(r"^(?://|/\*)# sourceMappingURL=.*$", re.MULTILINE)
_ICON = re.compile(r'--md-([\w-]+):url\("data:image/svg\+xml;charset=utf-8,([^"]*)"\)')


@dataclass(frozen=True)
class Asset:
    """One file as it is served."""

    name: str
    """What templates call it: `style.css`, `search/engine.js`."""
    uri: str
    """Where it lies in the site: its name holds a fingerprint of its text, for ever its own."""
    text: str


def asset(name: str, text: str, folder: str = ASSETS_FOLDER) -> Asset:
    """A file whose address changes with its text, so that a browser may keep it for ever."""
    path = PurePosixPath(folder, name)
    fingerprint = sha256(text.encode()).hexdigest()[:8]
    return Asset(name, str(path.with_suffix(f".{fingerprint}{path.suffix}")), text)


def assets(files: Mapping[str, str], *, icons_apart: bool) -> Iterator[Asset]:
    """Everything that pages load; `files` are its parts by their paths within `assets/`.

    The theme has its icons in its style as `data:` addresses, which a strict policy forbids; they
    become files. Not so where pages are opened as files: there a browser forbids the files.
    Raise KeyError when a part is missing: the theme has changed.
    """
    for name, parts in JOINED.items():
        text = "".join(_MAP.sub("", _text(files, part)) for part in parts)
        if icons_apart and name.endswith(".css"):
            yield from map(_icon, _ICON.finditer(text))
            text = _ICON.sub(_pointer, text)
        yield asset(name, text)
    yield engine(files)


def engine(files: Mapping[str, str]) -> Asset:
    """The script of the search engine: it runs as a worker, or in a page opened as a file."""
    return asset("search/engine.js", "".join(_text(files, part) for part in ENGINE), folder="")


def _text(files: Mapping[str, str], pattern: str) -> str:
    """A part, without comments and blanks; the theme's are without them already."""
    (name,) = [path for path in files if fnmatch(path, pattern)] or [pattern]
    text = files[name]
    if ".min." in name:
        return text
    small: str = rcssmin.cssmin(text) if name.endswith(".css") else rjsmin.jsmin(text) + "\n"
    return small


def _icon(match: re.Match[str]) -> Asset:
    return asset(f"icons/{match[1]}.svg", unquote(match[2]))


def _pointer(match: re.Match[str]) -> str:
    return f'--md-{match[1]}:url("{_icon(match).uri.removeprefix(ASSETS_FOLDER)}")'
