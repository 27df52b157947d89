"""The words of the interface: two languages, two layers, and the sentences for problems."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from macros.i18n.labels import (
    LABELS_FILE,
    LANGUAGES,
    Labels,
    MissingLabel,
    error_report,
    load_labels,
)
from macros.yamlio import Mark, Problems, UserError, problem, read_yaml

WORDS = {
    "task": {"number": {"vi": "Nhiệm vụ {number}", "en": "Task {number}"}},
    "vocabulary": {"event": {"meeting": {"vi": "Cuộc họp", "en": "Meeting"}, "visit": "Thăm"}},
    "gap": {"read": {"vi": "Đã tìm ở"}},
    "history": {"event": {"vi": "", "en": ""}},
    "language": {"vi": {"vi": "Tiếng Việt", "en": "Vietnamese"}, "fr": {"vi": "Tiếng Pháp"}},
    "problems": {
        "unknown-key": {"vi": 'không có mục "{key}"', "en": 'there is no key "{key}"'},
        "nearest": {"vi": '; có phải "{nearest}"?', "en": '; did you mean "{nearest}"?'},
    },
}


@pytest.mark.parametrize(
    ("key", "lang", "words"),
    [
        ("vocabulary.event.meeting", "vi", "Cuộc họp"),
        ("vocabulary.event.meeting", "en", "Meeting"),
        ("vocabulary.event.visit", "en", "Thăm"),
        ("gap.read", "en", "Đã tìm ở"),
        ("gap.read", "fr", "Đã tìm ở"),
        ("history.event", "en", ""),
        ("language.vi", "en", "Vietnamese"),
    ],
)
def test_words_are_found_by_key_and_language(key: str, lang: str, words: str) -> None:
    """Where a language has none, the Vietnamese words stand in; plain words serve for all."""
    assert Labels(WORDS).get(key, lang) == words


def test_vietnamese_is_the_main_language() -> None:
    """Without a language the words are Vietnamese."""
    assert Labels(WORDS).get("vocabulary.event.meeting") == "Cuộc họp"
    assert LANGUAGES == ("vi", "en")


@pytest.mark.parametrize(
    "key", ["", "task", "task.nummer", "task.number.vi.x", "vocabulary.event", "language"]
)
def test_missing_words_are_an_error(key: str) -> None:
    """A page never shows a key in place of words; a group of words is not a word."""
    with pytest.raises(MissingLabel) as error:
        Labels(WORDS).get(key)
    assert error.value.args == (key,)


@pytest.mark.parametrize(
    ("key", "names"),
    [
        ("vocabulary.event", ("meeting", "visit")),
        ("vocabulary.lapse", ()),
        ("vocabulary.event.visit", ()),
        ("language", ("vi", "fr")),
    ],
)
def test_a_group_lists_its_names_in_the_order_of_the_file(key: str, names: tuple[str, ...]) -> None:
    """A vocabulary that nobody declares is empty."""
    assert Labels(WORDS).group(key) == names


def test_a_second_layer_adds_words_and_replaces_some() -> None:
    """The file beside the data goes on top of the program's own; the rest stays."""
    labels = Labels(
        WORDS,
        {
            "task": {"number": {"vi": "Việc {number}"}},
            "vocabulary": {"event": {"fair": {"vi": "Hội chợ"}}},
        },
    )
    assert labels.get("task.number", "en") == "Việc {number}"
    assert labels.group("vocabulary.event") == ("meeting", "visit", "fair")
    assert labels.get("gap.read") == "Đã tìm ở"


def test_a_layer_adds_to_the_group_of_languages_too() -> None:
    """A group whose names happen to be those of languages is a group, not words."""
    labels = Labels(WORDS, {"language": {"en": {"vi": "Tiếng Anh"}}})
    assert labels.group("language") == ("vi", "fr", "en")


def test_layers_are_left_as_they_were() -> None:
    """Two sites built in one process do not lend each other words."""
    first = {"a": {"b": {"vi": "một"}}}
    Labels(first, {"a": {"c": {"vi": "hai"}}})
    assert first == {"a": {"b": {"vi": "một"}}}


