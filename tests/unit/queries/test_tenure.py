"""The short answers to what newcomers ask, and the pages that give them."""

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path

from macros.model import Organization
from macros.pages import VIEWS, Site
from macros.queries.record_relations import instruments_of
from macros.queries.tenure import Holding, head_of, possible_holders, post_name
from macros.register import Register
from macros.validation import load_data
from tests.conftest import Change

COUNCIL, OFFICE = "organizations/hoi-dong-vuon-uom", "organizations/van-phong-vuon-uom"
DAY = dt.date(2031, 5, 5)
Make = Callable[[Mapping[str, Change]], Path]


def path_page(site: Site) -> str:
    return VIEWS["record"](site.page("onboarding/x/"), "onboarding/nguoi-lam-vuon")


def needs_page(site: Site) -> str:
    return VIEWS["needs"](site.page("needs/"))


def names(found: tuple[Holding, ...]) -> list[str]:
    return [item.person.id for item in found]


def test_who_held_a_post_on_a_day(invented: Register) -> None:
    """For sure; those of whom it is not known are left out then."""
    assert names(possible_holders(invented, f"{COUNCIL}#chu-tich", dt.date(2030, 6, 1))) == [
        "do-thuy-an"
    ]


def test_where_nobody_held_it_for_sure_those_who_may_have_are_named(invented: Register) -> None:
    """With the nearest day on which a source shows them."""
    (one,) = possible_holders(invented, f"{COUNCIL}#uy-vien", dt.date(2031, 3, 1))
    assert (one.person.id, one.steps.on(dt.date(2031, 3, 1))) == (
        "le-van-binh",
        "recent~2031-02-03",
    )


def test_the_head_of_a_body_holds_the_post_that_heads_it(invented: Register) -> None:
    """The first post of its own, or that of another body."""
    assert names(head_of(invented, invented[COUNCIL], dt.date(2030, 6, 1))) == ["do-thuy-an"]
    assert names(head_of(invented, invented[OFFICE], dt.date(2030, 6, 1))) == ["do-thuy-an"]
    assert head_of(invented, invented["people/tran-y"], DAY) == ()


def test_a_body_rests_on_the_documents_of_its_founding_duties_and_structures(
    invented: Register,
) -> None:
    """Each once, in the order of the record."""
    assert instruments_of(invented.get(Organization, COUNCIL)) == ("legislation/dieu-le-01-2029",)


def test_a_step_says_by_itself_what_has_ended_and_what_followed(invented: Register) -> None:
    """The path names the body; the register knows the rest."""
    text = path_page(Site(invented, DAY))
    (line,) = [one for one in text.splitlines() if "to-gieo-hat" in one and "<li>" in one]
    assert 'badge--life-ended">Đã kết thúc' in line
    assert '<a href="../../organizations/to-tuoi-nuoc/">Tổ Tưới nước</a>' in line


def test_what_changes_in_the_data_changes_path_and_answers(changed: Make) -> None:
    """A document that ends and a person who is gone are told in the same build."""
    before = Site(load_data(changed({})), DAY)
    gone = {
        "legislation/dieu-le-02-2030.yml": (
            "first_date_entry_in_force: 2030-05-01",
            "first_date_entry_in_force: 2030-05-01\ndate_no_longer_in_force: 2031-01-01",
        ),
        "people/do-thuy-an.yml": ("start_date: 2029-05-01", "start_date: 2030-09-01"),
    }
    after = Site(load_data(changed(gone)), DAY)
    for page, words in (("path", "Hết hiệu lực toàn bộ"), ("needs", "Chưa có nguồn nào nêu tên")):
        pages = [
            path_page(site) if page == "path" else needs_page(site) for site in (before, after)
        ]
        assert pages[0] != pages[1]
        assert pages[1].count(words) == pages[0].count(words) + 1


def test_what_follows_only_by_our_reading_is_marked(invented: Register) -> None:
    """In the paths and in the answers."""
    site = Site(invented, DAY)
    for text in (path_page(site), needs_page(site)):
        assert 'to-tuoi-nuoc/">Tổ Tưới nước</a><sup class="analysis">' in text


def test_a_post_is_called_as_it_was_on_the_day(real: Register) -> None:
    """Not by the name that it has had since."""
    post = "organizations/quoc-hoi#tong-thu-ky"
    assert post_name(real, post, dt.date(2024, 3, 11)) == "Tổng Thư ký Quốc hội"
    assert post_name(real, post, dt.date(2025, 3, 11)) != "Tổng Thư ký Quốc hội"
