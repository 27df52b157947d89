"""Specifies what a record is called: in full, in short, apart from its namesakes, in one line."""

import datetime as dt
from typing import Any

import pytest

from macros.i18n import Labels
from macros.model import Membership, Organization, Text
from macros.queries.names import (
    in_language,
    name_on,
    one_line,
    page_title,
    position,
    short_title,
    title_of,
)
from macros.register import Entry, Register
from tests.support.registers import BODY, small

DAY = dt.date(2031, 5, 5)


def entry(address: str, **fields: Any) -> Entry:
    return small({address: fields})[address]


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        (Text(vi="Vườn", en="Garden"), "vi", "Vườn"),
        (Text(vi="Vườn", en="Garden"), "en", "Garden"),
        (Text(vi="Vườn"), "en", "Vườn"),
        (Text(vi="Vườn", en=""), "en", "Vườn"),
        (None, "en", ""),
    ],
    ids=["main", "other", "other-missing", "other-empty", "no-text"],
)
def test_a_text_falls_back_to_the_main_language(
    text: Text | None, lang: str, expected: str
) -> None:
    """Where a language lacks words the Vietnamese ones stand in."""
    assert in_language(text, lang) == expected


def test_without_a_language_words_are_in_the_main_one(invented: Register) -> None:
    """Pages are Vietnamese unless they say otherwise."""
    task, council = invented["tasks/2031-01"], invented["organizations/hoi-dong-vuon-uom"]
    assert in_language(Text(vi="Vườn", en="Garden")) == "Vườn"
    assert (title_of(council, invented.labels), short_title(task, invented.labels)) == (
        "Hội đồng Vườn Ươm",
        "Nhiệm vụ 1",
    )
    assert one_line(invented, council, DAY) == "Hội đồng chăm lo các luống cây con."


TITLES = {
    "people/le-van-binh": ("Lê Văn Bình", "Lê Văn Bình"),
    "organizations/hoi-dong-vuon-uom": ("Hội đồng Vườn Ươm", "Council of the Nursery"),
    "organizations/to-gieo-hat": ("Tổ Gieo hạt", "Tổ Gieo hạt"),
    "programmes/2031": ("Chương trình năm 2031", "Programme of 2031"),
    "tasks/2031-01": ("Nhiệm vụ 1. Gieo hạt vụ xuân", "Task 1. Gieo hạt vụ xuân"),
    "legislation/dieu-le-01-2029": ("Điều lệ 01/2029", "Charter 01/2029"),
    "events/2031-02-03": (
        "Họp triển khai Chương trình năm 2031",
        "Meeting to launch the 2031 programme",
    ),
    "terms/luong-uom": ("luống ươm", "seed bed"),
    "sources/so-luu-tru": (
        "Sổ lưu văn bản của Hội đồng",
        "Register of documents of the Council",
    ),
}


@pytest.mark.parametrize(
    ("address", "expected"), TITLES.items(), ids=[key.partition("/")[0] for key in TITLES]
)
def test_each_kind_of_record_has_a_title(
    invented: Register, address: str, expected: tuple[str, str]
) -> None:
    """The name readers know it by: a body's newest, a document's form and number."""
    found = invented[address]
    assert tuple(title_of(found, invented.labels, lang) for lang in ("vi", "en")) == expected


def test_a_document_without_a_number_goes_by_its_printed_title() -> None:
    """No number is made up."""
    found = entry("legislation/d", title={"vi": "Kế hoạch", "en": "Plan"})
    assert (title_of(found, Labels()), title_of(found, Labels(), "en")) == ("Kế hoạch", "Plan")


def test_the_form_of_a_document_is_a_word_of_the_data() -> None:
    """The word before the number is the one that `document_name` gives for its type."""
    found = entry("legislation/d", number="5/QĐ", title="Về cây")
    labels = Labels({"document_name": {"charter": {"vi": "Điều lệ", "en": "Charter"}}})
    assert title_of(found, labels, "en") == "Charter 5/QĐ"


