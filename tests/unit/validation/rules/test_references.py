"""Rules on addresses, vocabulary and names: each with what breaks it and what nearly does."""

from collections.abc import Callable, Mapping

import pytest

from tests.conftest import Change

Find = Callable[[Mapping[str, Change]], list[str]]

AN = "people/do-thuy-an.yml"
BINH = "people/le-van-binh.yml"
Y = "people/tran-y.yml"
COUNCIL = "organizations/hoi-dong-vuon-uom.yml"
OFFICE = "organizations/van-phong-vuon-uom.yml"
SOWERS = "organizations/to-gieo-hat.yml"
WATERERS = "organizations/to-tuoi-nuoc.yml"
DECISION = "legislation/quyet-dinh-07-2031.yml"
MEETING = "events/2031-02-03.yml"
PROGRAMME = "programmes/2031.yml"


@pytest.mark.parametrize(
    ("file", "old", "new", "line"),
    [
        (
            Y,
            "organizations/ban-mua-xuan",
            "organizations/ban-mua-suan",
            '3:5: there is no "organizations/ban-mua-suan"'
            '; did you mean "organizations/ban-mua-xuan"?',
        ),
        (PROGRAMME, "events/2031-02-03", "xyz", '9:1: there is no "xyz"'),
        (
            MEETING,
            "[organizations/van-phong-vuon-uom]",
            "[organizations/van-phong-vuon-uom, people/do-thuy-em]",
            '18:44: there is no "people/do-thuy-em"; did you mean "people/do-thuy-an"?',
        ),
        (
            PROGRAMME,
            "vuon-uom#chu-tich",
            "vuon-uom#chu-tic",
            '19:5: there is no "organizations/hoi-dong-vuon-uom#chu-tic"'
            '; did you mean "organizations/hoi-dong-vuon-uom#chu-tich"?',
        ),
        (
            PROGRAMME,
            "body: organizations/hoi-dong-vuon-uom",
            "body: organizations/hoi-dong-vuon-uom#chu-tich",
            '4:1: there is no "organizations/hoi-dong-vuon-uom#chu-tich"'
            '; did you mean "organizations/hoi-dong-vuon-uom"?',
        ),
        (
            "tasks/2031-01.yml",
            "people/le-van-binh",
            "people/le-van-binh#",
            '20:5: there is no "people/le-van-binh#"; did you mean "people/le-van-binh"?',
        ),
    ],
    ids=["near", "far", "item", "post", "no-part-allowed", "empty-part"],
)
def test_an_address_that_leads_nowhere_is_told(
    problems: Find, file: str, old: str, new: str, line: str
) -> None:
    """With the nearest one that exists; a part is looked for only where parts are meant."""
    assert problems({file: (old, new)}) == [f"{file}:{line} [unknown-address]"]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (PROGRAMME, "vuon-uom#chu-tich", "vuon-uom#uy-vien"),
        (PROGRAMME, "holder: organizations/hoi-dong-vuon-uom#chu-tich", "holder: people/tran-y"),
        (MEETING, "[organizations/van-phong-vuon-uom]", "[people/tran-y]"),
    ],
    ids=["other-post", "person", "person-in-a-list"],
)
def test_an_address_of_a_part_or_of_another_allowed_kind_is_right(
    problems: Find, file: str, old: str, new: str
) -> None:
    """Whoever bears a task or a role is a body, a post of it or a person."""
    assert problems({file: (old, new)}) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "place", "expected"),
    [
        (PROGRAMME, "people/do-thuy-an", "tasks/2031-01", "10:1", "people"),
        (
            PROGRAMME,
            "organizations/hoi-dong-vuon-uom#chu-tich",
            "terms/luong-uom",
            "19:5",
            "people, organizations",
        ),
        (Y, "organizations/ban-mua-xuan", "people/tran-y", "3:5", "organizations"),
        (AN, "organizations/hoi-dong-vuon-uom", "terms/luong-uom", "3:5", "organizations"),
        (AN, "sources/ban-sao", "people/tran-y", "16:10", "sources"),
        (
            DECISION,
            "document: legislation/dieu-le-02-2030",
            "document: people/tran-y",
            "12:38",
            "legislation",
        ),
    ],
    ids=["one-kind", "two-kinds", "role-in-a-person", "post-in-a-term", "source", "article"],
)
def test_an_address_of_the_wrong_kind_is_told_with_the_right_kinds(
    problems: Find, file: str, old: str, new: str, place: str, expected: str
) -> None:
    """The record exists, but nobody can hold a post in a person or a term."""
    value = new.rpartition(" ")[2]
    assert problems({file: (old, new)}) == [
        f'{file}:{place}: "{value}" is of the wrong kind; expected {expected} [wrong-collection]'
    ]


