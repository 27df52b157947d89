"""Makes the zip edition, which is carried by hand and opens without a server."""

import datetime as dt
from html import escape
from pathlib import Path

from deploy.make.mkdocs_build import build_site
from deploy.make.release import staging_folder
from deploy.make.release_spec import ReleaseSpec, require_unchanged
from deploy.make.zip_file import write_zip
from deploy.manifest import INDEX, NOT_FOUND_PAGE, RELEASE_INFO, Refused, hash_files
from macros.i18n import Labels, load_labels
from macros.settings import data_folder
from macros.text import PartialDate, date_in_figures

_SITE = "site"
"""The folder of the pages, so that little lies beside the two files that a reader opens."""
_SERVER_FILES = {NOT_FOUND_PAGE, RELEASE_INFO}
_CHARSET = '<meta charset="utf-8">'
_POLICY = "; ".join(
    (
        "default-src 'none'",
        # Browsers do not agree on whether 'self' is a file beside the page.
        *(f"{kind}-src 'self' file:" for kind in ("script", "style", "font")),
        "img-src 'self' file: data:",  # The icons are in the styles.
        "base-uri 'none'",
        "form-action 'self' file:",
    )
)
"""What the headers of a server would say; a page opened from a disk has to say it itself."""
_START_PAGE = """<!doctype html>
<html lang="{lang}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="0; url={address}">
<title>{name}</title>
{links}
</html>
"""
_LINK = '<p><a href="{address}" lang="{lang}">{text}</a></p>'
_BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""Tells the simplest editor of Windows that a text is UTF-8."""


def make_offline_zip(spec: ReleaseSpec, target: Path) -> Path:
    """Make `target/<name>.zip`, with one top folder of that name, and return it.

    Raise Refused when the build stops or when it can not be written.
    """
    file = target / f"{spec.name}.zip"
    try:
        with staging_folder(target) as unfinished:
            site = unfinished / _SITE
            build_site(spec, site, as_files=True)
            pages = {
                f"{_SITE}/{path}": (site / path).read_bytes()
                for path in hash_files(site)
                if path.rpartition("/")[2] not in _SERVER_FILES
            }
        labels, _ = load_labels(spec.root / data_folder(spec.environment))
        files = {
            path: _with_policy(path, content)
            for path, content in (pages | _start_files(spec, labels)).items()
        }
        require_unchanged(spec)
        in_folder = {f"{spec.name}/{path}": data for path, data in files.items()}
        write_zip(in_folder, file, spec.epoch)
    except OSError as error:
        raise Refused(f"{error.filename or target}: {error.strerror}; it is not finished") from None
    except ValueError as error:
        raise Refused(f"{file} can not be made: {error}") from None
    return file


def _with_policy(path: str, content: bytes) -> bytes:
    """A page with its policy before anything that it loads; another file as it is.

    Raise ValueError for a page that does not say its encoding first.
    """
    if not path.endswith(".html"):
        return content
    before, charset, after = content.partition(_CHARSET.encode())
    if not charset or b"<script" in before or b"<link" in before:
        raise ValueError(f"{path} loads something before its policy")
    policy = f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    return b"".join((before, charset, policy.encode(), after))


def _start_files(spec: ReleaseSpec, labels: Labels) -> dict[str, bytes]:
    """What a reader finds first: a text in each language that explains the folder, a page inside.

    The page leads to the first edition by itself, and has a link to each.
    """
    day = dt.date.fromisoformat(spec.as_of)
    date = PartialDate(day.year, day.month, day.day)
    texts, links = {}, []
    for lang in labels.languages:
        values = {
            "name": labels.get("site.name", lang),
            "day": date_in_figures(date, lang),
            "version": spec.version,
            "commit": spec.commit[:12],
        }
        text = labels.get("portable.text", lang).format_map(values)
        texts[labels.get("portable.file", lang)] = (_BOM + text).replace("\n", "\r\n").encode()
        folder = "" if lang == labels.languages[0] else f"{lang}/"
        link = {"address": f"{_SITE}/{folder}{INDEX}", "lang": lang}
        links.append(_LINK.format(**link, text=escape(labels.get("portable.open", lang))))
    start = {
        "lang": labels.languages[0],
        "address": f"{_SITE}/{INDEX}",
        "name": escape(labels.get("site.name")),
        "links": "\n".join(links),
    }
    return {**texts, INDEX: _START_PAGE.format_map(start).encode()}
