"""What `fix` mends: what has one right form, and never what a file says."""

import unicodedata
from pathlib import Path

import pytest

from macros.__main__ import main
from macros.changes.tidy import tidy_file
from macros.model import Person, Source
from tests.conftest import Changed
from tests.support.sites import ROOT

GOOD = "name: Trần Ý\nmemberships:\n  - organization: organizations/x\n    role: a\n"


@pytest.mark.parametrize(
    "data",
    [
        f"\ufeff{GOOD}",
        GOOD.replace("\n", "\r\n"),
        GOOD.replace("\n", "\r"),
        GOOD.replace("\n    role", "\n\u00a0\u00a0\u2003 role"),
        GOOD.replace("role: a", "role:\ta\t# x").replace("\t# x", ""),
        GOOD.replace("name: Trần Ý", "name:\tTrần\n   Ý"),
        GOOD.replace("name:", "name\u00a0:"),
        GOOD.rstrip("\n"),
        f"{GOOD}\n\n",
        GOOD.replace("\n", "  \n"),
        GOOD.replace("role: a", "role: a\t"),
        unicodedata.normalize("NFD", GOOD),
        f"\ufeff{unicodedata.normalize('NFD', GOOD)}".replace("\n", " \r\n").rstrip(),
    ],
    ids=[
        "mark",
        "crlf",
        "cr",
        "indent",
        "gap",
        "two-lines",
        "key",
        "no-line-end",
        "blank-lines",
        "blanks",
        "tab",
        "nfd",
        "all-at-once",
    ],
)
def test_what_has_one_right_form_gets_it(data: str) -> None:
    """Once; what is right already stays."""
    assert tidy_file(data.encode(), Person) == GOOD.encode()
    assert tidy_file(GOOD.encode(), Person) == GOOD.encode()


@pytest.mark.parametrize(
    ("typed", "tidy"),
    [
        ("Trần  Ý", "Trần Ý"),
        ("Trần\u00a0Ý", "Trần Ý"),
        ("\u3000Trần \u2009 Ý\u00a0", "Trần Ý"),
        ('" Trần  Ý "', '"Trần Ý"'),
        ("' Trần Ý'", "'Trần Ý'"),
        ('"Trần  Ý"  # hai  dấu cách', '"Trần Ý"  # hai  dấu cách'),
        ("Trần\u00a0\n  Ý\u00a0Nhi", "Trần Ý Nhi"),
        ("Trần\tÝ", "Trần Ý"),
        ('"Trần\\tÝ"', '"Trần Ý"'),
        ('"Trần\\u00a0Ý"', '"Trần Ý"'),
        ("|-\n  Trần\n  Ý", "Trần Ý"),
        ('"Trần\\nÝ"', '"Trần Ý"'),
        ("\u201cTrần\u201d  Ý", "\u201cTrần\u201d Ý"),
        (">-\n  Trần\u00a0 Ý\n  Nhi", ">-\n  Trần Ý\n  Nhi"),
    ],
)
def test_values_get_single_common_blanks(typed: str, tidy: str) -> None:
    """In one run, and comments keep theirs."""
    text, wanted = (f"name: {value}\nnotes: []\n" for value in (typed, tidy))
    assert tidy_file(text.encode(), Person).decode() == wanted
    assert tidy_file(wanted.encode(), Person).decode() == wanted


@pytest.mark.parametrize(
    ("typed", "tidy"),
    [
        ("HTTPS://EXAMPLE.ORG/Hop", "https://example.org/Hop"),
        ('"Http://Example.org"', '"http://example.org"'),
        ("https://example.org/Hop", "https://example.org/Hop"),
        ("HTTPS://exa mple.org", "HTTPS://exa mple.org"),
    ],
)
def test_a_web_address_gets_its_normal_form(typed: str, tidy: str) -> None:
    """Scheme and server in small letters; the path is the server's own."""
    text = f"web_address: {typed}\nlanguage: vi\n"
    mended = tidy_file(text.encode(), Source).decode()
    assert mended == f"web_address: {tidy}\nlanguage: vi\n"


def test_labels_get_single_common_blanks() -> None:
    """They are no records, and their keys keep their order."""
    text = "site:\n  name: {vi: Vườn\u00a0 ươm, en: Nursery}\nheld:  {en: x}\n"
    assert tidy_file(text.encode()).decode() == (
        "site:\n  name: {vi: Vườn ươm, en: Nursery}\nheld:  {en: x}\n"
    )


