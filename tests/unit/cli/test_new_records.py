"""How a new record comes into the files: its id, its keys, its place, its count."""

import unicodedata
from pathlib import Path

import pytest

from macros.__main__ import main
from macros.changes import modeline_for, new_id
from macros.model import Person
from macros.validation import load_data
from tests.conftest import Changed

S = ("--source", "sources/bao-nha-vuon", "--locator", "đoạn 1")
CITED = "citations:\n  - {source: sources/bao-nha-vuon, locator: đoạn 1}\n"
TEAM = ("--classification", "team", "--summary", "Tổ ủ phân: cho luống cây.")
AGAIN = ("--summary", "Họp lại.", "--another")
WORD = ("--type", "charter", "--passed-by", "organizations/hoi-dong-vuon-uom#chu-tich")


@pytest.mark.parametrize(
    ("arguments", "path", "text"),
    [
        (("person", "Ngô Thị Đào"), "people/ngo-thi-dao.yml", "name: Ngô Thị Đào\n"),
        (
            ("organization", "Tổ Ủ phân", "--name-en", "Compost team", *TEAM),
            "organizations/to-u-phan.yml",
            "names:\n  - {vi: Tổ Ủ phân, en: Compost team}\nclassification: team\n"
            'summary: "Tổ ủ phân: cho luống cây."\n',
        ),
        (
            ("document", "03/2031", *WORD, "--date", "2031-05-01", "--title", "Điều lệ mới"),
            "legislation/dieu-le-03-2031.yml",
            "number: 03/2031\ntype_document: charter\ntitle: Điều lệ mới\n"
            "passed_by: organizations/hoi-dong-vuon-uom#chu-tich\ndate_document: 2031-05-01\n",
        ),
        (
            ("document", *WORD, "--title", "Điều lệ không số"),
            "legislation/dieu-le-khong-so.yml",
            "type_document: charter\ntitle: Điều lệ không số\n"
            "passed_by: organizations/hoi-dong-vuon-uom#chu-tich\n",
        ),
        (
            ("event", "Họp", "--date", "2031-02-03", "--type", "meeting", *AGAIN),
            "events/2031-02-03-2.yml",
            "name: Họp\nsummary: Họp lại.\ndate: 2031-02-03\nkind: meeting\n",
        ),
    ],
    ids=["person", "organization", "document", "document-without-number", "event"],
)
def test_a_record_gets_a_file_of_its_own(
    changed: Changed, arguments: tuple[str, ...], path: str, text: str
) -> None:
    """Its id from name, number or day; its keys in their order; the total is raised."""
    data = changed({})
    before = _others(data, path)
    assert main(["new", *arguments, *S, "--data", str(data)]) == 0
    assert (data / path).read_text(encoding="utf-8") == modeline_for(
        data, data / path
    ) + text + CITED
    assert load_data(data)
    collection = path.partition("/")[0]
    total = {"people": ("people: 4\n", "people: 5\n")}
    total |= {"organizations": ("organizations: 5\n", "organizations: 6\n")}
    total |= {"legislation": ("legislation: 4\n", "legislation: 5\n")}
    if collection in total:
        old, new = (one.encode() for one in total[collection])
        before["assertions.yml"] = before["assertions.yml"].replace(old, new)
    assert _others(data, path) == before


def _others(data: Path, path: str) -> dict[str, bytes]:
    found = {file.relative_to(data).as_posix(): file.read_bytes() for file in data.rglob("*.yml")}
    found.pop(path, None)
    return found


def test_a_term_stands_behind_those_of_its_group(changed: Changed) -> None:
    """The rest of the file stays; where the file is in the order of the alphabet, so does it."""
    data = changed({})
    file = data / "terms.yml"
    before = file.read_text(encoding="utf-8")
    words = ("Cây con", "--name-en", "seedling", "--group", "garden", "--definition", "Cây non.")
    assert main(["new", "term", *words, *S, "--data", str(data)]) == 0
    new = (
        "cay-con:\n  term: {vi: Cây con, en: seedling}\n  group: garden\n  definition: Cây non.\n"
        "  rendering_status: ours\n  citations:\n"
        "    - {source: sources/bao-nha-vuon, locator: đoạn 1}\n"
    )
    assert file.read_text(encoding="utf-8") == new + before


@pytest.mark.parametrize(
    "name",
    [
        'Ông "Ba"',
        "A: b",
        "A # b",
        "- a",
        "{a}",
        "[a]",
        "'a'",
        "no: yes",
        "&a *b",
        "<b>&</b>",
        "{{ 7*7 }}",
        "| a",
        "a\\b",
        "100%",
        "xy" * 150,
        f"Nguyễn {'Đ ' * 200}",
        "@a",
        "`a`",
        "!a",
        "?a",
    ],
)
def test_a_name_is_kept_as_it_was_typed(changed: Changed, name: str) -> None:
    """Quotes, colons, hashes, markup, templates, and any length."""
    data = changed({})
    assert main(["new", "person", name, "--id", "moi", *S, "--data", str(data)]) == 0
    record = load_data(data)["people/moi"].record
    assert isinstance(record, Person)
    assert record.name == " ".join(name.split())


def test_a_long_name_gives_the_id_of_its_first_words(changed: Changed) -> None:
    """An id has at most 64 characters, with its number, too."""
    data, name = changed({}), "Trần " * 40
    assert main(["new", "person", name, *S, "--data", str(data)]) == 0
    first, second = "-".join(["tran"] * 13), "-".join(["tran"] * 12)
    assert (data / f"people/{first}.yml").is_file()
    assert new_id(load_data(data), "people", name, is_another=True) == f"{second}-2"


def test_letters_that_are_not_composed_and_blanks_are_tidied(changed: Changed) -> None:
    """As a name comes from a Mac, or from a table with line breaks."""
    data = changed({})
    name = unicodedata.normalize("NFD", "  Ngô \n Thị\tĐào ")
    assert main(["new", "person", name, *S, "--data", str(data)]) == 0
    text = (data / "people/ngo-thi-dao.yml").read_text(encoding="utf-8")
    assert text.splitlines()[1] == "name: Ngô Thị Đào"


def test_a_namesake_needs_what_tells_the_two_apart(
    changed: Changed, capsys: pytest.CaptureFixture[str]
) -> None:
    """And gets a number behind the id; the other one needs it, too, which `check` says."""
    data = changed({})
    common = ["new", "person", "Lê Văn Bình", "--another", *S, "--data", str(data)]
    assert main(common) == 1
    assert "[same-name]" in capsys.readouterr().out
    assert main([*common, "--disambiguation", "thủ kho"]) == 0
    assert (data / "people/le-van-binh-2.yml").is_file()


def test_an_id_that_was_given_up_is_not_given_again(changed: Changed) -> None:
    """Its address leads to another record."""
    data = changed({})
    assert main(["rename", "people/tran-y", "tran-van-y", "--data", str(data)]) == 0
    assert main(["new", "person", "Trần Ý", *S, "--data", str(data)]) == 1
