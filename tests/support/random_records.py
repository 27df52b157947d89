"""SheetChanges records at random: other values, keys more and less, longer and shorter lists."""

from random import Random
from typing import Any

from macros.model import Field, FieldKind, Part, fields_of
from macros.sheets import RecordTree

WORDS = (
    *("xin chào", "a: b", "# x", "- y", "2021", "no", "đúng, sai [x]", "“ngoặc” kép", "x #y"),
    *('nói "hai"', "dòng một\ndòng hai", "=1+2", "it's", "kết:", "{a}", "~", "*b", "m & n\\n"),
    "một câu rất dài " * 12 + "hết",
)
"""Words that YAML could take for something else, and long ones."""
_PLAIN = {
    FieldKind.DATE: ("2021", "2021-07", "2021-07-20"),
    FieldKind.COUNT: ("0", "7", "12345"),
    FieldKind.FLAG: ("true", "false"),
    FieldKind.REFERENCE: ("people/a", "people/b"),
    FieldKind.VOCABULARY: ("x", "y-z"),
    FieldKind.STRING: WORDS,
}


def mutate(model: type[Part], part: RecordTree, random: Random, rate: float) -> None:
    """Change a part in its place; `rate` is the share of keys that change."""
    for one in fields_of(model):
        held = part.get(one.key)
        if held and one.part and random.random() < 0.7:
            for inner in list(held.values()) if one.many else [held]:
                mutate(one.part, inner, random, rate)
        if random.random() > rate:
            continue
        if held and not one.required and random.random() < 0.4:
            del part[one.key]
        elif held and one.many:
            _change_list(one, held, random)
        elif not held or one.kind is not FieldKind.PART:
            part[one.key] = _value(one, random, 0)
    for one in fields_of(model):
        if not part.get(one.key):
            part.pop(one.key, None)


def _change_list(one: Field, held: Any, random: Random) -> None:
    longer = random.random() < 0.5
    if one.part and longer:
        held[max(held) + 1] = _part(one.part, random, 1)
    elif one.part and len(held) > 1:
        del held[random.choice(list(held))]
    elif longer:
        held.insert(random.randint(0, len(held)), _line(one, random))
    elif len(held) > 1:
        held.pop(random.randrange(len(held)))


def _part(model: type[Part], random: Random, depth: int) -> RecordTree:
    keys = [one for one in fields_of(model) if one.required or random.random() < 0.25]
    keys = [one for one in keys if depth < 3 or one.required or not one.part]
    return {one.key: _value(one, random, depth) for one in keys or fields_of(model)[:1]}


def _value(one: Field, random: Random, depth: int) -> Any:
    if one.part and one.many:
        count = random.randint(1, 2)
        return {number: _part(one.part, random, depth + 1) for number in range(1, count + 1)}
    if one.part:
        return _part(one.part, random, depth + 1)
    if one.many:
        return [_line(one, random) for _ in range(random.randint(1, 3))]
    return _line(one, random) if one.kind is not FieldKind.STRING else random.choice(WORDS)


def _line(one: Field, random: Random) -> str:
    values = [choice.value for choice in one.choices] if one.choices else _PLAIN[one.kind]
    return random.choice(values).replace("\n", " ")
