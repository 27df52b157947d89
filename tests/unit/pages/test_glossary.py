"""Where a term first stands in the running text of a page, and where it is none."""

from dataclasses import replace

import pytest

from macros.model import Text
from macros.pages.glossary import Glossary, gloss
from macros.register import Register

TERMS = {
    "vuon-uom": "Vườn Ươm",
    "to": "Tổ",
    "dieu-le": "Điều lệ",
    "quyet-dinh": "Quyết định",
    "ky-gieo": "kỳ gieo",
    "ky-gieo-vu-xuan": "kỳ gieo vụ xuân",
    "truong-ban": "Trưởng ban - Thủ kho",
    "tru-so-uy-ban": "trụ sở Ủy ban",
}
"""Terms beside those of the invented institution: `HĐVU` (Hội đồng Vườn Ươm) and `luống ươm`."""


@pytest.fixture(scope="module")
def glossary(invented: Register) -> Glossary:
    """The glossary of the invented institution with some terms more."""
    pattern = invented["terms/luong-uom"]
    more = [
        replace(
            pattern,
            address=f"terms/{name}",
            record=pattern.record.model_copy(update={"term": Text(vi=term)}),
        )
        for name, term in TERMS.items()
    ]
    return Glossary(Register((*invented.entries.values(), *more), invented.labels))


def found(html: str, glossary: Glossary, *without: str) -> list[tuple[str, str]]:
    """The words that are marked, each with the id of its term."""
    marked, terms = gloss(html, glossary, lambda address: address, without)
    words = [piece.partition(">")[2].partition("</a>")[0] for piece in marked.split("<a class")[1:]]
    return list(zip(words, (term.removeprefix("terms/") for term in terms), strict=True))


def test_a_term_becomes_a_link_described_by_its_meaning(glossary: Glossary) -> None:
    """The words stay as they were; the number leads to the meaning at the end of the page."""
    html = "<p>Cây con của luống ươm.</p>"
    assert gloss(html, glossary, lambda address: f"../{address}") == (
        '<p>Cây con của <a class="gloss" href="../terms/luong-uom" aria-describedby="gloss-1">'
        "luống ươm</a>.</p>",
        ("terms/luong-uom",),
    )


def test_only_the_first_occurrence_is_marked(glossary: Glossary) -> None:
    """By its name or its abbreviation, a term has one mark on a page."""
    html = "<p>Do HĐVU lập.</p><p>Sau đó Hội đồng Vườn Ươm và HĐVU lập luống ươm, luống ươm.</p>"
    assert found(html, glossary) == [("HĐVU", "hoi-dong-vuon-uom"), ("luống ươm", "luong-uom")]


def test_every_other_byte_stays_as_it_was(glossary: Glossary) -> None:
    """Entities, comments, odd tags, attributes and white space are copied."""
    html = (
        "<!-- luống ươm --><P CLASS=a title='luống ươm > &amp;'>&nbsp;A & B&#45;\r\n  <br/>"
        "luống\n  ươm &lt;b&gt; <img alt=luống><?x luống ươm?>\t</P >\n<script>luống ươm<b</script>"
    )
    marked, terms = gloss(html, glossary, lambda _: "x")
    assert terms == ("terms/luong-uom",)
    start = '<a class="gloss" href="x" aria-describedby="gloss-1">'
    assert marked.count(start) == 1
    assert marked.replace(f"{start}luống\n  ươm</a>", "luống\n  ươm") == html


