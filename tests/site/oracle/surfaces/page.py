"""A built page as its reader sees it: links as addresses, badges as words, dates as days."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from posixpath import dirname, join, normpath

import yaml
from lxml import html
from lxml.html import HtmlElement

from tests.site.oracle.answers import ANY, OFF, Question, Reading, Steps, always, read_steps
from tests.site.oracle.records import Record, Records, first, last, moved, vi

_DATE = re.compile(r"(?:ngày )?(?:(\d{1,2})(?:/| tháng ))?(\d{1,2})(?:/| năm )(\d{4})|\b(\d{4})\b")
_LABELS = yaml.load(
    (Path(__file__).resolve().parents[4] / "macros/i18n/labels.yml").read_text(encoding="utf-8"),
    Loader=yaml.CBaseLoader,
)
ARTICLE = re.compile("<article.*</article>", re.DOTALL)


def label(key: str) -> str:
    """The Vietnamese label at a key, without what fills its gaps."""
    found = _LABELS
    for part in key.split("."):
        found = found[part]
    return str(found["vi"]).partition("{")[0].strip()


def page_path(file: str) -> str:
    """The path of a page, whether it is a file or a folder with one."""
    return re.sub(r"(^|/)(index\.html|\.)?$", "", file).removesuffix(".html")


@dataclass
class Page:
    """The article of a page, and what the site knows of addresses."""

    file: str
    """Its file within the site."""
    html: str
    records: Records

    @cached_property
    def path(self) -> str:
        """`organizations/x`, without an ending; empty for the front page."""
        return page_path(self.file)

    @cached_property
    def article(self) -> HtmlElement:
        """What is between the frames of the theme."""
        found = ARTICLE.search(self.html)
        return html.fromstring(found[0] if found else "<article></article>")

    def find(self, path: str, within: HtmlElement | None = None) -> list[HtmlElement]:
        """Elements by `tag.class` steps: `table.roster tbody tr[data-row]`."""
        root = self.article if within is None else within
        found: list[HtmlElement] = root.xpath(_xpath(path))
        return found

    def address(self, link: HtmlElement) -> str:
        """The address of the record to which a link leads; empty if it leads to none."""
        href = link.get("href") or ""
        target, _, fragment = href.partition("#")
        if not target:
            return self._by_id(fragment)
        path = page_path(normpath(join(dirname(self.file), target.partition("?")[0])))
        return f"{path}#{fragment}" if fragment and path in self.records else path

    def _by_id(self, fragment: str) -> str:
        """The handbook holds records under ids that are their addresses."""
        for collection in ("organizations", "people", "legislation", "programmes", "tasks"):
            if fragment.startswith(f"{collection}-"):
                address = f"{collection}/{fragment.removeprefix(f'{collection}-')}"
                if address in self.records:
                    return address
        return f"{self.path}#{fragment}" if self.path in self.records else ""

    def anchors(self, within: HtmlElement | None = None) -> list[HtmlElement]:
        """The links in an element, without those to sources, remarks and the legend."""
        return [link for link in self.find("a", within) if not is_mark(link)]

    def links(self, within: HtmlElement) -> list[str]:
        """The addresses of the records to which the links in an element lead."""
        found = (self.address(link) for link in self.anchors(within))
        return [address for address in found if address in self.records]

    @cached_property
    def day(self) -> str:
        """The day of which its views speak before another is chosen."""
        form = self.find("form.asof")
        return form[0].get("data-default") or "" if form else self.records.as_of

    def reading(self, question: Question, steps: Steps, place: str = "", day: str = "") -> Reading:
        """An answer that stands on this page."""
        return Reading(f"{self.path}{' ' if place else ''}{place}", question, steps, day)


def _xpath(path: str) -> str:
    steps = []
    for step in path.split():
        tag, *classes = re.sub(r"\[.*", "", step).split(".")
        tests = [f"contains(concat(' ', @class, ' '), ' {name} ')" for name in classes]
        tests += [f"@{name}" for name in re.findall(r"\[([a-z-]+)\]", step)]
        steps.append(f"{tag or '*'}{''.join(f'[{test}]' for test in tests)}")
    return "." + "".join(f"//{step}" for step in steps)


def full_title(record: Record) -> str:
    """The newest name of a body, with what tells it apart from another of that name."""
    apart = record.get("disambiguation")
    return vi(record["names"][-1]) + (f" ({vi(apart)})" if apart else "")


def is_mark(link: HtmlElement) -> bool:
    """Whether a link is a footnote's, or the one beside a heading."""
    parent = link.getparent()
    return (parent is not None and parent.tag == "sup") or "headerlink" in (link.get("class") or "")