def test_a_word_outside_the_vocabulary_is_told(problems: Find) -> None:
    """With its group and the nearest word of it, at the record and inside one."""
    changes = {
        SOWERS: ("classification: team", "classification: tem"),
        MEETING: ("role: chair", "role: gardener"),
    }
    assert problems(changes) == [
        f'{MEETING}:8:5: the word "gardener" is not in the group "participation" of labels.yml:'
        " chair, present [unknown-word]",
        f'{SOWERS}:2:1: the word "tem" is not in the group "classification"'
        ' of labels.yml: council, office, team; did you mean "team"? [unknown-word]',
    ]


def test_a_word_that_labels_yml_adds_is_known(problems: Find) -> None:
    """A vocabulary is data: a new word needs no change of the program."""
    changes = {
        MEETING: ("role: chair", "role: gardener"),
        "labels.yml": ("    chair:", "    gardener: {vi: Người làm vườn}\n    chair:"),
    }
    assert problems(changes) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "line"),
    [
        (
            AN,
            "post: chu-tich",
            "post: chu-tic",
            '4:5: "organizations/hoi-dong-vuon-uom" has no post "chu-tic"; it has: chu-tich,'
            ' uy-vien; for any other, write it in "role"; did you mean "chu-tich"? [unknown-post]',
        ),
        (
            AN,
            "organizations/hoi-dong-vuon-uom",
            "organizations/van-phong-vuon-uom",
            '4:5: "organizations/van-phong-vuon-uom" has no post "chu-tich"; it has:'
            ' chanh-van-phong; for any other, write it in "role" [unknown-post]',
        ),
        (
            AN,
            "post: chu-tich",
            "post: chu-tich\n    role: Chủ tịch",
            '3:5: exactly one of "post" and "role" is needed [post-or-role]',
        ),
        (
            AN,
            "    post: chu-tich\n",
            "",
            '3:5: exactly one of "post" and "role" is needed [post-or-role]',
        ),
    ],
    ids=["near", "of-another-body", "both", "neither"],
)
def test_a_membership_is_in_a_post_that_the_body_declares_or_in_a_role(
    problems: Find, file: str, old: str, new: str, line: str
) -> None:
    """Otherwise nobody could tell what the person was there."""
    assert problems({file: (old, new)}) == [f"{file}:{line}"]


@pytest.mark.parametrize("new", ["post: uy-vien", "role: Người tưới cây"])
def test_another_post_of_the_body_or_a_role_in_words_is_right(problems: Find, new: str) -> None:
    """A role in words is for what the body declares no post for."""
    assert problems({AN: ("post: chu-tich", new)}) == []


@pytest.mark.parametrize(
    ("id_", "line"),
    [
        ("s2029", '29:5: the id "s2029" is used twice [duplicate-part-id]'),
        (
            "Cơ cấu",
            '29:5: the id "Cơ cấu" may hold only lower-case letters without accents, digits and'
            ' hyphens; did you mean "co-cau"? [unclean-id]',
        ),
        (
            f"s{'0' * 64}",
            f'29:5: the id "s{"0" * 64}" has 65 characters; at most 64 are allowed;'
            f' did you mean "s{"0" * 63}"? [long-id]',
        ),
        (
            "aux",
            '29:5: Windows refuses files with the name of the id "aux"; did you mean "aux-1"?'
            " [system-id]",
        ),
    ],
)
def test_an_id_inside_an_organization_is_clean_and_its_own(
    problems: Find, id_: str, line: str
) -> None:
    """It becomes the fragment of an address."""
    assert problems({OFFICE: ("id: s2030", f"id: {id_}")}) == [f"{OFFICE}:{line}"]


def test_a_post_and_a_structure_share_no_id(problems: Find) -> None:
    """Both are fragments of the same page."""
    assert problems({OFFICE: ("id: chanh-van-phong", "id: s2030")}) == [
        f'{OFFICE}:29:5: the id "s2030" is used twice [duplicate-part-id]'
    ]


