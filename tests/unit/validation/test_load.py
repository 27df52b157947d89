"""What a record may not be: every breach of the schema at its place, with what was meant."""

from collections.abc import Callable, Mapping

import pytest

from tests.conftest import INVENTED, Change

Find = Callable[[Mapping[str, Change]], list[str]]

EVENT = """\
name: Hội chợ
summary: Bán cây giống.
date: 2031-05-01
kind: meeting
citations:
  - {source: sources/ban-sao}
"""
CITED = "citations: [{source: sources/ban-sao}]"
PERSON = """\
name: Cao Sơn
memberships:
  - organization: organizations/van-phong-vuon-uom
    role: Tổ viên
    citations:
      - {source: sources/ban-sao}
"""
TERMS = (INVENTED / "terms.yml").read_text(encoding="utf-8")
TERM = """\
mam:
  term: mầm
  group: garden
  definition: Cây mới nhú.
  rendering_status: ours
  citations:
    - {source: sources/ban-sao}
"""
LIST = 'a list, each item on a line that begins with "- ", or all of them in [ ]'
NO_TOTALS: dict[str, Change] = {"assertions.yml": "tasks: 3\n"}
NO_DATE = "is not a real date written as 2021, 2021-07 or 2021-07-20 [bad-date]"


def test_a_good_record_has_no_problem(problems: Find) -> None:
    """The event and the term that the other tests spoil are good as they are."""
    assert problems({"events/x.yml": EVENT, "terms.yml": TERMS + TERM}) == []


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("kind:", "plase: x\nkind:", '4:1: there is no key "plase"; did you mean "place"?'),
        (
            "kind:",
            "xyz: 1\nkind:",
            '4:1: there is no key "xyz"; here may stand: name, summary, date, end_date, kind,'
            " milestone, key_date, place, part_of_day, organizations, people, documents,"
            " participants, participants_complete, directives, directives_by, opinions,"
            " citations, no…",
        ),
        (
            "kind:",
            "post: x\nkind:",
            '4:1: there is no key "post"; it belongs to "people.memberships"',
        ),
        (
            "kind:",
            "seats: 1\nkind:",
            '4:1: there is no key "seats"; it belongs to "organizations.posts"',
        ),
        (
            "kind:",
            "memberships: []\nkind:",
            '4:1: there is no key "memberships"; it belongs to "people"',
        ),
        (
            "ban-sao",
            "ban-sao, lacator: x",
            '6:31: there is no key "lacator"; did you mean "locator"?',
        ),
        (
            "Hội chợ\n",
            "{vi: Hội chợ, fr: Foire}\n",
            '1:21: there is no key "fr"; here may stand: vi, en',
        ),
        ("kind:", "plan:\nkind:", '4:1: there is no key "plan"; did you mean "place"?'),
    ],
)
def test_a_key_that_does_not_exist_is_told_with_the_nearest_that_does(
    problems: Find, old: str, new: str, line: str
) -> None:
    """At any depth, and even without a value."""
    assert problems({"events/x.yml": EVENT.replace(old, new)}) == [
        f"events/x.yml:{line} [unknown-key]"
    ]


@pytest.mark.parametrize(
    ("old", "new", "place", "key"),
    [
        ("date: 2031-05-01\n", "", "1:1", "date"),
        ("date: 2031-05-01", "date:", "3:1", "date"),
        ("date: 2031-05-01", "date: # sau", "3:1", "date"),
        ("kind:", f"participants: [{{person: people/tran-y, {CITED}}}]\nkind:", "4:16", "role"),
    ],
    ids=["absent", "empty", "only-a-comment", "in-an-item"],
)
def test_a_key_that_is_missing_is_told_where_it_should_stand(
    problems: Find, old: str, new: str, place: str, key: str
) -> None:
    """At the key without a value, or at the thing that lacks the key."""
    assert problems({"events/x.yml": EVENT.replace(old, new)}) == [
        f'events/x.yml:{place}: the key "{key}" is missing [missing-key]'
    ]


def test_dates_that_are_none_are_told_with_the_form(problems: Find) -> None:
    """Another form, a day that no calendar has, and a list or mapping are the same slip."""
    typed = ["1/5/2031", "2031-5-1", "2031-02-29", "2031-00", "２０３１", "[2031]", "{year: 2031}"]
    shown = [*typed[:-2], "…", "…"]
    day = '; did you mean "2031-05-01"?'
    both = '; did you mean "2031-05-01" or "2031-01-05"?'
    meant = [both, day, "", "", '; did you mean "2031"?', "", ""]
    person = PERSON.replace("    role", "    attested:\n      - DATES\n    role")
    dates = "\n      - ".join(typed)
    assert problems(NO_TOTALS | {"people/x.yml": person.replace("DATES", dates)}) == [
        f'people/x.yml:{5 + index}:9: "{value}" is not a real date written as'
        f" 2021, 2021-07 or 2021-07-20{near} [bad-date]"
        for index, (value, near) in enumerate(zip(shown, meant, strict=True))
    ]