def text(element: HtmlElement) -> str:
    """The words of an element, without footnotes."""
    pieces = element.xpath(".//text()[not(ancestor::sup) and not(ancestor::template)]")
    return " ".join("".join(pieces).split())


def badges(element: HtmlElement, group: str) -> list[str]:
    """The words of the badges of a group: the keys of their labels."""
    prefix = f"badge--{group}-"
    names = (
        badge.get("class").split() for badge in element.xpath(".//*[contains(@class, 'badge ')]")
    )
    return [
        name.removeprefix(prefix)
        for several in names
        for name in several
        if name.startswith(prefix) and not name.startswith(f"{prefix}short")
    ]


def is_marked(element: HtmlElement) -> str:
    """Whether an element wears the mark of an inference."""
    return "yes" if element.xpath(".//*[contains(@class, 'analysis')]") else "no"


def steps_of(element: HtmlElement) -> Steps:
    """The steps that an element carries; that it is always there, if it has none."""
    carried = element.get("data-steps")
    return read_steps(carried) if carried else always("yes")


def live(element: HtmlElement, group: str, day: str) -> tuple[Steps, str]:
    """The answer in an element on every day, or that of the page's own day."""
    for answer in element.xpath(".//*[@data-of]"):
        return read_steps(answer.get("data-steps")), ""
    return always(printed(element, group)), day


def printed(element: HtmlElement, group: str) -> str:
    """The answer that is printed: a word, and the nearest day where one is named."""
    prefix = f"badge--{group}-"
    for badge in element.xpath(f".//*[contains(@class, '{prefix}')]"):
        word = badge.get("class").partition(prefix)[2].split()[0]
        days = badge.xpath("./time/@datetime")
        return f"{word}~{days[0]}" if days else word
    return ANY


def to_iso(words: str) -> str:
    """A printed date as the records write it: `6/3/2025`, `ngày 6 tháng 3 năm 2025`, `2016`."""
    found = _DATE.search(words)
    if not found:
        return ""
    day, month, year, alone = found.groups()
    return alone or "-".join(part.zfill(2) for part in (year, month, day) if part)


def span_of(words: str) -> tuple[str, str] | None:
    """The first and last day of a printed period; empty where it names none; None if it is none."""
    if label("period.none") in words:
        return "", ""
    words = words.partition(label("period.over-by"))[0]
    found = re.search(r"(từ )?([0-9/]{4,10})(?: – ([0-9/]{4,10}))?|đến ([0-9/]{4,10})", words)
    if not found:
        return None
    _, start, end, alone = found.groups()
    return to_iso(start or ""), to_iso(end or alone or "")


def over_by(words: str) -> str:
    """The day by which a printed period was over, where its last day is not known."""
    return to_iso(words.partition(label("period.over-by"))[2].rpartition(" ")[2])


def within(span: tuple[str, str], inside: str = "yes|may") -> Steps:
    """What a printed period says of each day: `inside` between its ends, else no."""
    start, end = span
    steps = [("", "not-yet" if start else ANY if not end else inside)]
    if start:
        steps.append((first(start), inside if end else ANY))
    if end:
        steps.append((moved(last(end), 1), "no"))
    return tuple(steps)


def is_off(steps: Steps) -> Steps:
    """A frame as an answer: there or not."""
    return tuple(
        (start, "no|not-yet" if answer in OFF else "yes|may|merged") for start, answer in steps
    )


def pages(site: Path, records: Records) -> Iterator[Page]:
    """Every page of a site in its first language, whose words the readers of pages know."""
    for file in sorted(site.rglob("*.html")):
        name = file.relative_to(site).as_posix()
        if name.startswith("en/"):
            continue
        yield Page(name, file.read_text(encoding="utf-8"), records)
