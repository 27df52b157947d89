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

from macros.outputs.unused_styles import without_unused

ASSETS_FOLDER = "assets/"
"""Where the styles and scripts of the theme and ours lie, within the site."""
_STYLE = (
    *("tokens", "typography", "focus", "frame", "footer", "icons", "action", "fold", "record"),
    *("entry", "article", "badge", "notes", "table", "memberships", "card", "language"),
    *("front-search", "list", "front-page", "small-screen", "print"),
    *("date-picker", "figure", "chart", "flow", "roster", "timeline"),
    *("law-map", "views-print"),
    *("search-results", "glossary"),
)
_LIST = ("list-match", "list-table", "list-csv", "list-compare", "list-controls")
_SCRIPT = (
    *("fold", "spelling", "stacked-table", *_LIST, "roster", "highlight", "footnotes"),
    *("actions", "menu", "drawing"),
    *("keyboard-help", "law-map", "front-search", "glossary", "chart-tree"),
    *("two-days", "ready"),
)
_ENGINE = (
    *("input-methods", "lexicon", "dates", "readings", "text-index", "query", "matcher", "engine"),
    *("highlighter", "results", "worker"),
)


def _css(*names: str) -> tuple[str, ...]:
    return tuple(f"css/{name}.css" for name in names)


def _js(*names: str) -> tuple[str, ...]:
    return tuple(f"js/{name}.js" for name in names)


JOINED: Mapping[str, tuple[str, ...]] = {
    # In this order: ours after the theme's, which they change.
    "style.css": (
        *("stylesheets/main.*.min.css", "stylesheets/palette.*.min.css"),
        *_css(*_STYLE),
    ),
    "theme.js": _js("theme", "dom", "language"),
    # Before the theme's own script, which asks for the worker.
    "search.js": _js(
        "search-dialog", "search-client", "front-query", "search-worker", "search-field"
    ),
    "bundle.js": ("javascripts/bundle.*.min.js",),
    "script.js": _js(*_SCRIPT),
    # What only some pages need.
    "days.js": _js("step-function", "answers", "day-fields", "date-picker"),
    "handbook.css": _css("handbook", "handbook-print"),
    "handbook.js": _js("handbook"),
    "onboarding.css": _css("onboarding"),
    "onboarding.js": _js("onboarding-progress", "checkpoint", "onboarding-rings", "onboarding"),
    "question.css": _css("question"),
    "question.js": _js("question"),
    "selfcheck.css": _css("quiz"),
    "selfcheck.js": _js("quiz-store", "quiz-list", "quiz-round", "quiz"),
    "moved.js": _js("redirect"),
}
"""The name of each served file, with the files that it is made of, in order."""
ENGINE = _js("spelling", *(f"search/{name}" for name in _ENGINE))
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
        return without_unused(text) if name.endswith(".css") else text
    small: str = rcssmin.cssmin(text) if name.endswith(".css") else rjsmin.jsmin(text) + "\n"
    return small


def _icon(match: re.Match[str]) -> Asset:
    return asset(f"icons/{match[1]}.svg", unquote(match[2]))


def _pointer(match: re.Match[str]) -> str:
    return f'--md-{match[1]}:url("{_icon(match).uri.removeprefix(ASSETS_FOLDER)}")'