@pytest.mark.parametrize("typed", ["{locator: đoạn 1}", "{source: }", "{note: x}"])
def test_a_citation_of_nothing_is_told(problems: Find, typed: str) -> None:
    """The place is that of the citation."""
    assert problems({"events/x.yml": EVENT.replace("{source: sources/ban-sao}", typed)}) == [
        'events/x.yml:6:5: a citation needs "source" or "document" [empty-citation]'
    ]


def test_a_conflict_of_one_reading_is_told(problems: Find) -> None:
    """The place is that of the conflict."""
    conflict = f"conflicts:\n  - matter: Ở đâu?\n    readings: [{{text: Sân, {CITED}}}]\n"
    assert problems({"events/x.yml": EVENT + conflict}) == [
        "events/x.yml:8:5: a conflict needs at least two readings [one-reading]"
    ]


@pytest.mark.parametrize("target", ["", "target: legislation/dieu-le-01-2029, target_text: Cũ, "])
def test_a_relation_with_no_target_or_two_is_refused(problems: Find, target: str) -> None:
    """The place is that of the relation."""
    change = f"relations:\n  - {{{target}type: follows, citations: [{{source: sources/ban-sao}}]}}"
    decision = f"""\
type_document: decision
passed_by: organizations/hoi-dong-vuon-uom
{change}
citations:
  - {{source: sources/ban-sao}}
"""
    assert problems(NO_TOTALS | {"legislation/x.yml": decision}) == [
        'legislation/x.yml:4:5: a relation needs exactly one of "target" and "target_text"'
        " [relation-target]"
    ]


def test_values_of_the_wrong_type_are_told_with_the_right_one(problems: Find) -> None:
    """With an example; what stands there is named, a text as typed."""
    wrong = """\
people: people/tran-y
organizations: {vi: Vườn}
milestone: có
participants_complete: [no]
part_of_day: [sáng]
directives_by: [people/tran-y]
"""
    assert problems({"events/x.yml": EVENT + wrong}) == [
        f'events/x.yml:7:1: "people" needs {LIST}; here is the text "people/tran-y" [wrong-type]',
        f'events/x.yml:8:1: "organizations" needs {LIST}; here is named values [wrong-type]',
        'events/x.yml:9:1: "milestone" needs "true" or "false"; here is the text "có"; did you mean'
        ' "true"? [wrong-type]',
        'events/x.yml:10:1: "participants_complete" needs "true" or "false"; here is a list'
        " [wrong-type]",
        'events/x.yml:11:1: "part_of_day" needs text, as in "part_of_day: Office"; here is a list'
        " [wrong-type]",
        'events/x.yml:12:1: "directives_by" needs text, as in "directives_by: Office"; here is'
        " a list [wrong-type]",
    ]


def test_an_item_of_the_wrong_type_is_told_at_the_item(problems: Find) -> None:
    """A list of mappings tells which item is none."""
    event = (
        f"{EVENT}notes:\n  - text: Đông\n    citations: [{{source: sources/ban-sao}}]\n  - Vui\n"
    )
    assert problems({"events/x.yml": event}) == [
        'events/x.yml:10:5: "notes" needs named values, as in "text: …, citations: …"; here is'
        ' the text "Vui" [wrong-type]'
    ]


def test_a_number_is_written_in_figures_only(problems: Find) -> None:
    """A Vietnamese thousand with a point in it must not become one."""
    typed = [
        "1.250",
        "1.000",
        "1_000",
        "3.0",
        "+3",
        "1e3",
        "３",
        "nghìn",
        "9" * 5000,
        "[3]",
    ]
    shown = [f'the text "{one}"' for one in [*typed[:-2], "9" * 199 + "…"]] + ["a list"]
    meant = ["1250", "1000", "1000", "", "3", "", "3", *[""] * 3]
    near = [f'; did you mean "{one}"?' if one else "" for one in meant]
    figure = "  - {label: Số cây, citations: [{source: sources/ban-sao}], value: %s}\n"
    figures = "".join(figure % value for value in typed)
    found = problems({"events/x.yml": f"{EVENT}figures:\n{figures}"})
    assert found == [
        f'events/x.yml:{8 + index}:61: "value" needs a number in figures, as in "value: 1250";'
        f" here is {value}{near[index]} [wrong-type]"
        for index, value in enumerate(shown)
    ]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("electd", '; did you mean "elected"?'),
        ("Acting", '; did you mean "acting"?'),
        ("mua", ""),
    ],
)
def test_a_word_outside_a_fixed_choice_is_told_with_the_choices(
    problems: Find, typed: str, meant: str
) -> None:
    """The choices stand in the order of the model; the nearest one is named."""
    choices = "elected, appointed, approved, ex-officio, acting"
    person = PERSON.replace("    role", f"    kind: {typed}\n    role")
    assert problems(NO_TOTALS | {"people/x.yml": person}) == [
        f'people/x.yml:4:5: "{typed}" is not among the values of "kind": {choices}{meant}'
        " [unknown-choice]"
    ]


