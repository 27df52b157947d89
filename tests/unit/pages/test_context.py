"""Specifies how words become safe text: escaping, languages, dates, numbers and references."""

import datetime as dt
import string
from dataclasses import replace
from html import unescape

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from macros.i18n import MissingLabel
from macros.model import ArticleVersion, Citation, Text
from macros.pages.context import PageContext
from macros.pages.environment import environment, markdown_safe
from macros.pages.relative_links import Links
from macros.pages.template_queries import TemplateQueries
from macros.queries import in_language
from macros.register import Register
from macros.text import PartialDate
from tests.support.registers import BODY, small

DAY = dt.date(2033, 1, 1)
EVIL = "<b>&\"'"
SAFE = "&lt;b&gt;&amp;&#34;&#39;"
COUNCIL, CHARTER = "organizations/hoi-dong-vuon-uom", "legislation/dieu-le-02-2030"


def page(register: Register, lang: str = "vi") -> PageContext:
    links = Links(register, "people/tran-y/")
    return PageContext(
        register, links, DAY, TemplateQueries(register=register, day=DAY, lang=lang), DAY, lang
    )


@pytest.fixture
def vi(invented: Register) -> PageContext:
    return page(invented)


@pytest.fixture
def en(invented: Register) -> PageContext:
    return page(invented, "en")


@pytest.mark.parametrize("sign", string.punctuation)
def test_every_sign_of_markdown_becomes_an_entity(sign: str) -> None:
    """No ASCII punctuation reaches Markdown or HTML as itself."""
    assert markdown_safe(f"a{sign}b") == f"a&#{ord(sign)};b"


def test_letters_digits_and_vietnamese_stay_as_they_are() -> None:
    """Only ASCII punctuation can be markup."""
    text = "Nghị quyết 73 – “Đỗ Thùy An” … № ½"
    assert markdown_safe(text) == text


def test_a_text_for_markdown_stays_on_its_line() -> None:
    """Line ends, tabs and runs of spaces, which Markdown reads as structure, become one space."""
    assert markdown_safe("  a\n\n    b\tc\u00a0d ") == "a b c d"


@given(st.text())
def test_markdown_safe_text_reads_as_it_was_typed(text: str) -> None:
    """A browser shows the same words again, and none of the signs is left in between."""
    safe = str(markdown_safe(text))
    assert unescape(safe) == " ".join(text.split())
    assert set(safe) & set(string.punctuation) <= set("&#;")


def test_an_unknown_name_in_a_template_is_an_error() -> None:
    """A slip never prints as nothing."""
    template = environment().from_string("{{ nobody }}")
    with pytest.raises(jinja2.UndefinedError, match=r"^'nobody' is undefined$"):
        template.render()


def test_values_in_a_template_are_escaped() -> None:
    """Whatever a value holds, it stays text."""
    assert environment().from_string("<i>{{ x }}</i>").render(x=EVIL) == f"<i>{SAFE}</i>"


@pytest.mark.parametrize("name", environment().list_templates())
def test_every_template_compiles(name: str) -> None:
    """A slip in one that is seldom used shows here, not on the day it is."""
    assert environment().get_template(name).name == name


def test_a_text_in_the_language_of_the_page_is_not_marked(vi: PageContext, en: PageContext) -> None:
    """Where the words exist nothing is said about their language."""
    text = Text(vi="Vườn", en="Garden")
    assert (vi.say(text), en.say(text)) == ("Vườn", "Garden")


def test_a_text_in_the_other_language_is_marked(vi: PageContext, en: PageContext) -> None:
    """A screen reader on an English page reads Vietnamese words as Vietnamese."""
    text = Text(vi="Vườn")
    assert (vi.say(text), en.say(text)) == ("Vườn", '<span lang="vi">Vườn</span>')


def test_no_text_is_said_as_nothing(vi: PageContext, en: PageContext) -> None:
    """A field left empty leaves no trace."""
    assert (vi.say(None), en.say(None)) == ("", "")


def test_a_text_is_escaped_in_both_languages(vi: PageContext, en: PageContext) -> None:
    """The mark of the language is markup, the words in it are not."""
    text = Text(vi=EVIL)
    assert (vi.say(text), en.say(text)) == (SAFE, f'<span lang="vi">{SAFE}</span>')


def test_a_plain_text_has_no_marks(vi: PageContext, en: PageContext) -> None:
    """For places that take no markup: words as they are, in the language of the page."""
    text, only = Text(vi="Vườn", en="Garden"), Text(vi="Vườn")
    assert (vi.plain(text), en.plain(text), en.plain(only)) == ("Vườn", "Garden", "Vườn")
    assert vi.plain(EVIL) == EVIL


def test_words_of_the_interface_take_values(vi: PageContext, en: PageContext) -> None:
    """The sentence is in the language of the page; without values its braces stay."""
    assert vi.t("period.start", start="nay") == "từ nay"
    assert en.t("period.start", start="now") == "from now"
    assert vi.t("period.start") == "từ {start}"


