"""Rules on names, texts and single values: each with what breaks it and what nearly does."""

from collections.abc import Callable, Mapping

import pytest

from tests.conftest import Change

CITED = "citations: [{source: sources/ban-sao}]"
Find = Callable[[Mapping[str, Change]], list[str]]

Y = "people/tran-y.yml"
COUNCIL = "organizations/hoi-dong-vuon-uom.yml"
SOWERS = "organizations/to-gieo-hat.yml"
MEETING = "events/2031-02-03.yml"


@pytest.mark.parametrize(
    ("file", "old", "new", "place", "key"),
    [
        ("terms.yml", "abbreviation: HĐVU", "abbreviation: –", "4:3", "abbreviation"),
        ("terms.yml", "abbreviation: HĐVU", 'abbreviation: "-"', "4:3", "abbreviation"),
        ("terms.yml", "abbreviation: HĐVU", "abbreviation: …", "4:3", "abbreviation"),
        ("terms.yml", "term: {vi: luống ươm, en: seed bed}", 'term: "?"', "16:3", "term"),
        ("terms.yml", "en: seed bed}", 'en: "?"}', "16:25", "term"),
        ("terms.yml", "form: Nursery Council", "form: “”", "8:7", "form"),
        (COUNCIL, "abbreviation: HĐVU", "abbreviation: ( )", "11:1", "abbreviation"),
        (SOWERS, "names: [Tổ Gieo hạt]", "names: [–]", "1:9", "name"),
        (Y, "name: Trần Ý", "name: ———", "1:1", "name"),
    ],
)
def test_a_name_holds_a_letter_or_digit(
    problems: Find, file: str, old: str, new: str, place: str, key: str
) -> None:
    """Search has nothing to find otherwise, and an abbreviation of no word stands everywhere."""
    value = new.removeprefix(f"{old.partition(':')[0]}: ").strip("[]")
    value = "?" if "?" in value else value.strip('"')
    assert problems({file: (old, new)}) == [
        f'{file}:{place}: "{key}" needs a letter or digit; here is only "{value}"; give the real'
        " name or leave the key out [name-without-letter]"
    ]


@pytest.mark.parametrize("short", ["H", "7", "H–Đ", "国"])
def test_one_letter_or_digit_is_enough_for_a_name(problems: Find, short: str) -> None:
    """Of whatever alphabet."""
    assert problems({"terms.yml": ("abbreviation: HĐVU", f"abbreviation: {short}")}) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "place", "key"),
    [
        (Y, "name: Trần Ý", 'name: "Trần\\nÝ"', "1:1", "name"),
        (Y, "role: Trưởng ban", "role: |-\n      Trưởng\n      ban", "4:5", "role"),
        ("sources.yml", "publisher: Báo Nhà Vườn", 'publisher: "Báo\\nVườn"', "2:3", "publisher"),
        ("terms.yml", "en: seed bed}", 'en: "seed\\nbed"}', "16:25", "term"),
    ],
)
def test_a_name_stands_on_one_line(
    problems: Find, file: str, old: str, new: str, place: str, key: str
) -> None:
    """A cell of a sheet gives two with Alt+Enter, and nobody finds the name again."""
    assert problems({file: (old, new)}) == [
        f'{file}:{place}: "{key}" must be on one line; the command fix mends it [line-break]'
    ]


def test_prose_may_have_paragraphs_and_pictures(problems: Find) -> None:
    """What is no name is shown as it is written."""
    summary = "summary: |-\n  Bán cây 🌱.\n\n  Bán hạt."
    assert problems({"events/x.yml": f"name: Chợ\n{summary}\n{REST}"}) == []


REST = """\
date: 2031-05-01
kind: meeting
citations:
  - {source: sources/ban-sao}
"""


def test_a_picture_in_a_name_is_reported(problems: Find) -> None:
    """It can not be typed into the search."""
    assert problems({Y: ("name: Trần Ý", "name: Trần Ý 🌱")}) == [
        f'{Y}:1:1: "name" takes no pictures such as 🌱 (U+1F331); delete it [picture-in-name]'
    ]


@pytest.mark.parametrize(
    ("key", "size", "most"),
    [("name", 601, 600), ("name", 3_900_000, 600), ("summary", 50_001, 50_000)],
)
def test_a_name_and_a_text_have_an_end(problems: Find, key: str, size: int, most: int) -> None:
    """What is much longer than anything seen is a slip, and a page that nobody can open."""
    record = {"name": "Chợ", "summary": "Bán cây.", key: "a" * size}
    text = "".join(f"{name}: {value}\n" for name, value in record.items())
    line = list(record).index(key) + 1
    assert problems({"events/x.yml": text + REST}) == [
        f'events/x.yml:{line}:1: "{key}" has {size} characters; at most {most} are allowed'
        " [too-long]"
    ]


