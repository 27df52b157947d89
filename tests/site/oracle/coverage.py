"""The questions that each surface must answer: what it leaves out is a difference, too."""

from collections.abc import Callable, Iterator

from tests.site.oracle.answers import Question
from tests.site.oracle.questions import World, titles
from tests.site.oracle.records import units_of


def _seats(world: World) -> Iterator[Question]:
    for body, several in world.records.holders.items():
        for person, membership in several:
            if "post" in membership:
                yield Question("holds", person, f"{body}#{membership['post']}")
            else:
                yield Question("titled", person, f"{body} {titles(world, membership)[0]}")


def _of(kind: str, collection: str) -> Callable[[World], Iterator[Question]]:
    return lambda world: (Question(kind, address) for address, _ in world.records.all(collection))


def _posts(world: World) -> Iterator[Question]:
    for body, record in world.records.all("organizations"):
        for post in record.get("posts", ()):
            yield Question("post", f"{body}#{post['id']}")


def _units(world: World) -> Iterator[Question]:
    for body, record in world.records.all("organizations"):
        for structure in record.get("structures", ()):
            for unit in units_of(structure):
                yield Question("listed", f"{body}#{structure['id']}", unit)


def _followers(world: World) -> Iterator[Question]:
    for body, record in world.records.all("organizations"):
        for successor in record.get("successors", ()):
            yield Question("marked", body, successor["organization"])


def _bearers(world: World) -> Iterator[Question]:
    for task, record in world.records.all("tasks"):
        for one in record.get("assignments", ()):
            yield Question("assigned", task, f"{one['role']} {one['bearer']}")


def _known(world: World) -> Iterator[Question]:
    for person, record in world.records.all("people"):
        if record.get("memberships"):
            yield Question("known", person)


def _related(world: World) -> Iterator[Question]:
    related: set[str] = set()
    for document, record in world.records.all("legislation"):
        targets = {one["target"] for one in record.get("relations", ()) if one.get("target")}
        related |= targets | ({document} if targets else set())
    yield from (Question("force", document) for document in sorted(related))


EXPECTED: dict[str, tuple[Callable[[World], Iterator[Question]], ...]] = {
    "roster": (_seats,),
    "page of a body, holders": (_seats, _posts),
    "page of a body, facts": (_units, _followers),
    "list of people": (_known,),
    "search line": (_known, _of("issuer", "legislation")),
    "list of bodies": (_of("over", "organizations"),),
    "chart, units": (_units,),
    "changes": (_followers,),
    "list of documents": (_of("force", "legislation"), _of("issuer", "legislation")),
    "map of the law": (_related,),
    "table of the map": (_of("force", "legislation"),),
    "page of a document": (_of("force", "legislation"), _of("issuer", "legislation")),
    "handbook, documents": (_of("force", "legislation"),),
    "programme": (_bearers,),
    "page of a task": (_bearers,),
}


def expected(world: World) -> Iterator[tuple[str, Question]]:
    """What each surface must answer."""
    for surface, several in EXPECTED.items():
        for questions in several:
            yield from ((surface, question) for question in questions(world))
