"""Specifies what a record is called: in full, in short, apart from its namesakes, in one line."""

import datetime as dt
from typing import Any

import pytest

from macros.i18n import Labels
from macros.model import Text
from macros.queries.names import in_language
from macros.queries.titles import link_title, page_title, summary_line, title_of
from macros.register import Entry, Register
from tests.support.registers import small

DAY = dt.date(2031, 5, 5)


def entry(address: str, **fields: Any) -> Entry:
    return small({address: fields})[address]


def test_without_a_language_words_are_in_the_main_one(invented: Register) -> None:
    """Pages are Vietnamese unless they say otherwise."""
    task, council = invented["tasks/2031-01"], invented["organizations/hoi-dong-vuon-uom"]
    assert in_language(Text(vi="Vườn", en="Garden")) == "Vườn"
    assert (title_of(council, invented.labels), link_title(task, invented.labels)) == (
        "Hội đồng Vườn Ươm",
        "Nhiệm vụ 1",
    )
    assert summary_line(invented, council, DAY) == "Hội đồng chăm lo các luống cây con."


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
    entry = invented[address]
    assert tuple(title_of(entry, invented.labels, lang) for lang in ("vi", "en")) == expected


def test_a_document_without_a_number_goes_by_its_printed_title() -> None:
    """No number is made up."""
    document_entry = entry("legislation/d", title={"vi": "Kế hoạch", "en": "Plan"})
    assert (title_of(document_entry, Labels()), title_of(document_entry, Labels(), "en")) == (
        "Kế hoạch",
        "Plan",
    )


def test_the_form_of_a_document_is_a_word_of_the_data() -> None:
    """The word before the number is the one that `document_name` gives for its type."""
    document_entry = entry("legislation/d", number="5/QĐ", title="Về cây")
    labels = Labels({"document_name": {"charter": {"vi": "Điều lệ", "en": "Charter"}}})
    assert title_of(document_entry, labels, "en") == "Charter 5/QĐ"


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
    assert link_title(invented[address], invented.labels, lang) == expected


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
    document_entry = entry("people/a", name="An", disambiguation=apart)
    assert page_title(document_entry, Labels(), "en") == "An (old)"


ONE_LINES = {
    "people/le-van-binh-to-gieo-hat": (
        "Tổ phó, Tổ Gieo hạt (đã thôi)",
        "Deputy head, Tổ Gieo hạt (left the post)",
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
    entry = invented[address]
    assert tuple(summary_line(invented, entry, DAY, lang) for lang in ("vi", "en")) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2030-03-01", "Ủy viên Hội đồng Vườn Ươm (đang giữ)"),
        ("2031-05-05", "Ủy viên Hội đồng Vườn Ươm (giữ chức vụ, theo nguồn gần nhất 3/2/2031)"),
        ("2031-06-30", "Chủ tịch Hội đồng Vườn Ươm (đang giữ)"),
    ],
)
def test_a_person_is_known_for_a_post_on_a_day(invented: Register, day: str, expected: str) -> None:
    """The post held, else one that may be; the line says which of the two it is."""
    entry = invented["people/le-van-binh"]
    assert summary_line(invented, entry, dt.date.fromisoformat(day)) == expected


def test_a_role_is_told_with_its_body_unless_it_names_it(invented: Register) -> None:
    """`Tổ phó` alone says too little."""
    entry = invented["people/le-van-binh-to-gieo-hat"]
    assert summary_line(invented, entry, DAY) == "Tổ phó, Tổ Gieo hạt (đã thôi)"


def test_a_person_without_posts_and_a_document_without_title_have_no_line() -> None:
    """Nothing is said where nothing is known."""
    register = small({"people/a": {}, "legislation/d": {}})
    assert [summary_line(register, entry, DAY) for entry in register.entries.values()] == ["", ""]
