"""Rules about the paths and the questions of newcomers."""

from collections.abc import Iterator

from macros.model import NEED_COLLECTIONS, LearningPath, Need, NeedKind, id_breach
from macros.register import Finding, Register


def unclear_step(register: Register) -> Iterator[Finding]:
    """A step has a clean id of its own in its path, and leads somewhere."""
    for entry in register.all(LearningPath):
        seen: set[str] = set()
        for number, stage in enumerate(entry.record.stages):
            for index, step in enumerate(stage.steps):
                loc = ("stages", number, "steps", index)
                if breach := id_breach(step.id):
                    yield entry, (*loc, "id"), dict(breach)
                elif step.id in seen:
                    yield entry, (*loc, "id"), {"rule": "duplicate-part-id", "id": step.id}
                elif entry.lacks(loc, step, "about", "pages"):
                    yield entry, loc, {"id": step.id}
                seen.add(step.id)


def unanswerable_question(register: Register) -> Iterator[Finding]:
    """A question asks something that is known of its kind of subject; a holder, of a post."""
    for entry in register.all(Need):
        need = entry.record
        if entry.is_unread("asks"):
            continue
        collection, is_part = need.of.partition("/")[0], "#" in need.of
        is_of_part = need.asks is NeedKind.HOLDER
        if collection not in NEED_COLLECTIONS[need.asks] or is_part is not is_of_part:
            expected = ", ".join(NEED_COLLECTIONS[need.asks]) + ("#…" if is_of_part else "")
            yield entry, ("of",), {"value": need.of, "asks": need.asks.value, "expected": expected}
