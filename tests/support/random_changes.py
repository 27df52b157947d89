"""Draws changes that a clerk might make, and says by other means what each may touch."""

import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from macros.__main__ import main
from macros.model import Membership, Organization, Person
from macros.register import Entry, Register, all_memberships
from macros.validation import load_data
from tests.support.sites import ROOT

Files = dict[str, bytes]
SOURCE = "sources/quochoi-85258"
ACT = "legislation/nghi-quyet-157-2024-qh15"
CITED = ("--source", SOURCE, "--locator", "đoạn 1, 3-5")
CITATION = f'- {{source: {SOURCE}, locator: "đoạn 1, 3-5"}}'


def files(folder: Path) -> Files:
    """The bytes of every file, by path."""
    found = (file for file in sorted(folder.rglob("*")) if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in found}


def copied(folder: Path) -> Path:
    """A copy of the real data and of the pages written by hand; the folder of the data."""
    shutil.copytree(ROOT / "data", folder / "data")
    shutil.copytree(ROOT / "docs", folder / "docs")
    return folder / "data"


@dataclass
class Clerk:
    """Somebody who changes a copy of the data, and looks at what became of it."""

    data: Path
    draw: Random
    done: dict[str, int] = field(default_factory=dict)

    def round(self) -> None:
        """One change of each kind."""
        for change in (self.appoint, self.end, self.rename):
            register = load_data(self.data)
            before = files(self.data.parent)
            arguments, expected = change(register, before)
            assert main([*arguments, "--data", str(self.data)]) == 0, arguments
            after = files(self.data.parent)
            differing = _differing(after, expected)
            assert differing == [], f"{arguments}: {differing}"
            assert main(["check", "--data", str(self.data)]) == 0
            self.done[arguments[0]] = self.done.get(arguments[0], 0) + 1

    def appoint(self, register: Register, before: Files) -> tuple[list[str], Files]:
        """Somebody gets a post or a role; one block of lines comes in, and a total is raised."""
        person, body, post = self._free_seat(register)
        assert isinstance(body.record, Organization)
        day = self._day(body.record)
        name = f"Chức danh số {self.draw.randrange(1000)}: thử # {self.draw.choice('abc')}"
        seat = [post] if post else ["--role", name]
        arguments = ["appoint", person.address, body.address, *seat, "--from", day, *CITED]
        block = [
            f"  - organization: {body.address}",
            f"    post: {post}" if post else f'    role: "{name}"',
            f"    start_date: {day}",
            "    citations:",
            f"      {CITATION}",
        ]
        path = f"data/people/{person.id}.yml"
        lines = before[path].decode().split("\n")
        at = _membership_lines(lines)
        assert isinstance(person.record, Person)
        later = [
            index
            for index, one in enumerate(person.record.memberships)
            if one.start_date and str(one.start_date.first) > day
        ]
        place = at[later[0]] if later else at[-1]
        expected = {**before, path: "\n".join([*lines[:place], *block, *lines[place:]]).encode()}
        count = len(list(all_memberships(register)))
        _swap(expected, "data/assertions.yml", f"memberships: {count}", f"memberships: {count + 1}")
        return arguments, expected

    def _free_seat(self, register: Register) -> tuple[Entry, Entry, str | None]:
        person = self.draw.choice([one for one in register.all(Person) if _has(one)])
        bodies = [one for one in register.all(Organization) if self._day(one.record)]
        body = self.draw.choice(bodies)
        assert isinstance(person.record, Person)
        assert isinstance(body.record, Organization)
        held = {(one.organization, one.post) for one in person.record.memberships}
        posts = [
            post.id
            for post in body.record.posts
            if post.seats != 1 and not (post.start_date or post.end_date)
            if (body.address, post.id) not in held
        ]
        return person, body, self.draw.choice(posts) if posts else None

    def _day(self, body: object) -> str:
        """A day on which a body certainly exists; empty if none is known."""
        assert isinstance(body, Organization)
        start = body.founding.date if body.founding else None
        end = body.dissolution.date if body.dissolution else None
        first = start.last.year + 1 if start else 1990
        last = end.first.year - 1 if end else 2026
        if first > last:
            return ""
        return f"{self.draw.randint(first, last)}-0{self.draw.randint(1, 9)}-15"

    def end(self, register: Register, before: Files) -> tuple[list[str], Files]:
        """Somebody leaves a post; its lines get one or two more, and a citation."""
        person, index, one = self.draw.choice(_going(register))
        body = register[one.organization].record
        assert isinstance(body, Organization)
        over = body.dissolution.date if body.dissolution else None
        day = str(over) if over else "2026-10-10"
        seat = [one.post] if one.post else ["--role", one.role.vi if one.role else ""]
        act = ACT if self.draw.random() < 0.5 else ""
        arguments = ["end", person.address, one.organization, *seat, "--on", day, *CITED]
        arguments += ["--instrument", act] if act else []
        path = f"data/people/{person.id}.yml"
        lines = before[path].decode().split("\n")
        at = _membership_lines(lines)
        part = lines[at[index] : at[index + 1]]
        if not one.end_instrument and act:
            rank = ("organization", "post", "role", "kind", "legislatures", "elections")
            _put(part, f"end_instrument: {act}", (*rank, "start_instrument", "start_reason"))
        else:
            part = [
                re.sub(r"(    end_instrument: ).*", rf"\g<1>{act}", x) if act else x for x in part
            ]
        rank = ("organization", "post", "role", "kind", "legislatures", "elections")
        ends = ("start_instrument", "start_reason", "end_instrument", "end_reason", "start_date")
        _put(part, f"end_date: {day}", (*rank, *ends))
        if f"      {CITATION}" not in part:
            part.append(f"      {CITATION}")
        lines[at[index] : at[index + 1]] = part
        return arguments, {**before, path: "\n".join(lines).encode()}

    def rename(self, register: Register, before: Files) -> tuple[list[str], Files]:
        """A record gets another id; its name is replaced wherever it stands, and one line added."""
        named = (SOURCE, ACT)  # By their old names they would be written as what they are now.
        entry = self.draw.choice(
            [one for one in register.entries.values() if one.address not in named]
        )
        name = f"{entry.id[: self.draw.randint(3, 60)].rstrip('-')}-{self.draw.randrange(10000)}"
        new = f"{entry.collection}/{name}"
        pattern = re.compile(rf"(?<![\w-]){re.escape(entry.address)}(?![\w-])".encode())
        # On a page, an address in a macro or link is a reference; one in running words is not.
        called = re.compile(rf"(?<=[\"'(]){re.escape(entry.address)}(?=[\"'#]|\.md)".encode())
        patterns = {"yml": pattern, "md": called}
        expected = {
            path: patterns[kind].sub(new.encode(), text) if kind in patterns else text
            for path, text in before.items()
            for kind in [path.rpartition(".")[2]]
        }
        former = f"former_ids: [{', '.join([*entry.record.former_ids, entry.id])}]"
        own = f"data/{entry.collection}/{entry.id}.yml"
        if own in expected:
            moved = f"data/{entry.collection}/{name}.yml"
            expected[moved] = _noted(expected.pop(own).decode(), former, "").encode()
        else:
            shared = f"data/{entry.collection}.yml"
            text = expected[shared].decode()
            start = text.index(f"\n{entry.id}:\n") + 1 if not text.startswith(f"{entry.id}:") else 0
            rest = re.search(r"\n(?=\S)", text[start:])
            stop = start + rest.end() if rest else len(text)
            record = text[start:stop].replace(f"{entry.id}:", f"{name}:", 1)
            record = _noted(record, former, "  ")
            expected[shared] = (text[:start] + record + text[stop:]).encode()
        return ["rename", entry.address, name], expected