@pytest.mark.parametrize(
    ("address", "lang", "expected"),
    [
        ("tasks/2031-01", "vi", "Nhiệm vụ 1"),
        ("tasks/2031-01", "en", "Task 1"),
        ("legislation/dieu-le-01-2029", "en", "Charter 01/2029"),
        ("people/le-van-binh", "vi", "Lê Văn Bình"),
    ],
    ids=["task", "task-en", "document", "person"],
)
def test_only_a_task_is_cut_short_in_a_link(
    invented: Register, address: str, lang: str, expected: str
) -> None:
    """The wording of a task is a whole sentence; its number names it as well."""
    assert short_title(invented[address], invented.labels, lang) == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("people/le-van-binh", "Lê Văn Bình (ủy viên Hội đồng)"),
        ("people/le-van-binh-to-gieo-hat", "Lê Văn Bình (Tổ Gieo hạt)"),
        ("people/tran-y", "Trần Ý"),
        ("tasks/2031-02", "Nhiệm vụ 2. Tưới nước"),
    ],
    ids=["one", "other", "only-one-of-the-name", "never-apart"],
)
def test_a_page_title_tells_namesakes_apart(
    invented: Register, address: str, expected: str
) -> None:
    """The disambiguation follows in brackets, where there is one."""
    assert page_title(invented[address], invented.labels) == expected


def test_a_page_title_tells_apart_in_its_language() -> None:
    """Name and disambiguation are both in the language of the page."""
    apart = {"vi": "khóa cũ", "en": "old"}
    found = entry("people/a", name="An", disambiguation=apart)
    assert page_title(found, Labels(), "en") == "An (old)"


ONE_LINES = {
    "people/le-van-binh-to-gieo-hat": (
        "Tổ phó, Tổ Gieo hạt (đã thôi)",
        "Deputy head, Tổ Gieo hạt (no longer)",
    ),
    "organizations/hoi-dong-vuon-uom": (
        "Hội đồng chăm lo các luống cây con.",
        "Council that looks after the seedlings.",
    ),
    "programmes/2031": ("Ba nhiệm vụ của năm 2031.", "Ba nhiệm vụ của năm 2031."),
    "tasks/2031-01": ("Gieo hạt vụ xuân", "Gieo hạt vụ xuân"),
    "legislation/quyet-dinh-07-2031": (
        "Quyết định sửa đổi Điều lệ",
        "Decision amending the Charter",
    ),
    "events/2029-05-01": (
        "Hội đồng họp phiên đầu và bầu Chủ tịch.",
        "Hội đồng họp phiên đầu và bầu Chủ tịch.",
    ),
    "terms/luong-uom": ("Dải đất để gieo cây con.", "Strip of earth for seedlings."),
    "sources/ban-sao": ("Trang Cây Cảnh", "Trang Cây Cảnh"),
}


@pytest.mark.parametrize(
    ("address", "expected"), ONE_LINES.items(), ids=[key.partition("/")[0] for key in ONE_LINES]
)
def test_each_kind_of_record_is_summed_up_in_a_line(
    invented: Register, address: str, expected: tuple[str, str]
) -> None:
    """Whatever best tells it from others: post, sentence, title, wording, meaning or publisher."""
    found = invented[address]
    assert tuple(one_line(invented, found, DAY, lang) for lang in ("vi", "en")) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2030-03-01", "Ủy viên Hội đồng Vườn Ươm (đang giữ)"),
        ("2031-05-05", "Ủy viên Hội đồng Vườn Ươm (chưa rõ)"),
        ("2031-06-30", "Chủ tịch Hội đồng Vườn Ươm (đang giữ)"),
    ],
)
def test_a_person_is_known_for_a_post_on_a_day(invented: Register, day: str, expected: str) -> None:
    """The post held, else one that may be; the line says which of the two it is."""
    found = invented["people/le-van-binh"]
    assert one_line(invented, found, dt.date.fromisoformat(day)) == expected


def test_a_role_is_told_with_its_body_unless_it_names_it(invented: Register) -> None:
    """`Tổ phó` alone says too little."""
    found = invented["people/le-van-binh-to-gieo-hat"]
    assert one_line(invented, found, DAY) == "Tổ phó, Tổ Gieo hạt (đã thôi)"


def test_a_person_without_posts_and_a_document_without_title_have_no_line() -> None:
    """Nothing is said where nothing is known."""
    found = small({"people/a": {}, "legislation/d": {}})
    assert [one_line(found, entry, DAY) for entry in found.entries.values()] == ["", ""]


