"""Makes a checked register of the files of a data folder."""

from collections.abc import Iterator, Mapping
from hashlib import blake2b
from pathlib import Path

from macros.i18n import LABELS_FILE, Labels, alphabets_in, join_labels
from macros.model import COLLECTIONS, Record, id_breach
from macros.register import Entry, Register
from macros.text import Alphabets, closest_match
from macros.validation.data_snapshot import DataFiles, read_folder
from macros.validation.model_errors import describe_value, empty_key_problems
from macros.validation.partial_records import read_record
from macros.validation.published_addresses import (
    ADDRESSES_FILE,
    broken_promises,
    read_published,
)
from macros.validation.root_causes import without_consequences
from macros.validation.rules import check_rules
from macros.yamlio import (
    MAX_FILE_PROBLEMS,
    Mark,
    Node,
    Problem,
    Problems,
    decode_yaml,
    limit_problems,
    problem,
)

_YAML_ENDINGS = (".yml", ".yaml", ".yml.txt", ".yaml.txt", ".txt")
"""Endings of files that were likely meant as YAML; of these only the first is read."""
_MOST_REGISTERS = 2
_MOST_NODES = 1 << 15

_registers: dict[object, Register] = {}
"""The registers made last, by what they were made of."""
_nodes: dict[object, Node] = {}
"""What good files say, by the digest of their bytes: to parse them is half of the work."""


def load_data(data: Path) -> Register:
    """The register of the folder `data`; raise Problems with everything that is wrong in it."""
    return load_files(read_folder(data))


def load_files(files: DataFiles) -> Register:
    """The register of the files of a data folder; raise Problems with all that is wrong in them.

    The same files give the same register, until the program's own labels change.
    """
    digests = {path: _digest(content) for path, content in files.contents.items()}
    key = (files.root, LABELS_FILE.stat().st_mtime_ns, *digests.items(), *files.not_files.items())
    if key not in _registers:
        loader = _Loader(files, digests)
        register = loader.register()
        if loader.problems:
            raise Problems(loader.problems)
        while len(_registers) >= _MOST_REGISTERS:
            del _registers[next(iter(_registers))]
        _registers[key] = register
    return _registers[key]


def load_for_build(data: Path) -> Register:
    """The register of a folder without its YAML: for 5,000 records 50 MB less of memory.

    For a process that builds a site once: places in records, but for their own and those of their
    keys, are no longer known. Raise Problems as `load_data` does.
    """
    _registers.clear()
    _nodes.clear()
    register = load_data(data)
    for entry in register.entries.values():
        entry.node.value = None
    _registers.clear()
    _nodes.clear()
    return register


def _digest(content: bytes | Problem) -> object:
    """What tells two contents apart, much smaller than they are."""
    return blake2b(content, digest_size=16).digest() if isinstance(content, bytes) else content


