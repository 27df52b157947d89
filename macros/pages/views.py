"""What pages show, each view by its name: for a page of its own, and for authors to place."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from markupsafe import Markup

from macros.i18n import LANGUAGES
from macros.model import COLLECTIONS, Need, Term
from macros.pages.context import PageContext
from macros.pages.handbook_chapters import Handbook, HandbookLinks
from macros.queries import (
    all_conflicts,
    entry_order,
    evidence_by_collection,
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
    return _of_entry(page, f"records/{entry.collection}.html.j2", entry)


def table(page: PageContext, collection: str) -> Markup:
    """The table of a collection, as on its list page."""
    rows = list_table(page.register, collection, page.day)
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
    entries.sort(key=lambda entry: sort_key(page_title(entry, page.register.labels)))
    return page.render("views/terms.html.j2", entries=entries)


def needs(page: PageContext) -> Markup:
    """The questions of newcomers, each with its answer."""
    entries = sorted(page.register.all(Need), key=entry_order)
    return page.render("views/needs.html.j2", entries=entries)


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
    page.scripts.add("selfcheck")
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


def handbook(page: PageContext) -> Markup:
    """The whole register, for paper; its links stay in it."""
    book = Handbook(page.register, page.day)
    links = HandbookLinks(page.register, page.links.here, page.links.directory_urls, book.places)
    page.scripts.add("handbook")
    return replace(page, links=links).render("views/handbook.html.j2", book=book)


def _of_entry(page: PageContext, template: str, entry: Entry) -> Markup:
    """A view of a record, which speaks first of the last day of what is over."""
    day = view_day(page.register, entry, page.day)
    return page.on_day(day).render(template, entry=entry)


PLACEABLE: Mapping[str, View] = {
    view.__name__: view
    for view in (
        *(card, ended, holder, force, record, table, roster, chart, changes, timeline, law_map),
        *(matrix, sheet, terms, needs, gaps, evidence, quiz),
    )
}
"""The views that an author may place on a page, in the order of their documentation."""
VIEWS: Mapping[str, View] = {
    **PLACEABLE,
    **{view.__name__: view for view in (overview, rules, handbook)},
}
"""Every view; the last three are pages about all the others."""