@pytest.mark.parametrize(
    ("membership", "expected"),
    [
        ({"start_date": "2029-01-01"}, "Trưởng ban"),
        ({"start_date": "2030-04-29"}, "Trưởng ban"),
        ({"start_date": "2030-04-30"}, "Chủ tịch"),
        ({"start_date": "2030-04"}, "Trưởng ban"),
        ({"start_date": "2035-01-01"}, "Chủ tịch"),
        ({"attested": ["2031-01-01"]}, "Chủ tịch"),
        ({"attested": ["2029-06-01", "2031-01-01"]}, "Trưởng ban"),
        ({"start_date": "2029-06-01", "attested": ["2031-01-01"]}, "Trưởng ban"),
        ({"end_date": "2029-12-31"}, "Trưởng ban"),
    ],
    ids=[
        "before-first-name",
        "under-first-name",
        "on-its-last-day",
        "in-its-last-month",
        "after",
        "attested-later",
        "attested-first",
        "start-before-attested",
        "only-an-end",
    ],
)
def test_a_position_has_the_title_of_its_time(membership: dict[str, Any], expected: str) -> None:
    """A post taken up on the last day of its old title is taken up under the new one."""
    names = [{"name": "Trưởng ban", "end_date": "2030-04-30"}, {"name": "Chủ tịch"}]
    post = {"id": "head", "names": names}
    one = Membership.model_validate({"organization": BODY, "post": "head", **membership})
    assert position(small({BODY: {"posts": [post]}}), one) == Text(vi=expected)


def test_a_title_that_ended_some_time_in_a_year_counts_for_all_of_it() -> None:
    """It may still have been the title on the day; only after that year it was not."""
    names = [{"name": "Trưởng ban", "end_date": "2030"}, {"name": "Chủ tịch"}]
    found = small({BODY: {"posts": [{"id": "head", "names": names}]}})
    dates = ("2030-06-01", "2031-01-01")
    held = [{"organization": BODY, "post": "head", "start_date": date} for date in dates]
    titles = [position(found, Membership.model_validate(one)).vi for one in held]
    assert titles == ["Trưởng ban", "Chủ tịch"]


def test_a_post_whose_titles_all_ended_keeps_the_last_one() -> None:
    """Some title is better than none: the newest."""
    names = [{"name": "A", "end_date": "2029-01-01"}, {"name": "B", "end_date": "2030-01-01"}]
    post = {"id": "head", "names": names}
    one = Membership.model_validate({"organization": BODY, "post": "head", "start_date": "2031"})
    assert position(small({BODY: {"posts": [post]}}), one) == Text(vi="B")


def test_a_role_in_words_is_the_position() -> None:
    """Where the body declares no post the words of the source stand."""
    one = Membership(organization=BODY, role=Text(vi="Tổ phó", en="Deputy head"))
    assert position(small({BODY: {}}), one) == Text(vi="Tổ phó", en="Deputy head")


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2028-12-31", "A"),
        ("2029-01-01", "A"),
        ("2029-12-31", "A"),
        ("2030-01-01", "B"),
        ("2031-06-01", "B"),
        ("2031-12-31", "C"),
    ],
    ids=["before-all", "first", "last-day-of-it", "next", "some-time-in-a-year", "end-of-the-year"],
)
def test_a_post_has_the_name_of_the_day(day: str, expected: str) -> None:
    """The last one that has certainly begun; before them all the first."""
    starts = {"A": "2029-01-01", "B": "2030-01-01", "C": "2031"}
    names = [{"name": name, "start_date": start} for name, start in starts.items()]
    body = small({BODY: {"names": names}})
    found = name_on(body.get(Organization, BODY).record.names, dt.date.fromisoformat(day))
    assert found.name == Text(vi=expected)


def test_a_name_without_a_start_has_always_begun() -> None:
    """Of several such names the last one counts."""
    body = small({BODY: {"names": ["A", "B", {"name": "C", "start_date": "2031-01-01"}]}})
    assert name_on(body.get(Organization, BODY).record.names, dt.date(2030, 1, 1)).name == Text(
        vi="B"
    )
