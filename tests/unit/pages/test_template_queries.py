"""Specifies the queries of templates: how they are bound, edit links, what is past."""

import datetime as dt
import re
from dataclasses import replace
from typing import Any

import pytest

from macros.model import ArticleVersion, Citation, Function, Organization
from macros.pages.environment import TEMPLATES
from macros.pages.template_queries import QUERIES, TemplateQueries
from macros.queries import possible_holders
from macros.register import Register
from macros.yamlio import Mark
from tests.support.registers import BODY, small

DAY = dt.date(2033, 1, 1)


def queries(register: Register, day: dt.date, edit_base: str = "") -> TemplateQueries:
    """The queries of a page."""
    return TemplateQueries(register=register, day=day, lang="vi", edit_base=edit_base)


def test_templates_call_every_query_and_no_other() -> None:
    """A name that no template calls is left over; one that is no query fails on a page."""
    texts = [file.read_text(encoding="utf-8") for file in TEMPLATES.rglob("*.j2")]
    called = {name for text in texts for name in re.findall(r"\bquery\.(\w+)\(", text)}
    assert called == set(QUERIES)


def test_a_query_gets_what_its_parameters_name(invented: Register) -> None:
    """Register and day need not be given; another day may be."""
    query = queries(invented, dt.date(2030, 1, 1))
    post = "organizations/hoi-dong-vuon-uom#chu-tich"
    days = [dt.date(2030, 1, 1), dt.date(2031, 7, 1)]
    expected = [possible_holders(invented, post, day) for day in days]
    assert [query.possible_holders(post), query.possible_holders(post, day=days[1])] == expected
    assert expected[0] != expected[1]


def test_a_name_that_is_no_query_is_refused(invented: Register) -> None:
    """A template that calls it fails with its name."""
    with pytest.raises(AttributeError, match="nothing"):
        getattr(queries(invented, DAY), "nothing")  # noqa: B009 - as a template would.


def test_a_record_is_edited_in_its_file_at_its_line() -> None:
    """The link opens the file where the record begins, also in a file of many."""
    found = small({"sources/a": {}})
    entry = replace(found["sources/a"], path="data/sources.yml", mark=Mark(12, 1))
    link = queries(found, DAY, "https://git.example/edit/main/").edit_link(entry.path, entry.mark)
    assert link == "https://git.example/edit/main/data/sources.yml#L12"


def test_without_a_repository_there_is_nothing_to_edit(invented: Register) -> None:
    """No half of a link is shown."""
    entry = invented["people/tran-y"]
    assert queries(invented, DAY).edit_link(entry.path, entry.mark) == ""


WHOLE, OWN = Citation(source="sources/whole"), Citation(source="sources/own")


@pytest.mark.parametrize(
    ("unit", "expected"), [("a", (OWN,)), ("b", (WHOLE,))], ids=["own-citation", "of-the-list"]
)
def test_a_unit_in_a_list_is_evidenced_by_its_own_source_or_that_of_the_list(
    unit: str, expected: tuple[Citation, ...]
) -> None:
    """What names the unit itself goes before what gives the list as a whole."""
    first = {"organization": "organizations/a", "citations": [OWN.model_dump()]}
    groups = [
        {"label": "1", "units": [{"organization": "organizations/c"}, first]},
        {"label": "2", "units": [{"organization": "organizations/b"}]},
    ]
    structure = {"id": "s", "label": "S", "complete": True, "groups": groups}
    structures = [{**structure, "citations": [WHOLE.model_dump()]}]
    units: dict[str, dict[str, Any]] = {f"organizations/{name}": {} for name in "abc"}
    found = small({BODY: {"structures": structures}, **units})
    query, entry = queries(found, DAY), found[f"organizations/{unit}"]
    (listing,) = query.listings_of(entry.address)
    assert query.listed_citations(entry, listing) == expected


@pytest.mark.parametrize(
    ("end", "day", "expected"),
    [
        ("2032-01-01", "2031-12-31", False),
        ("2032-01-01", "2032-01-01", True),
        ("2032", "2032-12-30", False),
        ("2032", "2032-12-31", True),
        (None, "2099-01-01", False),
    ],
    ids=["before", "on-the-day", "some-time-in-the-year", "by-the-end-of-it", "no-end"],
)
def test_a_wording_is_over_when_its_end_is_certain(
    end: str | None, day: str, expected: bool
) -> None:
    """Its end is the first day without it; a year tells of an end only when it is over."""
    version = ArticleVersion.model_validate({"gist": "g", "date_no_longer_in_force": end})
    assert queries(small({}), dt.date.fromisoformat(day)).is_wording_over(version) is expected


def test_a_wording_is_over_with_its_document() -> None:
    """No wording outlives the document it stands in."""
    found = small({"legislation/d": {"date_no_longer_in_force": "2032-01-01"}})
    version = ArticleVersion.model_validate({"gist": "g"})
    over = [
        queries(found, day).is_wording_over(version, found["legislation/d"])
        for day in (dt.date(2031, 12, 31), dt.date(2032, 1, 1))
    ]
    assert over == [False, True]


ARTICLES = {
    "Điều 1": {"date_no_longer_in_force": "2032-01-01"},
    "Điều 2 khoản 1": {},
    "Điều 3 khoản 1": {"date_no_longer_in_force": "2032-01-01"},
    "Điều 4": {"date_no_longer_in_force": "2032"},
    "Điều 5": {"first_date_entry_in_force": "2033-01-01"},
}


