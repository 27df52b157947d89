"""How a record gets another id: every reference follows, and nothing else changes."""

import re
import shutil
from pathlib import Path

import pytest

from macros.__main__ import main
from macros.changes.rename import rename_in_page
from macros.validation import load_data
from tests.conftest import INVENTED, Changed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{{ link("people/a") }}', '{{ link("people/b") }}'),
        ("{{ link('people/a#x', \"people/a là\") }}", "{{ link('people/b#x', \"people/a là\") }}"),
        ('{{ card("people/a-c", "people/a") }}', '{{ card("people/a-c", "people/b") }}'),
        ('{{ card(\n  "people/a",\n) }}', '{{ card(\n  "people/b",\n) }}'),
        ('{% if "people/a" %}x{% endif %}', '{% if "people/b" %}x{% endif %}'),
        ("[A](people/a.md)", "[A](people/b.md)"),
        ("[A](/people/a.md#x)", "[A](/people/b.md#x)"),
        ('[A](../people/a.md "A")', '[A](../people/b.md "A")'),
        ("[a]: people/a.md\n", "[a]: people/b.md\n"),
        ('Tệp `people/a`, "people/a".', 'Tệp `people/a`, "people/a".'),
        ("[A](https://x.example/people/a.md)", "[A](https://x.example/people/a.md)"),
        ("[A](people/a-c.md) [A](xpeople/a.md)", "[A](people/a-c.md) [A](xpeople/a.md)"),
        ('{{ cite("sources/people/a") }}', '{{ cite("sources/people/a") }}'),
    ],
)
def test_macros_and_links_of_a_page_follow_and_words_stay(text: str, expected: str) -> None:
    """Only what the build would look up is a reference."""
    assert rename_in_page(text, "people/a", "people/b") == expected


def test_references_follow_to_parts_and_from_pages(tmp_path: Path) -> None:
    """Every place that names the body or a post of it; words that look alike stay."""
    shutil.copytree(INVENTED.parent, tmp_path, dirs_exist_ok=True)
    data = tmp_path / "data"
    before = {
        file: file.read_text(encoding="utf-8") for file in tmp_path.rglob("*.*") if file.is_file()
    }
    command = ["rename", "organizations/hoi-dong-vuon-uom", "hoi-dong", "--data", str(data)]
    assert main(command) == 0
    old, new = (data / f"organizations/{name}.yml" for name in ("hoi-dong-vuon-uom", "hoi-dong"))
    pattern = re.compile(r"organizations/hoi-dong-vuon-uom(?![\w-])")
    expected = {file: pattern.sub("organizations/hoi-dong", text) for file, text in before.items()}
    given_up = "former_ids: [hoi-dong-vuon-uom]\n"
    expected[new] = expected.pop(old).replace("rosters:\n", f"{given_up}rosters:\n")
    found = {
        file: file.read_text(encoding="utf-8") for file in tmp_path.rglob("*.*") if file.is_file()
    }
    assert found == expected
    assert load_data(data).former == {"organizations/hoi-dong-vuon-uom": "organizations/hoi-dong"}


def test_a_record_among_others_keeps_its_place(changed: Changed) -> None:
    """Its key changes, and the line of its former ids comes in behind its last one."""
    data = changed({})
    text = (data / "terms.yml").read_text(encoding="utf-8")
    assert main(["rename", "terms/luong-uom", "luong-cay", "--data", str(data)]) == 0
    expected = text.replace("terms/luong-uom", "terms/luong-cay")
    expected = expected.replace("\nluong-uom:", "\nluong-cay:") + "  former_ids: [luong-uom]\n"
    assert (data / "terms.yml").read_text(encoding="utf-8") == expected


def test_former_ids_are_kept_for_ever_and_one_may_be_taken_up_again(changed: Changed) -> None:
    """By the record that had it; then it is a former id no more."""
    data = changed({})
    for step in (("tran-y", "a"), ("a", "b"), ("b", "a")):
        assert main(["rename", f"people/{step[0]}", step[1], "--data", str(data)]) == 0
    assert load_data(data)["people/a"].record.former_ids == ("tran-y", "b")
    assert main(["rename", "people/do-thuy-an", "b", "--data", str(data)]) == 1


def test_a_name_given_by_its_old_address_is_the_record(changed: Changed) -> None:
    """Whoever remembers the old address need not look up the new one."""
    data = changed({})
    assert main(["rename", "people/tran-y", "a", "--data", str(data)]) == 0
    assert (
        main(["confirm", "people/tran-y", "--by", "L", "--on", "2025-01-01", "--data", str(data)])
        == 0
    )
