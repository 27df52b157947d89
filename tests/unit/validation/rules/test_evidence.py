"""Rules on evidence: every fact cites something, at a place that exists, on a safe address."""

from collections.abc import Callable, Mapping

import pytest

from tests.conftest import Change

Find = Callable[[Mapping[str, Change]], list[str]]

AN = "people/do-thuy-an.yml"
Y = "people/tran-y.yml"
SOWERS = "organizations/to-gieo-hat.yml"
MEETING = "events/2031-02-03.yml"
FOUNDING = "events/2029-05-01.yml"
NEW_CHARTER = "legislation/dieu-le-02-2030.yml"
DECISION = "legislation/quyet-dinh-07-2031.yml"
LAST_TASK = "tasks/2031-03.yml"
HERE = "{source: sources/bao-nha-vuon, locator: đoạn 1}"
ARCHIVE = "sources/so-luu-tru, document: legislation/dieu-le-02-2030"


@pytest.mark.parametrize(
    ("file", "before", "item", "place"),
    [
        (FOUNDING, "", "{source: sources/bao-nha-vuon, locator: đoạn 1}", "1:1"),
        (DECISION, "", "{source: sources/ban-sao}", "1:1"),
        ("programmes/2031.yml", "\n", "{source: sources/bao-nha-vuon, locator: đoạn 3}", "1:1"),
        (LAST_TASK, "\n", "{source: sources/bao-nha-vuon, locator: đoạn 3}", "1:1"),
        (LAST_TASK, "\n  ", "{source: sources/bao-nha-vuon, locator: đoạn 3}", "5:1"),
        ("terms.yml", "\n  ", "{source: sources/bao-nha-vuon, locator: đoạn 2}", "15:1"),
        ("terms.yml", "\n      ", "{source: sources/ban-sao}", "8:7"),
        (AN, "\n        ", "{source: sources/bao-nha-vuon, locator: đoạn 1}", "9:9"),
        (MEETING, "\n    ", "{source: sources/bao-nha-vuon, locator: đoạn 2}", "12:5"),
        (NEW_CHARTER, "Điều 1\n    ", f"{{source: {ARCHIVE}, locator: Điều 1}}", "31:5"),
    ],
    ids=[
        *("event", "document", "programme", "task", "segment"),
        *("term", "rendering", "election", "participation", "relation"),
    ],
)
def test_every_fact_cites_a_source(
    problems: Find, file: str, before: str, item: str, place: str
) -> None:
    """So does every record of a kind that is itself a fact; the place is that of the fact."""
    indent = before.rpartition("\n")[2]
    cited = f"{before}citations:\n{indent}  - {item}\n"
    assert problems({file: (cited, f"{before}citations: []\n")}) == [
        f"{file}:{place}: no source is cited [without-citation]"
    ]


def test_what_is_told_of_a_person_or_a_body_is_cited_not_the_record(problems: Find) -> None:
    """A person, a body, a post, a name, a gap and a source need no citation of their own."""
    person = "name: Cao Sơn\nother_names: [{name: Bác Sơn}]\ngaps: [{text: Chưa rõ chức vụ.}]\n"
    assert problems({"people/cao-son.yml": person, "assertions.yml": "people: 5\n"}) == []


def test_a_name_alone_says_nothing(problems: Find) -> None:
    """A source that names the person, or anything else, is enough."""
    files = {"people/cao-son.yml": "name: Cao Sơn\nformer_ids: [son]\n"}
    totals = {"assertions.yml": "people: 5\n"}
    assert problems({**files, **totals}) == [
        "people/cao-son.yml:1:1: only the name of this person is given; add a membership, or cite a"
        " source that names the person [name-alone]"
    ]
    cited = f"name: Cao Sơn\ncitations: [{HERE}]\n"
    assert problems({"people/cao-son.yml": cited, **totals}) == []


def test_an_analysis_says_how_it_was_reached(problems: Find) -> None:
    """Neither a citation nor silence stands in for the note."""
    note = "    note: Suy ra từ tên gọi; Điều lệ không nói.\n"
    assert problems({SOWERS: (note, f"    citations: [{HERE}]\n")}) == [
        f'{SOWERS}:5:5: an analysis needs a "note" that says how [analysis-without-note]'
    ]


def test_an_analysis_with_a_note_needs_no_citation(problems: Find) -> None:
    """It is our own conclusion, and says so."""
    assert problems({SOWERS: ("Suy ra từ tên gọi; Điều lệ không nói.", "Theo tên gọi.")}) == []


def test_a_note_alone_does_not_make_a_statement_true(problems: Find) -> None:
    """What is not marked as analysis is a statement of somebody, who must be named."""
    analysis = "    basis: analysis\n    note: Suy ra từ"
    assert problems({SOWERS: (analysis, "    note: Suy ra từ")}) == [
        f"{SOWERS}:5:5: no source is cited [without-citation]"
    ]


def _notes(before: str, locators: list[str]) -> Change:
    """The record of the last task with a note for each locator, the first in line 11."""
    lines = "".join(
        f'  - {{text: x, citations: [{{source: {before}, locator: "{locator}"}}]}}\n'
        for locator in locators
    )
    return ("citations:\n  - {", f"notes:\n{lines}citations:\n  - {{")


