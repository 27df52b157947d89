"""What pages show, each view by its name: for a page of its own, and for authors to place."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from markupsafe import Markup

from macros.i18n import LANGUAGES
from macros.model import (
    COLLECTIONS,
    Event,
    LearningPath,
    Legislation,
    Need,
    Organization,
    Programme,
    Term,
)
from macros.pages.context import PageContext
from macros.pages.handbook_chapters import Handbook, HandbookLinks
from macros.pages.small_pictures import draw_ribbon
from macros.queries import (
    KINDS,
    CollectionRole,
    Force,
    all_conflicts,
    entry_order,
    evidence_by_collection,
    force_of,
    list_table,
    page_title,
    view_day,
)
from macros.register import Entry
from macros.text import sort_key
from macros.validation import example_messages, load_rule_examples

View = Callable[..., Markup]
"""Prints its piece of a page; takes the page, then what it is about."""


def record(page: PageContext, address: str) -> Markup:
    """All that is known of a record, as on its page."""
    entry = page.register[address]
    page.gathers_remarks = not page.is_embedded
    return _of_entry(page, f"records/{entry.collection}.html.j2", entry)


def table(page: PageContext, collection: str) -> Markup:
    """The table of a collection, as on its list page."""
    rows = list_table(page.register, collection, page.day, page.lang)
    return page.render("views/table.html.j2", collection=collection, table=rows)


def roster(page: PageContext, address: str = "") -> Markup:
    """Who held which post, on any day: of a body, or of all of them."""
    bodies = (page.register[address],) if address else ()
    return page.render("views/roster.html.j2", bodies=bodies)


def chart(page: PageContext, address: str) -> Markup:
    """The posts of a body and its units, on any day."""
    return _of_entry(page, "views/chart.html.j2", page.register[address])


def changes(page: PageContext) -> Markup:
    """What became of each body and unit."""
    return page.render("views/changes.html.j2")


def timeline(page: PageContext, address: str = "") -> Markup:
    """The bars of a record over time, or those of the institution and its milestones."""
    entry = page.register[address] if address else None
    return page.render("views/timeline.html.j2", entry=entry)


def law_map(page: PageContext) -> Markup:
    """The map of the law, on any day, and what rests on single articles."""
    return page.render("views/law_map.html.j2")


def matrix(page: PageContext, address: str) -> Markup:
    """The tasks of a programme with their bases, directives and leads, on any day."""
    return _of_entry(page, "views/matrix.html.j2", page.register[address])


def sheet(page: PageContext, address: str) -> Markup:
    """The tasks of a programme as a meeting looks at them."""
    return _of_entry(page, "views/sheet.html.j2", page.register[address])


def terms(page: PageContext, group: str) -> Markup:
    """The terms of a group with their meanings."""
    entries = [entry for entry in page.register.all(Term) if entry.record.group == group]
    entries.sort(key=lambda entry: sort_key(page_title(entry, page.register.labels, page.lang)))
    return page.render("views/terms.html.j2", entries=entries)


def needs(page: PageContext) -> Markup:
    """The questions of newcomers, each with its answer."""
    entries = sorted(page.register.all(Need), key=entry_order)
    return page.render("views/needs.html.j2", entries=entries)


def paths(page: PageContext) -> Markup:
    """The learning paths, each with its stages and the step that is next."""
    entries = sorted(page.register.all(LearningPath), key=entry_order)
    return page.render("views/paths.html.j2", entries=entries)


def gaps(page: PageContext) -> Markup:
    """What is not known, by collection."""
    groups = {
        name: [entry for entry in page.register.collection(name) if entry.record.gaps]
        for name in COLLECTIONS
    }
    return page.render("views/gaps.html.j2", groups=groups)


def evidence(page: PageContext) -> Markup:
    """How well the facts are sourced, where sources disagree, and what can be downloaded."""
    register = page.register
    page.notes.has_signs = True  # The legend is here for pages written by hand, which have none.
    return page.render(
        "views/evidence.html.j2",
        evidence=evidence_by_collection(register),
        conflicts=list(all_conflicts(register)),
        gaps=sum(len(entry.record.gaps) for entry in register.entries.values()),
        collections=list(COLLECTIONS),
    )


def quiz(page: PageContext) -> Markup:
    """The self-check for new colleagues."""
    return page.render("views/quiz.html.j2")


def card(page: PageContext, *addresses: str) -> Markup:
    """Cards that lead to records and posts: title, one line, and whether it is over."""
    entries = [(address, page.register[address]) for address in addresses]
    return page.render("views/card.html.j2", entries=entries)


def ended(page: PageContext, address: str) -> Markup:
    """That a record is over, since when and by what; nothing while it is not."""
    return page.render("views/ended.html.j2", entry=page.register[address])


def holder(page: PageContext, address: str) -> Markup:
    """Who holds a post (`organizations/x#post`) on the day, or who was last seen in it."""
    return page.render("views/holder.html.j2", address=address)


def force(page: PageContext, *addresses: str) -> Markup:
    """Documents with their status on the day."""
    entries = [page.register[address] for address in addresses]
    return page.render("views/force.html.j2", entries=entries)


def search_field(page: PageContext, *queries: str) -> Markup:
    """The large search field, its results under it, with queries to try."""
    return page.render("parts/search_field.html.j2", queries=queries)


def today(page: PageContext, *addresses: str) -> Markup:
    """Who heads some bodies, their units and the documents in force; which of them are over."""
    register = page.register
    documents = register.all(Legislation)
    forces = [force_of(register, document, page.day) for document in documents]
    in_force = sum(force in (Force.IN_FORCE, Force.PARTLY) for force in forces)
    bodies = [register.get(Organization, address) for address in addresses]
    numbers = {"in_force": in_force, "documents": len(forces)}
    return page.render("views/today.html.j2", bodies=bodies, **numbers)


def ribbon(page: PageContext, *addresses: str) -> Markup:
    """Some events on a ribbon of years."""
    events = [page.register.get(Event, address) for address in addresses]
    events.sort(key=lambda entry: (entry.record.date, entry.address))
    days = tuple(entry.record.date.first for entry in events)
    drawing = draw_ribbon(days, page.day) if days else None
    return page.render("views/ribbon.html.j2", events=events, drawing=drawing)


def doors(page: PageContext, address: str) -> Markup:
    """The ways to the chart of a body, the timeline and the map of the law, with pictures."""
    return page.render("views/doors.html.j2", entry=page.register[address])


def recent(page: PageContext) -> Markup:
    """What changed last: posts taken up and left, documents in force or no more."""
    return page.render("views/recent.html.j2")


def counts(page: PageContext) -> Markup:
    """How many records of each collection there are."""
    names = [name for name in COLLECTIONS if KINDS[name].role is not CollectionRole.GUIDE]
    return page.render("views/counts.html.j2", names=names)


def overview(page: PageContext) -> Markup:
    """The views of the whole, as cards."""
    return page.render("views/overview.html.j2")


def rules(page: PageContext) -> Markup:
    """The rules that data keeps; each example is run."""
    examples = list(zip(load_rule_examples(), example_messages(LANGUAGES[0]), strict=True))
    groups = [
        (group, [pair for pair in examples if pair[0].group == group])
        for group in dict.fromkeys(example.group for example in load_rule_examples())
    ]
    return page.render("views/rules.html.j2", groups=groups)


def to_fill(page: PageContext) -> Markup:
    """For clerks: where in the files what no source has said yet would be filled in."""
    entries = [entry for entry in page.register.entries.values() if entry.record.gaps]
    programmes = page.register.all(Programme)
    return page.render("views/to_fill.html.j2", entries=entries, programmes=programmes)


def handbook(page: PageContext) -> Markup:
    """The whole register, for paper; its links stay in it."""
    book = Handbook(page.register, page.day, page.lang)
    own = page.links
    links = HandbookLinks(own.register, own.here, own.directory_urls, own.root, book.places)
    page.scripts.add("handbook")
    return replace(page, links=links).render("views/handbook.html.j2", book=book)


def _of_entry(page: PageContext, template: str, entry: Entry) -> Markup:
    """A view of a record, which speaks first of the last day of what is over."""
    day = view_day(page.register, entry, page.day)
    return page.on_day(day).render(template, entry=entry)


PLACEABLE: Mapping[str, View] = {
    view.__name__: view
    for view in (
        *(search_field, today, ribbon, doors, recent, counts),
        *(card, ended, holder, force, record, table, roster, chart, changes, timeline, law_map),
        *(matrix, sheet, terms, needs, gaps, evidence, quiz),
    )
}
"""The views that an author may place on a page, in the order of their documentation."""
VIEWS: Mapping[str, View] = {
    **PLACEABLE,
    **{view.__name__: view for view in (overview, paths, rules, to_fill, handbook)},
}
"""Every view; the last five are pages of their own."""