@pytest.mark.parametrize(
    ("locator", "day", "expected"),
    [
        (None, "2032-06-01", "partly"),
        ("Điều 1", "2030-04-30", "not-yet"),
        ("Điều 1", "2031-12-31", "in-force"),
        ("Điều 1", "2032-01-01", "ended"),
        ("Điều 1 khoản 7", "2032-01-01", "ended"),
        ("Điều 2 khoản 1", "2032-06-01", "in-force"),
        ("Điều 2", "2032-06-01", "partly"),
        ("Điều 9", "2032-06-01", "partly"),
        ("Điều 4", "2032-06-01", "unknown"),
        ("Điều 4", "2032-12-31", "ended"),
        ("Điều 5", "2032-06-01", "not-yet"),
        ("Điều 2 khoản 1", "2035-01-01", "ended"),
    ],
    ids=[
        "whole-document",
        "before-the-document",
        "still-in-force",
        "ended",
        "inside-an-ended-one",
        "untouched",
        "around-a-declared-one",
        "not-declared",
        "some-time-in-the-year",
        "by-the-end-of-it",
        "not-begun",
        "after-the-document",
    ],
)
def test_an_article_has_a_status_of_its_own(locator: str | None, day: str, expected: str) -> None:
    """What rests on an article stands and falls with it, not with the rest of the document."""
    articles = [
        {"locator": locator, "versions": [{"gist": "g", **dates}]}
        for locator, dates in ARTICLES.items()
    ]
    ends = {"first_date_entry_in_force": "2030-05-01", "date_no_longer_in_force": "2035-01-01"}
    query = queries(small({"legislation/d": {**ends, "articles": articles}}), date(day))
    assert query.force_word("legislation/d", locator) == expected


def date(day: str) -> dt.date:
    return dt.date.fromisoformat(day)


LAW = {"first_date_entry_in_force": "2029-01-01", "date_no_longer_in_force": "2032-01-01"}


@pytest.mark.parametrize(
    ("fields", "day", "expected"),
    [
        ({"end_date": "2031-06-30"}, "2031-06-30", False),
        ({"end_date": "2031-06-30"}, "2031-07-01", True),
        ({"end_date": "2031"}, "2031-12-31", False),
        ({"start_date": "2030-01-01"}, "2029-12-31", False),
        ({"start_date": "2030-01-01", "end_date": "2031-06-30"}, "2029-12-31", False),
        ({"instrument": "legislation/d"}, "2031-12-31", False),
        ({"instrument": "legislation/d"}, "2032-01-01", True),
        ({}, "2099-01-01", False),
    ],
    ids=[
        "last-day",
        "day-after",
        "some-time-in-the-year",
        "not-begun-no-end",
        "not-begun",
        "act-in-force",
        "act-ended",
        "nothing-known",
    ],
)
def test_a_duty_is_past_by_its_own_end_or_that_of_its_act(
    fields: dict[str, Any], day: str, expected: bool
) -> None:
    """What has yet to begin is not past, nor what may still go on."""
    duty = Function.model_validate({"text": "t", **fields})
    assert queries(small({"legislation/d": LAW}), date(day)).is_duty_over(duty) is expected


@pytest.mark.parametrize(
    ("post", "body", "day", "expected"),
    [
        ({"end_date": "2031-06-30"}, {}, "2031-06-30", False),
        ({"end_date": "2031-06-30"}, {}, "2031-07-01", True),
        ({"end_date": "2031"}, {}, "2031-12-31", False),
        ({}, {"dissolution": {"date": "2031-06-30"}}, "2031-06-30", False),
        ({}, {"dissolution": {"date": "2031-06-30"}}, "2031-07-01", True),
        ({}, {}, "2099-01-01", False),
    ],
    ids=["last-day", "day-after", "in-the-year", "last-day-of-body", "body-gone", "no-end"],
)
def test_a_post_is_past_by_its_own_end_or_that_of_its_body(
    post: dict[str, Any], body: dict[str, Any], day: str, expected: bool
) -> None:
    """Asked of the body or of the address of the post, the answer is the same."""
    posts = [{"id": "other", "names": ["O"]}, {"id": "head", "names": ["H"], **post}]
    found = small({BODY: {"posts": posts, **body}})
    query, head = queries(found, date(day)), found.get(Organization, BODY).record.posts[1]
    answers = (query.is_post_over(found[BODY], head), query.is_post_address_over(f"{BODY}#head"))
    assert answers == (expected, expected)


def test_what_is_no_post_is_no_past_post(invented: Register) -> None:
    """A structure or an article has no end of this kind."""
    query = queries(invented, dt.date(2099, 1, 1))
    assert query.is_post_address_over("organizations/van-phong-vuon-uom#s2029") is False
    assert query.is_post_address_over("legislation/dieu-le-01-2029#dieu-1") is False


def test_questions_are_asked_of_the_day(invented: Register) -> None:
    """The same register answers otherwise on another day."""
    charter = invented["legislation/dieu-le-02-2030"]
    days = (dt.date(2030, 4, 30), dt.date(2030, 5, 1), dt.date(2032, 1, 1))
    assert [queries(invented, day).force_word(charter.address) for day in days] == [
        "not-yet",
        "in-force",
        "partly",
    ]