def test_keys_stand_in_their_order_with_their_comments() -> None:
    """At every depth; what stands in brackets too."""
    text = (
        "# of the file\nmemberships:\n"
        "  - role: a\n    # of the body\n    organization: organizations/x\n"
        "    citations:\n      - {locator: đoạn 1, source: sources/s}\n"
        '# of the name,\n# in two lines\nname: "Trần Ý"  # so\n'
    )
    assert tidy_file(text.encode(), Person).decode() == (
        "# of the file\nmemberships:\n"
        "  - role: a\n    # of the body\n    organization: organizations/x\n"
        "    citations:\n      - {source: sources/s, locator: đoạn 1}\n"
        '# of the name,\n# in two lines\nname: "Trần Ý"  # so\n'
    )
    plain = 'memberships:\n  - role: a\n    organization: organizations/x\nname: "Trần Ý"  # so\n'
    assert tidy_file(plain.encode(), Person).decode() == (
        'name: "Trần Ý"  # so\nmemberships:\n  - organization: organizations/x\n    role: a\n'
    )


@pytest.mark.parametrize(
    "text",
    [
        "gaps:\n  - text: |\n      a  \n      b\n",
        'name: "a  \n  b"\n',
        "name: [a\n",
        "name: a\n\tmemberships: x\n",
        "name: a\nname: b \n",
        "name: a\x01b \n",
        "memberships:\n  - {role: x, # why\n     organization: organizations/x}\n",
        "",
    ],
    ids=["block", "quotes", "no-yaml", "tab-in-front", "twice", "control", "comment", "empty"],
)
def test_what_would_say_something_else_is_left_alone(text: str) -> None:
    """So is what can not be read: a person must look at it."""
    assert tidy_file(text.encode(), Person) == text.encode()


def test_bytes_that_are_no_text_are_left_alone() -> None:
    """What they were meant to say has more than one answer."""
    assert tidy_file(b"name: \xff \r\n", Person) == b"name: \xff \r\n"


def test_the_real_data_needs_no_mending(capsys: pytest.CaptureFixture[str]) -> None:
    """Its files are the habit that `fix` knows."""
    status = main(["fix", "--data", str(ROOT / "data"), "--dry-run"])
    assert (status, capsys.readouterr().out) == (0, "Không có thay đổi nào.\n")


def test_mending_twice_changes_nothing_more(
    changed: Changed, capsys: pytest.CaptureFixture[str]
) -> None:
    """The first time says how many files; a file that is bad otherwise is mended, too."""
    data: Path = changed({})
    assert main(["fix", "--data", str(data)]) == 0
    capsys.readouterr()
    (data / "people/tran-y.yml").write_bytes(GOOD.replace("\n", " \r\n").encode())
    assert main(["fix", "--data", str(data)]) == 0
    assert capsys.readouterr().out.endswith("Đã sửa 1 tệp.\n")
    assert (data / "people/tran-y.yml").read_bytes() == GOOD.encode()
    assert main(["fix", "--data", str(data)]) == 0
    assert capsys.readouterr().out == "Không có thay đổi nào.\n"


def test_curly_quotes_go_where_no_text_stands() -> None:
    """An address or a day has none; a name may have been written with them."""
    typed = "name: “Ý”\nmemberships:\n  - organization: ‘organizations/x’\n    role: “a”\n"
    tidy = typed.replace("‘organizations/x’", "organizations/x")
    assert tidy_file(typed.encode(), Person).decode() == tidy


def test_what_can_not_be_read_is_named_and_the_rest_is_mended(
    changed: Changed, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody is told that there is nothing to change."""
    data: Path = changed({"people/x.yml": 'name: "Ý\n'})
    (data / "people/tran-y.yml").write_bytes(GOOD.replace("\n", " \n").encode())
    main(["fix", "--data", str(data)])
    capsys.readouterr()
    assert main(["fix", "--data", str(data)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        f'{(data / "people/x.yml").as_posix()}:1:7: dấu ngoặc kép " mở ở đây mà chưa đóng'
        " [open-quote]",
    ]
    assert (data / "people/tran-y.yml").read_bytes() == GOOD.encode()
