"""The readers of every built surface, by its name."""

import re
from collections.abc import Callable, Iterator

from tests.site.oracle.answers import Reading
from tests.site.oracle.surfaces import bodies, law, people, timeline, words, work
from tests.site.oracle.surfaces.page import Page

SURFACES: dict[str, tuple[str, Callable[[Page], Iterator[Reading]]]] = {
    "roster": ("views/roster", people.roster_page),
    "chart, holders": ("views/structure/.*", people.chart),
    "chart, people of units": ("views/structure/.*", people.chart_units),
    "chart, table of posts": ("views/structure/.*", people.chart_table),
    "chart, units": ("views/structure/.*", bodies.chart),
    "table of units": ("views/structure/.*", bodies.courses),
    "page of a body, holders": ("organizations/.+", people.body_page),
    "page of a body, facts": ("organizations/.+", bodies.facts),
    "page of a person": ("people/.+", people.person_page),
    "list of people": ("people", people.people_list),
    "list of bodies": ("organizations", bodies.body_list),
    "banner": (".*", bodies.banner),
    "changes": ("views/changes|handbook", bodies.changes),
    "names in links": ("people/.*|views/roster|legislation/.*|tasks/.*", bodies.same_names),
    "card of a holder": (".*", people.holder_cards),
    "list of documents": ("legislation", law.document_list),
    "map of the law": ("views/law", law.map_drawing),
    "table of the map": ("views/law", law.map_table),
    "page of a document": ("legislation/.+", law.document_page),
    "cards of documents": (".*", law.cards),
    "handbook, documents": ("handbook", law.handbook),
    "handbook, people": ("handbook", people.handbook_posts),
    "programme": ("programmes/[^/]+", work.matrix),
    "programme, days without a lead": ("programmes/[^/]+", work.lead_gaps),
    "meeting sheet": ("programmes/.+/sheet", work.meeting_sheet),
    "page of a task": ("tasks/.+", work.task_page),
    "common questions": ("needs", work.needs),
    "status beside links": (".*", law.badges_beside_links),
    "paths": ("onboarding/.+|needs", people.paths),
    "numbers": (".*", work.counts),
    "sentences": ("events/.+", words.speakers),
    "terms": ("terms/.+", words.terms),
    "timelines": ("(people|organizations|legislation)/.+|views/timeline", timeline.timelines),
}
"""The pages that a surface is on, and what reads them."""


def read_page(page: Page) -> Iterator[tuple[str, Reading]]:
    """What the surfaces on a page answer, each with the name of its surface."""
    for name, (pattern, reader) in SURFACES.items():
        if re.fullmatch(pattern, page.path):
            yield from ((name, reading) for reading in reader(page))