def test_words_that_do_not_exist_are_an_error(vi: PageContext) -> None:
    """No key of the interface is ever shown to a reader."""
    with pytest.raises(MissingLabel, match=r"^period\.never$"):
        vi.t("period.never")


@pytest.mark.parametrize(
    ("date", "figures", "words"),
    [
        (PartialDate(2031, 6, 30), "30/6/2031", "ngày 30 tháng 6 năm 2031"),
        (PartialDate(2031, 6), "6/2031", "tháng 6 năm 2031"),
        (PartialDate(2031), "2031", "năm 2031"),
        (dt.date(2031, 6, 3), "3/6/2031", "ngày 3 tháng 6 năm 2031"),
        (None, "chưa rõ ngày", "chưa rõ ngày"),
    ],
    ids=["day", "month", "year", "day-of-the-calendar", "none"],
)
def test_a_date_is_told_in_figures_or_words(
    vi: PageContext, date: PartialDate | dt.date | None, figures: str, words: str
) -> None:
    """Only as exactly as it is known."""
    assert (vi.date(date), vi.date(date, words=True)) == (figures, words)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2029-05-01", "2031-06", "1/5/2029 – 6/2031"),
        ("2029", None, "từ 2029"),
        (None, "2031-06-30", "đến 30/6/2031"),
        (None, None, "chưa rõ thời gian"),
    ],
    ids=["both", "start", "end", "none"],
)
def test_a_period_says_what_is_known_of_it(
    vi: PageContext, start: str | None, end: str | None, expected: str
) -> None:
    """An end that is not known is not shown as lasting until today."""
    dates = [PartialDate.parse(date) if date else None for date in (start, end)]
    assert vi.period(*dates) == expected


def test_the_end_of_a_wording_is_the_first_day_without_it(vi: PageContext) -> None:
    """Hence "before" that day, not "until"."""
    start, end = PartialDate(2030), PartialDate(2032, 1, 1)
    version = ArticleVersion(gist=Text(vi="g"), first_date_entry_in_force=start)
    assert vi.force_period(version) == "từ 2030:"
    version = version.model_copy(update={"date_no_longer_in_force": end})
    assert vi.force_period(version) == "từ 2030 đến trước 1/1/2032:"
    version = version.model_copy(update={"first_date_entry_in_force": None})
    assert vi.force_period(version) == "đến trước 1/1/2032:"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, ("0", "0")),
        (999, ("999", "999")),
        (1250, ("1.250", "1,250")),
        (-1234567, ("-1.234.567", "-1,234,567")),
    ],
)
def test_a_number_has_its_thousands_set_apart(
    vi: PageContext, en: PageContext, value: int, expected: tuple[str, str]
) -> None:
    """By the sign of the language."""
    assert (vi.number(value), en.number(value)) == expected


@pytest.mark.parametrize(
    ("address", "href", "label"),
    [
        ("people/do-thuy-an", "../do-thuy-an/", "Đỗ Thùy An"),
        ("tasks/2031-01", "../../tasks/2031-01/", "Nhiệm vụ 1"),
        ("terms/luong-uom", "../../terms/garden/#luong-uom", "luống ươm"),
        (
            f"{COUNCIL}#chu-tich",
            "../../organizations/hoi-dong-vuon-uom/#chu-tich",
            "Chủ tịch Hội đồng Vườn Ươm",
        ),
    ],
    ids=["record", "task", "term", "post"],
)
def test_a_link_bears_the_short_title(vi: PageContext, address: str, href: str, label: str) -> None:
    """A record by its short title, a post by its own."""
    assert vi.link(address) == f'<a href="{href}">{label}</a>'


@pytest.mark.parametrize(
    ("address", "label"),
    [
        (f"{CHARTER}#dieu-4-khoan-1", "khoản 1 Điều 4"),
        ("organizations/van-phong-vuon-uom#s2029", "Cơ cấu năm 2029"),
        ("events/2031-02-03#directive-2", "chỉ đạo 2"),
    ],
    ids=["article", "structure", "directive"],
)
def test_a_link_to_a_part_bears_its_name(vi: PageContext, address: str, label: str) -> None:
    """A reader sees words, never the id in the address."""
    record, _, part = address.partition("#")
    assert vi.link(address) == f'<a href="../../{record}/#{part}">{label}</a>'


def test_a_link_may_bear_other_words_and_lead_to_an_article(en: PageContext) -> None:
    """The words given are escaped; the locator decides the place."""
    link = en.link(CHARTER, EVIL, locator="Điều 3 khoản 2")
    assert link == f'<a href="../../legislation/dieu-le-02-2030/#dieu-3">{SAFE}</a>'