def test_a_paragraph_that_does_not_exist_is_told(problems: Find) -> None:
    """The source has nine paragraphs, counted from 1, and is cited in one form only."""
    wrong = ["đoạn 10", "đoạn 0", "đoạn 8-10", "đoạn 1, 10", "đoạn 5-3", "đoạn 1; đoạn 3", "Điều 3"]
    near = {"đoạn 1; đoạn 3": '; did you mean "đoạn 1, 3"?'}
    assert problems({LAST_TASK: _notes("sources/bao-nha-vuon", wrong)}) == [
        f'{LAST_TASK}:{11 + index}:58: there is no "{locator}" in "sources/bao-nha-vuon"'
        f"{near.get(locator, '')} [unknown-locator]"
        for index, locator in enumerate(wrong)
    ]


def test_a_paragraph_that_exists_is_right(problems: Find) -> None:
    """From the first to the last, one, several or a range."""
    right = ["đoạn 1", "đoạn 9", "đoạn 1-9", "đoạn 1, 3-5, 9"]
    assert problems({LAST_TASK: _notes("sources/bao-nha-vuon", right)}) == []


def test_without_a_count_every_paragraph_may_exist(problems: Find) -> None:
    """Of a source that nobody counted, only the form is judged."""
    changes = {
        "sources.yml": ("  paragraphs: 9\n", ""),
        LAST_TASK: ("đoạn 3}\ngaps", "đoạn 99}\ngaps"),
    }
    assert problems(changes) == []


@pytest.mark.parametrize(
    ("citation", "source", "divisions"),
    [
        ("source: sources/bao-nha-vuon", "bao-nha-vuon", "paragraphs"),
        (f"source: {ARCHIVE}", "so-luu-tru", "articles"),
        ("source: sources/so-luu-tru, locator: Điều 1", "so-luu-tru", "articles"),
    ],
    ids=["no-paragraph", "no-article", "no-document"],
)
def test_a_source_with_numbered_parts_is_cited_by_them(
    problems: Find, citation: str, source: str, divisions: str
) -> None:
    """An article is one of a document, which must be named too."""
    old = "source: sources/bao-nha-vuon, locator: đoạn 3}\ngaps"
    assert problems({LAST_TASK: (old, f"{citation}}}\ngaps")}) == [
        f'{LAST_TASK}:7:7: "sources/{source}" is divided into {divisions}; the citation needs a'
        ' "locator" [locator-missing]'
    ]


def test_a_source_without_numbered_parts_is_cited_as_a_whole(problems: Find) -> None:
    """A locator in it may be given and is not judged."""
    change = ("{source: sources/ban-sao}", "{source: sources/ban-sao, locator: cột bên phải}")
    assert problems({DECISION: change}) == []


def test_an_article_that_the_document_does_not_declare_is_told(problems: Find) -> None:
    """The charter declares Điều 1, Điều 3 and Điều 4 khoản 1; each place of several counts."""
    wrong = ["Điều 2", "khoản 2 Điều 4", "Điều 10", "Điều 1; Điều 2", "Phụ lục"]
    assert problems({LAST_TASK: _notes(ARCHIVE, wrong)}) == [
        f'{LAST_TASK}:{11 + index}:95: there is no "{locator}" in "legislation/dieu-le-02-2030"'
        " [unknown-locator]"
        for index, locator in enumerate(wrong)
    ]


@pytest.mark.parametrize(
    "typed", ["Điều 4 mục 1", "mục 1 Điều 4", "Điều 4 khoan 1", "khoan 1 Điều 4"]
)
def test_a_place_of_the_same_numbers_is_suggested(problems: Find, typed: str) -> None:
    """A clause that was called a section, or typed without its accents, in either order."""
    (line,) = problems({LAST_TASK: _notes(ARCHIVE, [typed])})
    assert 'did you mean "khoản 1 Điều 4"? [unknown-locator]' in line


def test_the_article_of_a_legal_hook_exists_too(problems: Find) -> None:
    """A hook is no citation, but it leads to an article all the same."""
    hook = "legal_hooks:\n  - document: legislation/dieu-le-02-2030\n    locator: "
    assert problems({"tasks/2031-01.yml": (f"{hook}Điều 3", f"{hook}Điều 2")}) == [
        'tasks/2031-01.yml:10:5: there is no "Điều 2" in "legislation/dieu-le-02-2030"'
        " [unknown-locator]"
    ]


def test_the_whole_or_a_part_of_a_declared_article_is_right(problems: Find) -> None:
    """Not every clause is declared, and a clause proves its article."""
    right = ["Điều 3", "điều 3", "Điều 4", "Điều 3 khoản 7", "Điều 1; Điều 4 khoản 1 điểm a"]
    assert problems({LAST_TASK: _notes(ARCHIVE, right)}) == []


def test_a_document_without_articles_may_be_cited_anywhere(problems: Find) -> None:
    """Where nothing is declared, nothing can be missed."""
    elsewhere = ARCHIVE.replace("dieu-le-02-2030", "quyet-dinh-05-2031")
    assert problems({LAST_TASK: _notes(elsewhere, ["Điều 9"])}) == []


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("    locator: Điều 1\n    citations", "    locator: Điều 77\n    citations", "33:5"),
        (
            "    target: legislation/dieu-le-01-2029\n",
            "    target: legislation/dieu-le-01-2029\n    target_locator: Điều 77\n",
            "33:5",
        ),
    ],
    ids=["own", "of-the-other"],
)
def test_an_article_that_a_relation_names_is_one_of_its_document(
    problems: Find, old: str, new: str, place: str
) -> None:
    """Both ends of a relation are places in texts that are declared."""
    file = "legislation/dieu-le-02-2030.yml"
    (found,) = problems({file: (old, new)})
    assert found.startswith(f'{file}:{place}: there is no "Điều 77" in "legislation/dieu-le-0')
    assert found.endswith("[unknown-locator]")
