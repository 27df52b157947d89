"""Specifies which former ids are refused, and how."""

from collections.abc import Callable, Mapping

from tests.conftest import Change

Find = Callable[[Mapping[str, Change]], list[str]]
Y = "people/tran-y.yml"
HEAD = "name: Trần Ý\n"


def former(*ids: str) -> Change:
    return HEAD, f"{HEAD}former_ids: [{', '.join(ids)}]\n"


def test_an_address_that_was_given_up_is_told_with_the_new_one(problems: Find) -> None:
    """There is one way to write an address; the fragment goes along."""
    found = problems(
        {
            "organizations/hoi-dong-vuon-uom.yml": (
                "abbreviation:",
                "former_ids: [hdvu]\nabbreviation:",
            ),
            "needs.yml": (
                "of: organizations/hoi-dong-vuon-uom#chu-tich",
                "of: organizations/hdvu#chu-tich",
            ),
        }
    )
    assert found == [
        'needs.yml:5:3: "organizations/hdvu#chu-tich" is an address that was given up; '
        'did you mean "organizations/hoi-dong-vuon-uom#chu-tich"? [former-address]'
    ]


def test_a_former_id_is_no_id_that_is_in_use(problems: Find) -> None:
    """Its address leads to one page; an id of another collection is another address."""
    assert problems({Y: former("do-thuy-an", "2031", "tran-y-cu")}) == [
        f'{Y}:2:14: the former address "people/do-thuy-an" stands in '
        f"{_other(problems)} already [former-id-in-use]"
    ]


def _other(problems: Find) -> str:
    found = problems({Y: former("do-thuy-an")})
    return found[0].partition("stands in ")[2].partition(" already")[0]


def test_a_former_id_leads_to_one_record(problems: Find) -> None:
    """Two records can not both have been known under it."""
    other = "people/do-thuy-an.yml"
    found = problems(
        {Y: former("cu"), other: ("name: Đỗ Thùy An\n", "name: Đỗ Thùy An\nformer_ids: [cu]\n")}
    )
    assert [line.rpartition(" ")[2] for line in found] == ["[former-id-in-use]"]
    assert found[0].startswith(f"{Y}:2:14:")


def test_a_former_id_is_a_clean_one(problems: Find) -> None:
    """A page is written under it."""
    assert problems({Y: former("../x")}) == [
        f'{Y}:2:14: the id "../x" may hold only lower-case letters without accents, digits and'
        ' hyphens; did you mean "x"? [unclean-id]'
    ]


def test_a_former_id_is_the_name_of_a_page_of_its_own(problems: Find) -> None:
    """Its page would take the place of the list, or could not be written under Windows."""
    assert problems({Y: former("index", "nul", "index-1")}) == [
        f'{Y}:2:14: the id "index" is the name of the list page of the collection;'
        ' did you mean "index-1"? [list-page-id]',
        f'{Y}:2:21: Windows refuses files with the name of the id "nul";'
        ' did you mean "nul-1"? [system-id]',
    ]