@pytest.mark.parametrize(
    ("nearest", "lang", "sentence"),
    [
        ("name", "vi", 'không có mục "nmae"; có phải "name"?'),
        ("name", "en", 'there is no key "nmae"; did you mean "name"?'),
        ("", "en", 'there is no key "nmae"'),
    ],
)
def test_a_sentence_names_its_values_and_what_was_meant(
    nearest: str, lang: str, sentence: str
) -> None:
    """The suggestion stands at the end, if there is one."""
    unknown = problem("x.yml", Mark(), "unknown-key", key="nmae", nearest=nearest)
    assert Labels(WORDS).sentence(unknown, lang) == sentence


def test_values_are_not_templates() -> None:
    """Braces that a clerk typed come out as braces."""
    unknown = problem("x.yml", Mark(), "unknown-key", key="{nearest} {0}")
    assert Labels(WORDS).sentence(unknown, "en") == 'there is no key "{nearest} {0}"'


def test_a_report_has_a_line_for_each_problem_and_one_that_counts() -> None:
    """File, line, column, sentence and rule, in an order that does not change."""
    error = Problems(
        [
            problem("b.yml", Mark(1, 1), "empty-file"),
            problem("a.yml", Mark(12, 3), "missing-key", key="name"),
            problem("a.yml", Mark(2, 1), "tab"),
        ]
    )
    assert error_report(error, "en").splitlines() == [
        "a.yml:2:1: a tab; use spaces [tab]",
        'a.yml:12:3: the key "name" is missing [missing-key]',
        "b.yml:1:1: the file is empty [empty-file]",
        "Errors: 3, in files: 2.",
    ]
    assert error_report(error, "vi").splitlines()[-2:] == [
        "b.yml:1:1: tệp trống [empty-file]",
        "3 lỗi trong 2 tệp.",
    ]


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("vi", 'không có "people/nobodi" trong data; có phải "people/nobody"?'),
        ("en", 'there is no "people/nobodi" in data; did you mean "people/nobody"?'),
    ],
)
def test_the_report_of_an_error_without_places_is_its_sentence(lang: str, sentence: str) -> None:
    """With the suggestion that it names."""
    error = UserError(
        "unknown-record", value="people/nobodi", where="data", nearest="people/nobody"
    )
    assert error_report(error, lang) == sentence


def test_words_beside_the_data_are_on_top(tmp_path: Path) -> None:
    """`labels.yml` in the folder of the data may replace a word of the program."""
    (tmp_path / "labels.yml").write_text("site: {name: {vi: Vườn Ươm}}\n", encoding="utf-8")
    labels, problems = load_labels(tmp_path)
    assert (labels.get("site.name", "en"), problems) == ("Vườn Ươm", [])
    assert labels.get("as-of") == load_labels()[0].get("as-of")


def test_data_may_do_without_words_of_its_own(tmp_path: Path) -> None:
    """A folder without `labels.yml` uses the program's own words."""
    labels, problems = load_labels(tmp_path)
    assert (labels.get("as-of"), problems) == ("Tính đến ngày", [])


def test_bad_words_beside_the_data_are_a_problem_of_the_data(tmp_path: Path) -> None:
    """What cannot be read is told; the program's own words still serve."""
    file = tmp_path / "labels.yml"
    file.write_text("site: {\n", encoding="utf-8")
    labels, problems = load_labels(tmp_path)
    assert [(problem.path, problem.rule) for problem in problems] == [
        (file.as_posix(), "open-bracket")
    ]
    assert labels.get("as-of") == "Tính đến ngày"


def _leaves(tree: Mapping[str, Any], key: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in tree.items():
        inside = f"{key}.{name}".lstrip(".")
        if isinstance(value, Mapping) and any(
            isinstance(inner, Mapping) for inner in value.values()
        ):
            yield from _leaves(value, inside)
        else:
            yield inside, value


def _own() -> list[tuple[str, Any]]:
    node, problems = read_yaml(LABELS_FILE, "labels.yml")
    assert node is not None
    assert problems == []
    return list(_leaves(node.plain()))


def test_every_word_of_the_program_is_given_in_both_languages() -> None:
    """No reader of the English pages meets Vietnamese where the program could speak English."""
    assert [key for key, words in _own() if set(words) != set(LANGUAGES)] == []


def test_both_languages_name_the_same_values() -> None:
    """A sentence says in English what it says in Vietnamese."""
    unequal = [
        key
        for key, words in _own()
        if len({frozenset(_fields(words[lang])) for lang in LANGUAGES}) > 1
    ]
    assert unequal == []


def _fields(words: str) -> list[str]:
    return [field for _, field, _, _ in Formatter().parse(words) if field is not None]