@pytest.mark.parametrize(
    ("typed", "shown", "meant"),
    [
        ("0", "0", "false"),
        ("1", "1", "true"),
        ("no", "no", "false"),
        ("True", "True", "true"),
        ("2", "2", ""),
    ],
)
def test_true_and_false_are_written_in_these_words(
    problems: Find, typed: str, shown: str, meant: str
) -> None:
    """Without quotes, as every program reads them."""
    text = f"name: Chợ\nsummary: Bán cây.\nmilestone: {typed}\n{REST}"
    near = f'; did you mean "{meant}"?' if meant else ""
    assert problems({"events/x.yml": text}) == [
        'events/x.yml:3:1: "milestone" needs "true" or "false"; here is the text'
        f' "{shown}"{near} [wrong-type]'
    ]


@pytest.mark.parametrize("quote", ['"', "'"])
def test_true_and_false_have_no_quotes(problems: Find, quote: str) -> None:
    """Other programs would read a text."""
    text = f"name: Chợ\nsummary: Bán cây.\nmilestone: {quote}false{quote}\n{REST}"
    assert problems({"events/x.yml": text}) == [
        'events/x.yml:3:1: "milestone" is written false, without quotes [quoted-flag]'
    ]


@pytest.mark.parametrize("count", ["-1", "0", "2"])
def test_a_wrong_number_of_tasks_is_reported_where_it_stands(problems: Find, count: str) -> None:
    """The tasks are numbered well, so not they are wrong."""
    found = problems({"programmes/2031.yml": ("announced_tasks: 3", f"announced_tasks: {count}")})
    assert [line.partition(" ")[0] for line in found] == ["programmes/2031.yml:8:1:"]
    if count != "-1":
        assert found[0].partition(" ")[2] == (
            f'"announced_tasks" is {count}, but 3 tasks are numbered from 1 [too-many-numbers]'
        )


def test_an_empty_item_is_named_by_its_number(problems: Find) -> None:
    """A dash without a value is a slip, whatever the list holds."""
    text = f"name: Chợ\nsummary: Bán cây.\npeople:\n  - people/tran-y\n  -\n{REST}"
    assert problems({"events/x.yml": text}) == [
        'events/x.yml:5:4: item 2 of "people" is empty; delete the "-" or fill in a value'
        " [empty-item]"
    ]


SCHEME = "must begin with https:// or http://"


@pytest.mark.parametrize(
    ("address", "detail"),
    [
        ("javascript:alert(1)", SCHEME),
        ("//example.org", SCHEME),
        ("example.org", SCHEME),
        (
            "https://exa mple.org/",
            'has a blank; write it in one piece; did you mean "https://example.org/"?',
        ),
        ("https://", "lacks the name of a server or has a wrong one"),
        ("https://example.org:99999/", "has a port outside 1 to 65535"),
        (
            "https://lan@example.org/",
            "has a name and password before the @; remove them;"
            ' did you mean "https://example.org/"?',
        ),
        (
            "https://xn--80ak6aa92e.com/",
            'has a server "аррӏе.com" with letters of several alphabets that look alike',
        ),
    ],
)
def test_an_address_that_does_more_than_show_a_page_is_told(
    problems: Find, address: str, detail: str
) -> None:
    """A link on a page runs what it names, or leads elsewhere than it seems."""
    good = "https://example.org/bao-nha-vuon/hop-2031"
    assert problems({"sources.yml": (good, address)}) == [
        f'sources.yml:6:3: the address "{address}" {detail} [bad-web-address]'
    ]


def test_an_old_address_without_encryption_is_right(problems: Find) -> None:
    """Some official pages have no other."""
    assert problems({"sources.yml": ("https://example.org", "http://example.org")}) == []


@pytest.mark.parametrize(
    "text",
    [
        *("Xem https://example.org/Cay_giong?a=1&amp;b=2", "Gửi Lan_a@example.org"),
        *("Mở Tệp_mẫu.docx trong ./Thu_Muc/A", "Đặt SITE_DIR và AS_OF", "Tăng 5%, còn 20%"),
    ],
)
def test_addresses_and_names_of_files_keep_their_signs(problems: Find, text: str) -> None:
    """An underscore or a code is no lost letter there."""
    change = ("name: Thành lập", f'notes: [{{text: "{text}", {CITED}}}]\nname: Thành lập')
    assert problems({"events/2029-05-01.yml": change}) == []