class _Loader:
    """Makes entries of files and collects what is wrong with them."""

    def __init__(self, files: DataFiles, digests: Mapping[str, object]) -> None:
        self.files = files
        self.digests = digests
        self.problems: list[Problem] = []
        self.entries: dict[str, Entry] = {}
        self.unreadable: set[str] = set()
        self.alphabets = Alphabets()
        self.languages: tuple[str, ...] = ()

    def register(self) -> Register:
        totals, labels = None, self._labels()
        self.languages = labels.languages
        for path in self.files.paths():
            if refused := self.files.not_files.get(path):
                self.problems.append(refused)
                if refused.rule != "symbolic-link":
                    self.unreadable.add(path.removesuffix(".yml"))
            elif path == "assertions.yml":
                totals = self._totals(path)
            elif path not in (LABELS_FILE.name, ADDRESSES_FILE):
                self._add_file(path)
        if not self.entries and not self.problems:
            self.problems.append(problem(self.files.root.as_posix(), Mark(), "no-records"))
        register = Register(self.entries.values(), labels, totals, self.unreadable)
        self.problems += [*check_rules(register), *self._broken_promises(register)]
        if not {*self.files.contents, *self.files.not_files} & {LABELS_FILE.name}:
            self._replace_unknown_words()
        self.problems = without_consequences(self.problems, register, self.files.root)
        return register

    def _replace_unknown_words(self) -> None:
        """Where there are no labels, say that, and not which words they lack."""
        others = [found for found in self.problems if found.rule != "unknown-word"]
        if len(others) < len(self.problems):
            self.problems = others
            self._say(LABELS_FILE.name, Mark(), "missing-labels")

    def _broken_promises(self, register: Register) -> Iterator[Problem]:
        content = self.files.contents.get(ADDRESSES_FILE)
        if not isinstance(content, bytes):
            yield from filter(None, (content,))
            return
        published, problems = read_published(content, self.files.shown(ADDRESSES_FILE))
        yield from problems
        yield from broken_promises(register, published, self.files.shown(ADDRESSES_FILE))

    def _labels(self) -> Labels:
        path = LABELS_FILE.name
        if path in self.files.contents:
            node = self._read(path)
            if node and (used := alphabets_in(node)) != self.alphabets:
                self.alphabets, self.problems = used, []
                node = self._read(path)
            labels, problems = join_labels(self.files.shown(path), node)
        elif path in self.files.not_files:
            labels, problems = join_labels(self.files.shown(path))
        else:
            labels, problems = join_labels()
        self.problems += problems
        return labels

    def _totals(self, path: str) -> Entry | None:
        node = self._read(path)
        if node is None or self._mapping(path, node, "assertions") is None:
            return None
        return Entry("assertions", Record(), self.files.shown(path), node, node.mark)

    def _mapping(self, path: str, node: Node, key: str) -> dict[str, Node] | None:
        """What a mapping holds; None, with a problem noted, of what is none."""
        if isinstance(node.value, dict):
            return node.value
        values = {"key": key, "expected": "records", **describe_value(node.value)}
        self._say(path, node.mark, "wrong-type", **values)
        return None

    def _read(self, path: str) -> Node | None:
        """What a file says, its problems noted; None if it is unusable."""
        content = self.files.contents[path]
        digest = self.digests[path]
        if isinstance(content, Problem):
            self.problems.append(content)
            return None
        if (digest, self.alphabets) in _nodes:
            return _nodes[digest, self.alphabets]
        shown = self.files.shown(path)
        node, problems = decode_yaml(content, shown, is_data=True, alphabets=self.alphabets)
        self.problems += problems
        if node and not problems:
            if len(_nodes) >= _MOST_NODES:
                _nodes.clear()
            _nodes[digest, self.alphabets] = node
        return node

    def _add_file(self, path: str) -> None:
        """Make entries of a file: of the whole, or of each key of a collection in one file."""
        collection, slash, name = path.removesuffix(".yml").partition("/")
        if collection not in COLLECTIONS or not path.endswith(".yml") or "/" in name:
            self._report_stray(path)
            return
        node = self._read(path)
        if slash and node:
            self._add_record(f"{collection}/{name}", path, node, node.mark)
        elif node and (records := self._mapping(path, node, collection)) is not None:
            if not records:
                self._say(path, node.mark, "empty-collection", group=collection)
                self.unreadable.add(collection)
            self._add_records(path, collection, records, node.keys)
        else:
            self.unreadable.add(f"{collection}{slash}{name}")

    def _report_stray(self, path: str) -> None:
        """Report a file that is not read; the record that it was likely to be is not missing."""
        *folders, name = path.split("/")
        stem, dot, ending = name.partition(".")
        group = folders[0] if folders else stem
        known = COLLECTIONS if folders else (*COLLECTIONS, "labels", "assertions")
        near = closest_match(group, known, cutoff=0.75)
        is_yaml = f".{ending}".lower() in _YAML_ENDINGS
        meant = "/".join([near, *([f"{stem}.yml"] if folders else [])]) if near and is_yaml else ""
        meant = meant if folders or not meant else f"{meant}.yml"
        if meant:
            self.unreadable.add(meant.removesuffix(".yml"))
        is_placed = len(folders) < 2 and group == near
        if meant and is_placed and dot + ending != ".yml":
            self._say(path, Mark(), "file-ending", nearest=meant)
        else:
            self._say(path, Mark(), "stray-file", nearest=meant)

    def _add_records(
        self, path: str, collection: str, records: Mapping[str, Node], marks: Mapping[str, Mark]
    ) -> None:
        """Make entries of the keys of a file, until it has more problems than are listed."""
        before = len(self.problems)
        for key, record in records.items():
            if len(self.problems) - before > MAX_FILE_PROBLEMS:
                self.problems[before:] = limit_problems(self.problems[before:])
                self.unreadable.add(collection)
                return
            self._add_record(f"{collection}/{key}", path, record, marks[key])

    def _say(self, path: str, mark: Mark, rule: str, **values: object) -> None:
        self.problems.append(problem(self.files.shown(path), mark, rule, **values))

    def _add_record(self, address: str, path: str, node: Node, mark: Mark) -> None:
        collection, _, name = address.partition("/")
        shown = self.files.shown(path)
        if breach := id_breach(name, is_page=True):
            self._say(path, mark, **breach)
        if address in self.entries:
            other = self.entries[address].path
            self._say(path, mark, "duplicate-id", address=address, other=other)
            return
        model = COLLECTIONS[collection]
        self.problems += limit_problems(empty_key_problems(model, node, shown, mark))
        if self._mapping(path, node, collection) is None:
            self.unreadable.add(address)
            return
        read = read_record(model, node, shown, mark, self.languages)
        self.problems += limit_problems(read.problems)
        if read.record is None:
            self.unreadable.add(address)
        else:
            self.entries[address] = Entry(address, read.record, shown, read.node, mark, read.unread)
