"""The page and the fragment at which an address is shown on the site."""

from macros.model import Event, Legislation, Need, Organization, Term
from macros.register.entries import without_fragment
from macros.register.register import Register
from macros.text import covers, locator_anchor, parse_locator


def page_uri(register: Register, address: str) -> str:
    """The source path of the page that shows a record: `people/x.md`."""
    record = register[address].record
    if isinstance(record, Term):
        return f"terms/{record.group}.md"
    if isinstance(record, Need):
        return "needs/index.md"
    return f"{without_fragment(address)}.md"


def fragment_of(register: Register, address: str, locator: str | None = None) -> str:
    """The fragment of an address on its page; empty for the page as a whole.

    With a locator it is that of the declared article around it, else of the first one inside it.
    """
    record = register[address].record
    if isinstance(record, Term | Need):
        return register[address].id
    if "#" in address:
        return address.partition("#")[2]
    if not locator or not isinstance(record, Legislation):
        return ""
    declared = [(article.locator, parse_locator(article.locator)[0]) for article in record.articles]
    wanted = parse_locator(locator)[0]
    around = [(len(place), text) for text, place in declared if covers(place, wanted)]
    inside = [text for text, place in declared if covers(wanted, place)]
    nearest = [max(around)[1]] if around else inside
    return locator_anchor(nearest[0]) if nearest else ""


def part_fragments(register: Register, address: str) -> tuple[str, ...]:
    """The fragments of a record's parts that have an anchor on its page."""
    record = register[address].record
    if isinstance(record, Organization):
        posts = tuple(post.id for post in record.posts)
        return (*posts, *(structure.id for structure in record.structures))
    if isinstance(record, Legislation):
        return tuple(locator_anchor(article.locator) for article in record.articles)
    if isinstance(record, Event):
        return tuple(f"directive-{directive.number}" for directive in record.directives)
    return ()