@pytest.mark.parametrize(
    ("title", "language", "expected"),
    [
        ("Report", "en", ("en", "")),
        ({"vi": "Báo cáo", "en": "Report"}, "en", ("", "")),
        ({"vi": "Report", "en": "Report"}, "en", ("en", "")),
        ("Báo cáo", "vi", ("", "vi")),
        ("Rapport", "fr", ("fr", "fr")),
    ],
    ids=["as-printed", "translated", "twice-as-printed", "vietnamese", "third-language"],
)
def test_a_title_printed_in_another_language_is_marked(
    title: str | dict[str, str], language: str, expected: tuple[str, str]
) -> None:
    """Unless the page shows it in its own; only sources have a language."""
    found = small({"sources/s": {"title": title, "language": language}, "people/a": {}})
    pages = page(found), page(found, "en")
    assert tuple(one.foreign(found["sources/s"]) for one in pages) == expected
    mark = f' lang="{expected[0]}"' if expected[0] else ""
    words = in_language(Text.model_validate(title))
    assert pages[0].link("sources/s") == f'<a href="../../sources/s/"{mark}>{words}</a>'
    assert pages[0].foreign(found["people/a"]) == ""


def test_a_link_for_markdown_holds_no_sign_of_it(vi: PageContext) -> None:
    """In a paragraph of Markdown the words could else become markup."""
    link = vi.link("people/tran-y", "*Ý* <b>", in_markdown=True)
    assert link == '<a href="./">&#42;Ý&#42; &#60;b&#62;</a>'


def test_a_title_in_a_link_is_escaped() -> None:
    """A name is text also where it is the label of a link, of a record or of a post."""
    post = {"id": "head", "names": [EVIL]}
    found = page(small({"people/a": {"name": EVIL}, BODY: {"posts": [post]}}))
    assert found.link("people/a") == f'<a href="../a/">{SAFE}</a>'
    assert found.link(f"{BODY}#head") == f'<a href="../../{BODY}/#head">{SAFE}</a>'


def test_the_printed_title_of_a_document_stands_after_its_number(vi: PageContext) -> None:
    """Other records have no such thing."""
    assert vi.subtitle(CHARTER) == "Điều lệ Hội đồng Vườn Ươm (mới)"
    assert vi.subtitle("people/tran-y") == ""


def test_a_document_without_a_number_is_not_named_twice() -> None:
    """Its printed title is its title already."""
    found = page(small({"legislation/d": {"title": "Kế hoạch"}}))
    assert (found.title("legislation/d"), found.subtitle("legislation/d")) == ("Kế hoạch", "")


def test_what_a_statement_cites_is_one_mark_that_leads_to_the_list_and_back(
    vi: PageContext,
) -> None:
    """The first use of a place has the anchor to come back to; the next has none."""
    one, two = (Citation(source="sources/a", locator=f"đoạn {n}") for n in (1, 2))
    mark = '<a href="#s1a" id="c1a" data-more="+1">1a<span> 1b</span></a>'
    assert vi.cite((one, two), is_counted=False) == f'<sup class="cite">{mark}</sup>'
    assert vi.cite((two,), is_counted=False) == '<sup class="cite"><a href="#s1b">1b</a></sup>'
    assert vi.notes.first_marks == {"1a": "c1a", "1b": "c1a"}


def test_several_independent_publishers_are_counted_behind_the_markers(vi: PageContext) -> None:
    """A paper and its copy are one; the text of a document alone has no publisher."""
    paper, copy = (Citation(source=f"sources/{id_}") for id_ in ("bao-nha-vuon", "ban-sao"))
    archive = Citation(source="sources/so-luu-tru", locator="Điều 1")
    assert vi.cite((paper, copy, archive)).endswith("1<span> 2 3a ×2</span></a></sup>")
    for cited in ((paper,), (paper, copy), (Citation(document=CHARTER),)):
        assert "×" not in vi.cite(cited)


def test_our_own_analysis_has_one_small_sign(vi: PageContext) -> None:
    """It leads to the legend; what a source states has none."""
    assert (vi.sign(False), vi.notes.has_signs) == ("", False)
    sign = '<a href="{}#analysis" aria-label="do trang này suy ra">◇</a>'
    assert vi.sign(True) == f'<sup class="analysis">{sign.format("")}</sup>'
    assert vi.notes.has_signs
    placed = replace(vi, is_embedded=True)
    assert sign.format("../../data/") in placed.sign(True)


@pytest.mark.parametrize(
    ("is_inferred", "kind", "sign", "label"),
    [(False, "remark", "*", ""), (True, "analysis", "◇", "do trang này suy ra, ")],
)
def test_a_remark_is_gathered_at_the_foot(
    vi: PageContext, is_inferred: bool, kind: str, sign: str, label: str
) -> None:
    """Its number leads there; how an analysis was reached is such a remark."""
    note = Text(vi="Nguồn ghi khác.")
    mark = f'<a href="#n1" id="m1" aria-label="{label}ghi chú 1">{sign}1</a>'
    assert vi.remark(note, is_inferred) == f'<sup class="{kind}">{mark}</sup>'
    assert (vi.notes.remarks, vi.notes.has_signs) == ([note], is_inferred)


def test_no_citation_leaves_no_marker(vi: PageContext) -> None:
    """An empty pair of tags would be read out as something."""
    assert vi.cite(()) == ""


def test_what_a_page_makes_is_markup_already(vi: PageContext) -> None:
    """Else a template would escape it once more."""
    made = (vi.say(Text(vi="a")), vi.link("people/tran-y"), vi.cite(()), markdown_safe("a"))
    assert [type(one) for one in made] == [Markup] * 4