@pytest.mark.parametrize(
    "html",
    [
        *(f"<h{rank}>luống ươm</h{rank}>" for rank in range(1, 7)),
        '<p><a href="x">luống <b>x</b> luống ươm</a></p>',
        "<p><code>luống ươm</code></p>",
        "<pre>luống ươm</pre>",
        "<button>luống ươm</button>",
        "<label>luống ươm</label>",
        "<svg><text>luống ươm</text></svg>",
        "<table><tr><th>luống ươm</th><td>luống ươm</td></tr></table>",
        "<p><sup>luống ươm</sup></p>",
        "<dl><dt>luống ươm</dt></dl>",
        '<dl class="facts"><div><dd>luống ươm</dd></div></dl>',
        '<p><span class="badge badge--x">luống ươm</span></p>',
        '<p><span class="position">luống ươm</span></p>',
        '<p class="kicker">luống ươm</p>',
        "<p data-search-exclude>luống ươm</p>",
        '<p><span lang="en">luống ươm</span></p>',
        "<p hidden>luống ươm</p>",
        "<form>luống ươm</form>",
        "<script>luống ươm</script>",
        "<style>luống ươm</style>",
        "<template><p>luống ươm</p></template>",
        "<noscript><p>luống ươm</p></noscript>",
        "<!-- luống ươm -->",
        '<p title="luống ươm">x</p>',
        "<p>luống <b>ươm</b></p>",
    ],
)
def test_outside_the_running_text_nothing_is_marked(glossary: Glossary, html: str) -> None:
    """Nor is a mark used up there: the next running text has it."""
    assert found(html, glossary) == []
    assert found(f"{html}<ul><li>luống ươm</li></ul>", glossary) == [("luống ươm", "luong-uom")]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("trong kỳ gieo vụ xuân và kỳ gieo", ["kỳ gieo vụ xuân", "kỳ gieo"]),
        ("trong kỳ gieo vụ hè", ["kỳ gieo"]),
        ("làm Trưởng ban - Thủ kho", ["Trưởng ban - Thủ kho"]),
        ("làm Trưởng ban &#45; Thủ kho", ["Trưởng ban &#45; Thủ kho"]),
        ("làm Trưởng ban – Thủ kho", ["Trưởng ban – Thủ kho"]),
        ("làm Trưởng ban, Thủ kho", []),
        ("mười luống. Ươm cây", []),
        ("mười luống (ươm cây)", []),
        ("Luống ươm mới", ["Luống ươm"]),
        ("LUỐNG ƯƠM", ["LUỐNG ƯƠM"]),
        ("kì gieo", ["kì gieo"]),
        ("trụ sở Uỷ ban", ["trụ sở Uỷ ban"]),
        ("lu\u00f4\u0301ng \u01b0\u01a1m", ["lu\u00f4\u0301ng \u01b0\u01a1m"]),
        ("luống ươmm", []),
        ("luống ươm2", []),
        ("12-HĐVU và HĐVU3 và HĐVU/X", []),
        ("của hđvu", []),
    ],
)
def test_words_match_whole_and_in_any_spelling(
    glossary: Glossary, text: str, marks: list[str]
) -> None:
    """The longest term wins; signs between words count, ways of writing them do not."""
    assert [words for words, _ in found(f"<p>{text}</p>", glossary)] == marks


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("do Văn phòng Vườn Ươm lập ở Vườn Ươm", ["Vườn Ươm"]),  # a body
        ("do Ban Vườn Ươm lập", []),  # an older name of a body
        ("bầu Chủ tịch Hội đồng Vườn Ươm", []),  # a post
        ("theo Điều lệ số 01/2029/HĐVU", []),  # a document
        ("theo Điều lệ 99/2029/HĐVU", []),  # a document without a record
        ("theo Điều lệ số 99/2029/HĐVU", []),  # a document without a record
        ("do Hội đồng Vườn Ươm lập", ["Hội đồng Vườn Ươm"]),  # a name that is a term
        ("thuộc Phòng Vườn Ươm", []),  # half a name that no record has
        ("gồm Tổ Làm cỏ", []),  # the same, with the capital behind it
        ("gồm một Tổ của Ban", ["Tổ"]),
    ],
)
def test_a_name_is_taken_whole(glossary: Glossary, text: str, marks: list[str]) -> None:
    """Words inside the name of a person, body, post, document or event are no terms."""
    assert [words for words, _ in found(f"<p>{text}</p>", glossary)] == marks


def test_a_name_that_runs_on_from_a_term_is_left_alone(glossary: Glossary) -> None:
    """Where two names share words, the first is marked and the rest of the second is not."""
    html = "<p>ở luống ươm Tổ Gieo hạt, trong kỳ gieo vụ xuân</p>"
    assert [words for words, _ in found(html, glossary)] == ["luống ươm", "kỳ gieo vụ xuân"]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("sẽ quyết định ngay", []),
        ("Quyết định việc lớn.", []),
        ("Đã xong. Quyết định ngay.", []),
        ("theo Quyết định này", ["Quyết định"]),
        ("Vườn Ươm rộng", ["Vườn Ươm"]),
    ],
)
def test_a_capital_tells_a_name_from_a_common_word(
    glossary: Glossary, text: str, marks: list[str]
) -> None:
    """`quyết định` is a verb; at the start of a sentence the two can not be told apart."""
    assert [words for words, _ in found(f"<p>{text}</p>", glossary)] == marks


def test_a_term_is_not_explained_on_the_page_of_what_it_names(glossary: Glossary) -> None:
    """Its words are still taken whole."""
    html = "<p>Nay Hội đồng Vườn Ươm có luống ươm.</p>"
    assert found(html, glossary, "terms/hoi-dong-vuon-uom") == [("luống ươm", "luong-uom")]


def test_an_address_can_not_break_out_of_its_attribute(glossary: Glossary) -> None:
    """Whatever a link holds is escaped."""
    marked, _ = gloss("<p>luống ươm</p>", glossary, lambda _: '"><script>')
    assert "<script>" not in marked
    assert 'href="&#34;&gt;&lt;script&gt;"' in marked


def test_a_page_without_a_term_is_the_same_page(glossary: Glossary) -> None:
    """Broken HTML, too, is handed back as it came."""
    for html in ("", "<p>Không có gì.</p>", "luống ươm", "<p>a < b &", "</p><p", "<p>&#x;&bad;"):
        assert gloss(html, glossary, lambda _: "x") == (html, ())
