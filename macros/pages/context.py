"""The page that templates render into: safe text, links, headings, footnotes."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import quote, urlencode

from markupsafe import Markup, escape

from macros.model import ArticleVersion, Citation, Name, Source, Text
from macros.pages.environment import environment, markdown_safe
from macros.pages.footnotes import Footnotes
from macros.pages.headings import PageHeading, contents_heading, unique_id
from macros.pages.relative_links import Links
from macros.pages.template_queries import TemplateQueries
from macros.queries import (
    DOUBTFUL,
    HOLDING,
    ChartSeat,
    Holding,
    StepFunction,
    distinct_title,
    independent_publishers,
    kind_of,
    name_on,
    page_title,
    part_titles,
)
from macros.register import Entry, Register
from macros.text import (
    PARAGRAPH,
    PartialDate,
    date_in_figures,
    date_in_words,
    slugify,
    translated_locator,
)

_OFF = ("no", "not-yet", "ended", "off")
"""The values that say that something does not exist; the same as in `answers.js`."""


@dataclass(frozen=True)
class Imprint:
    """What a build of the site is called, and where it is found."""

    url: str = ""
    """The address of the site; empty: not known."""
    release: str = ""
    """The version of the release; empty: it has none."""
    report: str = ""
    """Where readers report an error: a web address or `mailto:`; empty: nowhere."""


@dataclass
class PageContext:
    """What a template may call while it renders one page, and the footnotes it collects."""

    register: Register
    links: Links
    day: dt.date
    query: TemplateQueries
    on: dt.date
    """The day its views speak of first: `day`, or the last day of what is over."""
    lang: str = ""
    imprint: Imprint = field(default_factory=Imprint)
    is_embedded: bool = False
    """Whether views are placed on a page that somebody wrote: no contents, no list of sources."""
    notes: Footnotes = field(default_factory=Footnotes)
    headings: list[PageHeading] = field(default_factory=list)
    """The headings that the contents list names, in their order."""
    scripts: set[str] = field(default_factory=set)
    """What the views on it need of scripts: `days`, `handbook`, `onboarding`…."""
    gathers_remarks: bool = False
    """Whether the remarks on single statements are listed at its foot, not beside them."""
    places: set[str] = field(default_factory=set)
    """The places in laws whose own wording was shown."""
    untranslated: list[Text] = field(default_factory=list)
    """The texts on it that are shown in the first language, having no translation."""

    def __post_init__(self) -> None:
        self.first_lang = self.register.labels.languages[0]
        self.lang = self.lang or self.first_lang

    def render(self, template: str, **values: Any) -> Markup:
        """The HTML that a template makes of `values`."""
        common: Mapping[str, Any] = {
            "page": self,
            "query": self.query,
            "register": self.register,
            "day": self.day,
            "on": self.on,
            "link": self.link,
            "cite": self.cite,
            "say": self.say,
            "t": self.t,
            "date": self.date,
            "period": self.period,
        }
        text = environment().get_template(template).render({**common, **values})
        return Markup(text)

    def on_day(self, day: dt.date) -> "PageContext":
        """The same page, its views speaking of another day first."""
        return replace(self, on=day)

    def title_heading(self, title: str, lang: str = "", name: str = "") -> Markup:
        """The heading of the page, made last: its id is one that no other heading has.

        `name`: what the id is made of, if that is not the title: the one in the first language.
        """
        taken = {heading.id for heading in self.headings}
        heading = PageHeading(1, unique_id(slugify(name or title), taken), title)
        self.headings.insert(0, heading)
        return contents_heading(heading, self.t("theme.permalink"), lang)

    def section_heading(self, title: Text | str, id: str, is_linked: bool = True) -> Markup:
        """The heading of a section, which the contents name; a plain one where it is placed.

        `is_linked`: whether it has a link to itself; in a summary it may not.
        """
        if self.is_embedded:
            said = title if isinstance(title, str) else self.say(title)
            return Markup('<h3 id="{}">{}</h3>').format(id, said)
        self.headings.append(PageHeading(2, id, self.plain(title)))
        lang = "" if isinstance(title, str) else self.lang_of(title)
        permalink = self.t("theme.permalink") if is_linked else ""
        return contents_heading(self.headings[-1], permalink, lang)

    def needs_chooser(self) -> bool:
        """Whether the field for a day is to be printed: once on a page."""
        is_first = "days" not in self.scripts
        self.scripts.add("days")
        return is_first

    def load(self, name: str) -> str:
        """Have the page load a script and the style of the same name; prints nothing."""
        self.scripts.add(name)
        return ""

    def report_link(self, address: str) -> str:
        """Where readers report an error on the page of a record; empty where nowhere."""
        report = self.imprint.report
        if not report:
            return ""
        asked = {"page": address, "day": self.day, "release": self.imprint.release}
        if report.startswith("mailto:"):
            asked = {"subject": f"{address} ({self.day})"}
        query = urlencode({key: value for key, value in asked.items() if value}, quote_via=quote)
        return f"{report}{'&' if '?' in report else '?'}{query}"

    def t(self, key: str, **values: object) -> str:
        """The label at `key`, with `values` in its gaps; raise MissingLabel if there is none."""
        label = self.register.labels.get(key, self.lang)
        if any(isinstance(value, Markup) for value in values.values()):
            return escape(label).format_map(values)
        return label.format_map(values) if values else label

    def say(self, text: Text | None) -> Markup:
        """A text in the language of the page, marked where it is in the other one."""
        if text is None:
            return Markup("")
        if self.lang_of(text):
            return self.quoted(text.main)
        return escape(text.in_language(self.lang))

    def lang_of(self, text: Text) -> str:
        """The language of a text that lacks that of the page, and is noted; else nothing."""
        lang = text.language_for(self.lang)
        if lang == self.lang:
            return ""
        self.untranslated.append(text)
        return lang

    def original(self, text: Text | None) -> Markup:
        """A text in the languages that are not that of the page; empty if it has no other."""
        if text is None:
            return Markup("")
        shown = text.language_for(self.lang)
        others = text.model_dump(exclude={shown}, exclude_none=True).items()
        spans = (Markup('<span lang="{}">{}</span>').format(*other) for other in others if other[1])
        return Markup(" · ").join(spans)

    def publisher(self, source: Source) -> Markup:
        """The publisher of a source, marked where it has its name in another language."""
        if source.language == self.lang:
            return escape(source.publisher)
        return Markup('<span lang="{}">{}</span>').format(source.language, source.publisher)

    def quoted(self, text: str) -> Markup:
        """A text in the first language of the site, marked where the page is in another one."""
        if self.lang == self.first_lang:
            return escape(text)
        return Markup('<span lang="{}">{}</span>').format(self.first_lang, text)

    def link(
        self,
        address: str,
        text: Text | str | None = None,
        locator: str | None = None,
        in_markdown: bool = False,
        on: PartialDate | None = None,
    ) -> Markup:
        """A link to a record, with its short title unless another `text` is given.

        `in_markdown`: it will be in a paragraph of Markdown, where punctuation could be markup.
        `on`: the day whose name is meant; else a record has its newest, a post that of the page.
        """
        entry = self.register[address]
        day = on.first if on else None
        lang = ""
        if text is not None:
            label = self.plain(text)
            lang = "" if isinstance(text, str) else self.lang_of(text)
        elif "#" in address:
            label = self._part_title(address, day or self.day)
        else:
            label = distinct_title(self.register, entry, self.lang, day)
            lang = self.foreign(entry)
        foreign = f' lang="{escape(lang)}"' if lang else ""
        shown = markdown_safe(label) if in_markdown else escape(label)
        # Not by Markup.format, which takes a seventh of the time of a page.
        return Markup(f'<a href="{escape(self.links.to(address, locator))}"{foreign}>{shown}</a>')

    def foreign(self, entry: Entry) -> str:
        """The language of a title that is printed in another language than the page's."""
        kind = kind_of(entry)
        if lang := kind.title_language(entry, self.lang):
            return lang
        text = kind.title_text(entry)
        return self.lang_of(text) if text else ""

    def _part_title(self, address: str, day: dt.date) -> str:
        body, _, fragment = address.partition("#")
        return part_titles(self.register, body, day, self.lang).get(fragment, fragment)

    def title(self, address: str) -> str:
        """The title of a record with what distinguishes it from another of its name."""
        return page_title(self.register[address], self.register.labels, self.lang)

    def plain(self, text: Text | str) -> str:
        """A text without marks, in the language of the page."""
        return text if isinstance(text, str) else text.in_language(self.lang)

    def name_on(self, names: tuple[Name, ...]) -> Markup:
        """The name of a post on the day of the page."""
        return self.say(name_on(names, self.day).name)

    def place(self, locator: str) -> Markup:
        """A place in a document or article; that of a law with its own wording once on a page."""
        text = translated_locator(locator, self.lang)
        if text == locator:
            return self.quoted(locator)
        if locator in self.places or locator.startswith(PARAGRAPH):
            return escape(text)
        self.places.add(locator)
        return Markup("{} ({})").format(text, self.quoted(locator))

    def place_name(self, locator: str) -> str:
        """A place in a document in the language of the page alone, for links in a row."""
        return translated_locator(locator, self.lang)

    def subtitle(self, address: str) -> str:
        """The printed title of a legal document, to be shown after its number."""
        entry = self.register[address]
        return kind_of(entry).subtitle(entry, self.lang)

    def number(self, value: int) -> str:
        """A number with its thousands separated."""
        return f"{value:,}".replace(",", self.t("number.thousands"))

    def force_period(self, version: ArticleVersion) -> str:
        """The time in which a wording was in force, in words."""
        dates = (version.first_date_entry_in_force, version.date_no_longer_in_force)
        return f"{self.force_time(dates)}:"

    def force_time(self, dates: tuple[PartialDate | None, PartialDate | None]) -> str:
        """From the first day in force to the first day out of it, in words."""
        first, end = dates
        if first and end:
            return self.t("period.in-force", start=self.date(first), end=self.date(end))
        if first:
            return self.t("period.start", start=self.date(first))
        return self.t("period.before", end=self.date(end)) if end else ""

    def answer(self, steps: StepFunction, day: dt.date) -> tuple[str, PartialDate | None]:
        """The value on a day, and the nearest day on which a source shows it, if it is known."""
        value, _, nearest_day = steps.on(day).partition("~")
        return value, PartialDate.parse(nearest_day) if nearest_day else None

    def is_off(self, steps: StepFunction, day: dt.date) -> bool:
        """Whether what the steps are about does not exist on a day."""
        return steps.on(day) in _OFF

    def holding(self, holdings: Iterable[Holding], day: dt.date) -> list[Holding]:
        """Those who stand among the holders of a day."""
        return [holding for holding in holdings if holding.answer_on(day) in HOLDING]

    def doubtful(self, holdings: Iterable[Holding], day: dt.date) -> list[Holding]:
        """Those who are shown apart from the holders of a day: by old, later or no evidence."""
        return [holding for holding in holdings if holding.answer_on(day) in DOUBTFUL]

    def is_ever_doubtful(self, holdings: Iterable[Holding]) -> bool:
        """Whether any of some people is shown apart from the holders on some day."""
        answers = (
            answer
            for holding in holdings
            for answer in (holding.steps.before, *(word for _, word in holding.steps.changes))
        )
        return any(answer.partition("~")[0] in DOUBTFUL for answer in answers)

    def is_unknown(self, seat: ChartSeat, day: dt.date) -> bool:
        """Whether no source says who held a post on a day, or that nobody did."""
        is_held = any(holding.answer_on(day) in HOLDING for holding in seat.holdings)
        return not is_held and self.all_off(seat.vacancies, day)

    def all_off(self, items: Iterable[Any], day: dt.date) -> bool:
        """Whether none of some items with `steps` exists on a day."""
        return all(self.is_off(item.steps, day) for item in items)

    def is_empty(self, seats: Iterable[Any]) -> bool:
        """Whether nothing of a body is to be shown: no post exists and nobody has a role."""
        return all(
            self.is_off(seat.steps, self.on) if seat.steps else self.all_off(seat.holdings, self.on)
            for seat in seats
        )

    def date(self, date: PartialDate | dt.date | None, words: bool = False) -> str:
        """A date in figures, or in words; the label for an unknown date where there is none."""
        if date is None:
            return self.t("unknown.date")
        if isinstance(date, dt.date):
            date = PartialDate(date.year, date.month, date.day)
        return (date_in_words if words else date_in_figures)(date, self.lang)

    def period(self, start: PartialDate | None, end: PartialDate | None) -> str:
        """A time range in words, what is not known of it included."""
        if start and end:
            return self.t("period.both", start=self.date(start), end=self.date(end))
        if start:
            return self.t("period.start", start=self.date(start))
        if end:
            return self.t("period.end", end=self.date(end))
        return self.t("period.none")

    def cite(self, citations: tuple[Citation, ...], is_counted: bool = True) -> Markup:
        """One mark for all that a statement cites, which `sources` lists at the foot of the page.

        `is_counted`: they prove one fact, so the number of independent publishers follows.
        """
        markers, id = self.notes.mark(citations)
        if not markers:
            return Markup("")
        count = independent_publishers(self.register, citations) if is_counted else 0
        rest = [*markers[1:], f"×{count}"] if count > 1 else markers[1:]
        anchor = f' id="{id}"' if id else ""
        more = f' data-more="+{len(markers) - 1}"' if len(markers) > 1 else ""
        others = f"<span> {' '.join(rest)}</span>" if rest else ""
        first = f'<a href="#s{markers[0]}"{anchor}{more}>{markers[0]}{others}</a>'
        return Markup(f'<sup class="cite">{first}</sup>')

    def sign(self, is_inferred: bool) -> Markup:
        """The sign of our own analysis, which leads to the legend; empty for what is stated."""
        if not is_inferred:
            return Markup("")
        self.notes.has_signs = True
        legend = "#analysis"
        if self.is_embedded:
            legend = f"{self.links.to_page('data.md')}{legend}"
        sign = '<sup class="analysis"><a href="{}" aria-label="{}">◇</a></sup>'
        return Markup(sign).format(legend, self.t("basis.analysis"))

    def remark(self, note: Text, is_inferred: bool) -> Markup:
        """A mark that leads to a remark at the foot of the page; with the sign of our analysis."""
        self.notes.remarks.append(note)
        number = len(self.notes.remarks)
        kind, sign, label = "remark", "*", self.t("remark.name", number=number)
        if is_inferred:
            self.notes.has_signs = True
            kind, sign, label = "analysis", "◇", f"{self.t('basis.analysis')}, {label}"
        mark = '<sup class="{}"><a href="#n{}" id="m{}" aria-label="{}">{}{}</a></sup>'
        return Markup(mark).format(kind, number, number, label, sign, number)