CHARTER = "legislation/dieu-le-02-2030.yml"


@pytest.mark.parametrize(
    ("added", "line"),
    [
        ("  - locator: khoản 1, Điều 4", '30:5: the id "dieu-4-khoan-1" is used twice'),
        (
            "  - locator: Điều 5\n    former_fragments: [dieu-3]",
            '31:24: the id "dieu-3" is used twice',
        ),
        (
            "  - locator: Điều 5\n    former_fragments: [dieu-5-muc-1, dieu-5-muc-1]",
            '31:38: the id "dieu-5-muc-1" is used twice',
        ),
    ],
    ids=["typed-in-the-other-order", "former-in-use", "former-twice"],
)
def test_a_place_in_a_document_is_declared_once(problems: Find, added: str, line: str) -> None:
    """Its fragment, and each that it had before, leads to one place."""
    article = f"{added}\n    versions:\n      - gist: x\n        basis: analysis\n        note: y\n"
    assert problems({CHARTER: ("relations:\n", f"{article}relations:\n")}) == [
        f"{CHARTER}:{line} [duplicate-part-id]"
    ]


def test_a_former_fragment_is_a_clean_id(problems: Find) -> None:
    """It stands in addresses."""
    change = ("  - locator: Điều 3\n", "  - locator: Điều 3\n    former_fragments: [Mục 3]\n")
    assert problems({CHARTER: change}) == [
        f'{CHARTER}:15:24: the id "Mục 3" may hold only lower-case letters without accents, digits'
        ' and hyphens; did you mean "muc-3"? [unclean-id]'
    ]


def test_two_organizations_may_have_a_part_of_one_id(problems: Find) -> None:
    """Every body has its head."""
    assert problems({OFFICE: ("id: chanh-van-phong", "id: chu-tich")}) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (
            BINH,
            "disambiguation: ủy viên Hội đồng\n",
            "",
            [(f"{BINH}:1:1", "Lê Văn Bình", "people/le-van-binh-to-gieo-hat")],
        ),
        (
            Y,
            "name: Trần Ý",
            "notes: []\nname: Đo Thúy Ân",
            [
                (f"{AN}:1:1", "Đỗ Thùy An", "people/tran-y"),
                (f"{Y}:2:1", "Đo Thúy Ân", "people/do-thuy-an"),
            ],
        ),
        (
            SOWERS,
            "names: [Tổ Gieo hạt]",
            "notes: []\nnames: [Tổ Gieo hạt, Tổ Tưới nước]",
            [
                (f"{SOWERS}:2:1", "Tổ Tưới nước", "organizations/to-tuoi-nuoc"),
                (f"{WATERERS}:1:1", "Tổ Tưới nước", "organizations/to-gieo-hat"),
            ],
        ),
    ],
    ids=["people", "but-for-accents", "newest-name-of-organizations"],
)
def test_records_of_one_name_are_told_apart(
    problems: Find, file: str, old: str, new: str, told: list[tuple[str, str, str]]
) -> None:
    """Readers who type no accents cannot tell them apart either."""
    assert problems({file: (old, new)}) == [
        f'{where}: "{name}" has the same name as "{other}"; "disambiguation" is needed [same-name]'
        for where, name, other in told
    ]


@pytest.mark.parametrize("name", ["Tổ Gieo hạt", "Đỗ Thùy Anh", "Ban Vườn Ươm"])
def test_names_that_are_only_alike_need_nothing(problems: Find, name: str) -> None:
    """A person named like a body, or like another person but for a letter."""
    assert problems({Y: ("name: Trần Ý", f"name: {name}")}) == []


def test_a_part_is_not_named_like_a_part_of_the_page(problems: Find) -> None:
    """Its anchor would stand twice on the page."""
    council = "organizations/hoi-dong-vuon-uom.yml"
    found = problems({council: ("id: uy-vien", "id: history")})
    assert [line for line in found if line.startswith("organizations/")] == [
        f'{council}:26:5: the id "history" is the name of a part of the page; choose another '
        "[reserved-id]",
        f'{council}:45:13: "organizations/hoi-dong-vuon-uom" has no post "uy-vien"; it has: '
        'chu-tich, history; for any other, write it in "role" [unknown-post]',
    ]
