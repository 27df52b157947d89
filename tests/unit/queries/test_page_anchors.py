"""Specifies links: the page of an address, the place on it, and the way there from any page."""

import datetime as dt

import pytest

from macros.queries.page_anchors import fragment_of, page_uri, part_titles
from macros.register import Register
from tests.support.registers import small

COUNCIL, CHARTER = "organizations/hoi-dong-vuon-uom", "legislation/dieu-le-02-2030"
POSTS = {"chu-tich": "Chủ tịch Hội đồng Vườn Ươm", "uy-vien": "Ủy viên Hội đồng Vườn Ươm"}


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("people/tran-y", "people/tran-y.md"),
        (f"{COUNCIL}#chu-tich", f"{COUNCIL}.md"),
        ("terms/luong-uom", "terms/garden.md"),
    ],
    ids=["record", "part-of-it", "term"],
)
def test_each_address_has_its_page(invented: Register, address: str, expected: str) -> None:
    """A record has a page of its own; a term stands on that of its group."""
    assert page_uri(invented, address) == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [("people/tran-y", ""), (f"{COUNCIL}#chu-tich", "chu-tich"), ("terms/luong-uom", "luong-uom")],
    ids=["record", "part-of-it", "term"],
)
def test_each_address_has_its_place_on_the_page(
    invented: Register, address: str, expected: str
) -> None:
    """The page as a whole, the fragment, or the term among those of its group."""
    assert fragment_of(invented, address) == expected


@pytest.mark.parametrize(
    ("locator", "expected"),
    [
        ("Điều 2", "dieu-2"),
        ("điều 2 khoản 7 điểm a", "dieu-2"),
        ("Điều 4 khoản 2", "dieu-4-khoan-2"),
        ("Điều 4 khoản 2 điểm b", "dieu-4-khoan-2"),
        ("Điều 4", "dieu-4-khoan-1"),
        ("Điều 5", "dieu-5"),
        ("Điều 5 khoản 3", "dieu-5-khoan-3"),
        ("Điều 5 khoản 9", "dieu-5"),
        ("Điều 2; Điều 5", "dieu-2"),
        ("Điều 20", ""),
        ("đoạn 2", ""),
        (None, ""),
    ],
    ids=[
        "itself",
        "inside",
        "clause",
        "inside-clause",
        "around-clauses",
        "article-with-clause",
        "clause-of-article",
        "other-clause-of-article",
        "several",
        "longer-number",
        "paragraph",
        "none",
    ],
)
def test_a_locator_leads_to_the_nearest_article_declared(
    locator: str | None, expected: str
) -> None:
    """That very part, or else the smallest around it, or else the first inside it."""
    places = ("Điều 2", "Điều 4 khoản 1", "Điều 4 khoản 2", "Điều 5", "Điều 5 khoản 3")
    articles = [{"locator": place, "versions": [{"gist": "g"}]} for place in places]
    assert (
        fragment_of(small({"legislation/d": {"articles": articles}}), "legislation/d", locator)
        == expected
    )


def test_a_locator_into_a_document_without_articles_leads_to_the_page(invented: Register) -> None:
    """Nothing is declared, so the page as a whole is meant."""
    assert fragment_of(invented, "legislation/quyet-dinh-07-2031", "Điều 1") == ""


def test_a_fragment_goes_before_a_locator(invented: Register) -> None:
    """Who names the part itself means that part."""
    assert fragment_of(invented, f"{CHARTER}#dieu-3", "Điều 1") == "dieu-3"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (COUNCIL, POSTS),
        (
            "organizations/van-phong-vuon-uom",
            {"s2029": "Cơ cấu năm 2029", "s2030": "Cơ cấu năm 2030"},
        ),
        (CHARTER, {"dieu-1": "Điều 1", "dieu-3": "Điều 3", "dieu-4-khoan-1": "khoản 1 Điều 4"}),
        ("events/2031-02-03", {"directive-1": "chỉ đạo 1", "directive-2": "chỉ đạo 2"}),
        ("people/tran-y", {}),
    ],
    ids=["posts", "structures", "articles", "directives", "no-parts"],
)
def test_the_parts_of_a_record_that_can_be_linked(
    invented: Register, address: str, expected: dict[str, str]
) -> None:
    """Posts, structures, articles and directives with their titles, in the order of the file."""
    titles = part_titles(invented, address, dt.date(2031, 5, 5))
    assert list(titles.items()) == list(expected.items())