@pytest.mark.parametrize(
    "empty", ['""', "''", '" "', ">"], ids=["double", "single", "blank", "block"]
)
def test_an_empty_text_is_no_value(problems: Find, empty: str) -> None:
    """Whoever typed quotes meant something to stand there."""
    assert problems(NO_TOTALS | {"people/x.yml": f"name: {empty}\n"}) == [
        "people/x.yml:1:7: the value is empty; fill it in, or delete the whole key if there is none"
        " [empty-quotes]"
    ]


def test_an_empty_value_is_a_missing_one(problems: Find) -> None:
    """Empty means not known; a person without a name is nobody."""
    assert problems(NO_TOTALS | {"people/x.yml": "name:\n"}) == [
        'people/x.yml:1:1: the key "name" is missing [missing-key]'
    ]


@pytest.mark.parametrize(
    ("file", "old", "place"),
    [
        ("organizations/to-gieo-hat.yml", "names: [Tổ Gieo hạt]", "1:1"),
        ("organizations/hoi-dong-vuon-uom.yml", "names: [Ủy viên Hội đồng Vườn Ươm]", "27:5"),
    ],
    ids=["organization", "post"],
)
def test_what_must_have_a_name_has_at_least_one(
    problems: Find, file: str, old: str, place: str
) -> None:
    """An empty list of names is as good as none."""
    assert problems({file: (old, "names: []")}) == [
        f'{file}:{place}: the key "names" is missing [missing-key]'
    ]


def test_the_place_of_a_shorthand_name_is_that_of_its_key(problems: Find) -> None:
    """A name written as mere text is not moved by being read as a name."""
    unit = "names:\n  - {vi: Tổ Ủ phân, em: Compost team}\nclassification: team\nsummary: Ủ phân.\n"
    assert problems(NO_TOTALS | {"organizations/x.yml": unit}) == [
        'organizations/x.yml:2:21: there is no key "em"; did you mean "en"? [unknown-key]'
    ]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("term:", "trem: x\n  term:", '23:3: there is no key "trem"; did you mean "term"?'),
        ("term: mầm", "term: {vi: mầm, vj: m}", '23:19: there is no key "vj"; did you mean "vi"?'),
        ("group:", "grup: x\n  group:", '24:3: there is no key "grup"; did you mean "group"?'),
    ],
    ids=["first-key", "inside-first-key", "other-key"],
)
def test_the_place_in_a_collection_of_one_file_is_that_of_the_key(
    problems: Find, old: str, new: str, line: str
) -> None:
    """The first key of a record is told where it stands, as is any other."""
    assert problems({"terms.yml": TERMS + TERM.replace(old, new)}) == [
        f"terms.yml:{line} [unknown-key]"
    ]


def test_what_a_record_of_one_file_lacks_is_told_at_its_id(problems: Find) -> None:
    """There is no better place for what is not there."""
    assert problems({"terms.yml": TERMS + TERM.replace("  group: garden\n", "")}) == [
        'terms.yml:22:1: the key "group" is missing [missing-key]'
    ]


def test_all_problems_of_all_files_are_told_at_once_in_order(problems: Find) -> None:
    """By file, line and column; what one file says does not hide another's."""
    spoiled = EVENT.replace("2031-05-01", "mai").replace("kind: meeting", "kimd: meeting")
    assert problems(
        {
            "terms.yml": TERMS + TERM.replace("ours", "mine"),
            "people/x.yml": "nmae: Cao Sơn\nmemberships: không\n",
            "events/y.yml": "name: [\n",
            "events/x.yml": spoiled,
            "tasks/2031-03.yml": ("number: 3", "number: 4"),
        }
    ) == [
        'assertions.yml:2:1: "people" must be 4, the data has 5 [wrong-total]',
        f'events/x.yml:3:1: "mai" {NO_DATE}',
        'events/x.yml:4:1: there is no key "kimd"; did you mean "kind"? [unknown-key]',
        'events/y.yml:1:7: the "[" opens here and is not closed, or is closed by another sign'
        " [open-bracket]",
        'people/x.yml:1:1: there is no key "nmae"; did you mean "name"? [unknown-key]',
        f'people/x.yml:2:1: "memberships" needs {LIST}; here is the text "không" [wrong-type]',
        "tasks/2031-03.yml:2:1: numbers must be 1 to 3, each once; here it is 4"
        " [numbers-not-in-order]",
        'terms.yml:26:3: "mine" is not among the values of "rendering_status": seen, ours'
        " [unknown-choice]",
    ]
