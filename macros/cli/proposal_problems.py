"""Problems of a proposed record, reported at the argument that was typed for it."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from macros.changes import FileChange
from macros.cli.texts import Texts
from macros.yamlio import Mark, NoMark, Problem, Problems, YamlText

_ARGUMENTS = {
    "names": "name",
    "term": "name",
    "kind": "--type",
    "type_document": "--type",
    "date_document": "--date",
    "first_date_entry_in_force": "--in-force",
    "citations": "--source",
}
"""Keys whose argument has another name."""


def problems_of_proposal(
    problems: Problems,
    changes: Sequence[FileChange],
    address: str,
    arguments: Collection[str],
    texts: Texts,
) -> Problems:
    """The problems that a new record would make, each at its argument or in the file to be."""
    collection, _, id_ = address.partition("/")
    own = (f"{address}.yml", f"{collection}.yml")
    new = {
        change.path.as_posix(): change for change in changes if change.path.as_posix().endswith(own)
    }

    def placed(problem: Problem) -> Problem:
        change = new.get(problem.path)
        if change is None:
            return problem
        key = _key_at(change, id_, problem.mark)
        argument = _argument(key, problem.rule, arguments)
        if argument:
            return replace(problem, path=argument, mark=NoMark())
        is_new_file = change.before is None
        path = texts.get("desk.to-be", path=problem.path) if is_new_file else problem.path
        return replace(problem, path=path)

    return Problems(map(placed, problems.found))


def _key_at(change: FileChange, id_: str, mark: Mark) -> str:
    """The key of the new record in which a place is; empty for any other place."""
    text = YamlText((change.after or b"").decode("utf-8-sig"))
    starts = [(start, "") for start in text.node.keys.values()]
    record = text.node if change.path.stem == id_ else text.at((id_,))
    starts += [(start, key) for key, start in record.keys.items()]
    return max((pair for pair in starts if pair[0] <= mark), default=(mark, ""))[1]


def _argument(key: str, rule: str, arguments: Collection[str]) -> str:
    """The argument that gave a key; empty if none did."""
    named = "--locator" if "locator" in rule and key == "citations" else _ARGUMENTS.get(key, "")
    candidates = (named, f"--{key.replace('_', '-')}", key)
    return next((name for name in candidates if name in arguments), "")
