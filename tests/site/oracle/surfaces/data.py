"""What is no page: the search index, the self-check, the exports."""

import json
from collections.abc import Iterator
from pathlib import Path

from tests.site.oracle.answers import Question, Reading, always
from tests.site.oracle.questions import World
from tests.site.oracle.records import Records, vi
from tests.site.oracle.surfaces.law import issuer
from tests.site.oracle.surfaces.page import label, to_iso

_WORDS = ("yes", "recent", "seen", "old", "later", "unknown", "no", "not-yet")
_HELD = {label(f"held.{word}").lower(): word for word in _WORDS}


def search(site: Path, records: Records) -> Iterator[Reading]:
    """The lines of the search index: the post of a person, the issuer of a document."""
    (file,) = (site / "search").glob("index.*.js")
    content = file.read_text(encoding="utf-8").removeprefix("self.searchIndex=").rstrip(";\n")
    found: dict[str, int] = {}
    for kind, url, name, line, *_ in json.loads(content)["things"]:
        found[kind] = found.get(kind, 0) + 1
        address = url.partition("#")[0].removesuffix(".html").rstrip("/")
        if kind == "people":
            yield from _person(records, address, line)
        elif kind == "legislation":
            at = 1 if "date_document" in records[address] else 0
            said = issuer(records, address, line.split(" · ")[at])
            yield Reading("search", Question("issuer", address), always(said))
        elif kind == "organizations" and "disambiguation" in records[address]:
            is_apart = vi(records[address]["disambiguation"]) in name
            yield Reading("search", Question("apart", address), always("yes" if is_apart else "no"))
    for kind, number in found.items():
        if kind != "pages":
            yield Reading("search", Question("count", kind, ""), always(str(number)))


def _person(records: Records, person: str, line: str) -> Iterator[Reading]:
    """A title, and in brackets the answer with its day: `… (lần cuối thấy 11/3/2024) · 2021–`."""
    title, _, words = line.partition(") · ")[0].removesuffix(")").rpartition(" (")
    held = words.partition(";")[0]
    for phrase, word in _HELD.items():
        if held.startswith(phrase):
            day = to_iso(held.removeprefix(phrase))
            said = always(f"{word}~{day}" if day else word)
            yield Reading("search", Question("known", person), said, records.as_of)
            yield Reading("search", Question("line", person, title), said, records.as_of)


def quiz(site: Path, records: Records) -> Iterator[Reading]:
    """The right answers of the self-check, and whether one rests on an inference."""
    content = json.loads((site / "api/v1/self-check.json").read_text(encoding="utf-8"))
    for asked in content["questions"]:
        right, subject, day = asked["options"][asked["answer"]], asked["subject"], asked["day"]
        if asked["kind"] == "holder":
            yield Reading("quiz", Question("holds", right, subject), always("yes"), day)
        elif asked["kind"] == "post":
            yield Reading("quiz", Question("holds", subject, right), always("yes"), day)
        elif asked["kind"] == "unit":
            yield Reading("quiz", Question("unit", right, subject), always("yes"), day)
        elif asked["kind"] == "followed":
            yield Reading("quiz", Question("marked", subject, right), always("no"))
        elif asked["kind"] == "issuer":
            yield Reading("quiz", Question("passed-by", subject), always(right))


def exports(site: Path, asked: World) -> Iterator[Reading]:
    """Every question that the exported records answer, answered by them."""
    exported = World(Records.from_json(site / "api/v1"))
    for question in asked.questions():
        previous = ""
        steps: list[tuple[str, str]] = []
        for day in asked.records.days:
            answer = exported.truth(question, day)
            if answer != previous or not steps:
                steps.append((day if steps else "", answer))
            previous = answer
        yield Reading("json", question, tuple(steps))