def _noted(text: str, former: str, indent: str) -> str:
    """A record with the line of its former ids, at its end or in the place of the line it had."""
    line = re.compile(rf"^{indent}former_ids: .*$", re.MULTILINE)
    if line.search(text):
        return line.sub(f"{indent}{former}", text)
    return f"{text}{indent}{former}\n"


def _has(entry: Entry) -> bool:
    return isinstance(entry.record, Person) and bool(entry.record.memberships)


def _going(register: Register) -> list[tuple[Entry[Person], int, Membership]]:
    """Memberships without an end that are the only such ones of a person and a seat."""
    found = []
    for entry in register.all(Person):
        assert isinstance(entry.record, Person)
        going = [
            (entry, index, one)
            for index, one in enumerate(entry.record.memberships)
            if one.end_date is None and one.citations and not _is_single(register, one)
        ]
        seats = [(one.organization, one.post, one.role) for _, _, one in going]
        found += [
            one
            for one in going
            if seats.count((one[2].organization, one[2].post, one[2].role)) == 1
        ]
    return found


def _is_single(register: Register, one: Membership) -> bool:
    """Whether the post has one seat: then another's time in it may forbid an end."""
    posts = register.get(Organization, one.organization).record.posts
    return any(post.id == one.post and post.seats == 1 for post in posts)


def _membership_lines(lines: list[str]) -> list[int]:
    """Where each membership begins, and where the last one ends."""
    start = lines.index("memberships:") + 1
    stop = next((at for at in range(start, len(lines)) if lines[at][:1] != " "), len(lines))
    return [*(at for at in range(start, stop) if lines[at].startswith("  - ")), stop]


def _put(part: list[str], line: str, before: tuple[str, ...]) -> None:
    """Put a line behind the last of some keys of a membership, and all that belongs to that key."""
    keys = [
        (at, one[4:].partition(":")[0])
        for at, one in enumerate(part)
        if re.match(r"  [- ] \w", one)
    ]
    after = [at for at, key in keys if key not in before]
    part.insert(after[0] if after else len(part), f"    {line}")


def _swap(expected: Files, path: str, old: str, new: str) -> None:
    text = expected[path].decode()
    assert text.count(f"{old}\n") == 1
    expected[path] = text.replace(f"{old}\n", f"{new}\n").encode()


def _differing(found: Mapping[str, bytes], expected: Mapping[str, bytes]) -> list[str]:
    return [path for path in {*found, *expected} if found.get(path) != expected.get(path)]


def changed(
    folder: Path, seed: int, rounds: int, tell: Callable[[str], None] = lambda _: None
) -> dict[str, int]:
    """Make that many changes of each kind in a copy of the real data; how many there were."""
    clerk = Clerk(copied(folder), Random(seed))
    for number in range(rounds):
        clerk.round()
        if number % 20 == 19:
            tell(f"{number + 1} of {rounds}")
    return clerk.done
