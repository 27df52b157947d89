"""One idea, one word: the texts of data, interface and pages by hand."""

import re
from collections.abc import Callable, Iterator, Mapping

import pytest

from macros.i18n import LANGUAGES, load_labels
from macros.validation.rules.style import first_avoided
from macros.yamlio import Node, parse_yaml
from tests.conftest import Change
from tests.support.sites import ROOT

Find = Callable[[Mapping[str, Change]], list[str]]

_CALL = re.compile(r"{{.*?}}")
_WORDS = "wording: {vi: {tiếp nối: [kế tục]}, en: {cease to operate: [wind up]}}\nvocabulary:"


@pytest.mark.parametrize(
    ("summary", "said"),
    [
        ("Kế tục tổ cũ.", ['do not write "kế tục"; write "tiếp nối" [avoided-word]']),
        ("Nguồn ghi “kế tục tổ cũ”.", []),
        ("Tiếp nối tổ cũ, kế tụccc.", []),
        (
            "{vi: Tổ cũ., en: To wind up.}",
            ['do not write "wind up"; write "cease to operate" [avoided-word]'],
        ),
    ],
    ids=["word", "quotation", "part of a word", "English"],
)
def test_a_text_uses_the_word_of_the_site(problems: Find, summary: str, said: list[str]) -> None:
    """Outside quotations, whole words, whatever their case, in each language."""
    found = problems(
        {
            "labels.yml": ("vocabulary:", _WORDS),
            "organizations/to-gieo-hat.yml": (
                "summary: Tổ của Văn phòng, lo việc gieo hạt.",
                f"summary: {summary}",
            ),
        }
    )
    assert [line.split(": ", 1)[1] for line in found] == said


def _label_texts(node: Node) -> Iterator[tuple[int, str, str]]:
    """Line, language and text of each label."""
    if isinstance(node.value, dict):
        for key, child in node.value.items():
            if key in LANGUAGES and isinstance(child.value, str):
                yield child.mark.line, key, child.value
            elif key not in ("wording", "placeholders"):
                yield from _label_texts(child)


def _own_texts() -> Iterator[tuple[str, str, str]]:
    """Place, language and text of the interface, the hints for clerks and the pages by hand."""
    for path in ("macros/i18n/labels.yml", "data/labels.yml"):
        node, _ = parse_yaml((ROOT / path).read_text(encoding="utf-8"))
        assert node
        for line, lang, text in _label_texts(node):
            yield f"{path}:{line}", lang, text
    for lang, files in (
        (LANGUAGES[0], ["macros/i18n/fields.yml", "docs/*.md", "macros/pages/guides/*.md"]),
        (LANGUAGES[1], ["docs/en/*.md"]),
    ):
        for file in (file for pattern in files for file in sorted(ROOT.glob(pattern))):
            for number, text in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
                place = f"{file.relative_to(ROOT).as_posix()}:{number}"
                yield place, lang, _CALL.sub("", text)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_interface_uses_the_words_of_the_data(lang: str) -> None:
    """What pages say around the data, in labels, hints and pages by hand, is held to its words."""
    words = load_labels(ROOT / "data")[0].avoided_words(lang)
    found = [
        f"{place}: {word} → {words[word]}"
        for place, language, text in _own_texts()
        if language == lang
        for word in first_avoided(text, words)
    ]
    assert len(words) > 15
    assert found == []
