"""The queries that templates may call, each bound to the register, day and language of its page."""

import datetime as dt
import inspect
from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from typing import Any

from macros.model import (
    Article,
    ArticleVersion,
    Citation,
    Function,
    Legislation,
    Organization,
    Post,
)
from macros.pages.charts import (
    FlowDrawing,
    HistoryDrawing,
    LawMapDrawing,
    NodeText,
    Timeline,
    TreeDrawing,
    draw_flow,
    draw_history,
    draw_law_map,
    draw_timeline,
    draw_tree,
)
from macros.pages.small_pictures import (
    bars_picture,
    flow_picture,
    law_picture,
    matrix_picture,
    posts_picture,
    tree_picture,
)
from macros.queries import (
    ChartTree,
    Force,
    LawMap,
    Listing,
    Related,
    TimelineBar,
    TreeNode,
    UnitFlow,
    article_dependents,
    assignments_of,
    backlinks,
    bars_of,
    bodies_above,
    bodies_in_roster,
    bodies_with_chart,
    chart_levels,
    chart_seats,
    chart_trees,
    current_memberships,
    depends_on_target,
    dissolved_on,
    ending_of,
    existence_on,
    force_of,
    force_of_article,
    has_chart,
    has_members,
    head_of,
    head_posts,
    held_before,
    history_of,
    holders,
    in_language,
    institution_bars,
    instruments_of,
    is_force_inferred,
    key_dates,
    kicker,
    latest_membership,
    law_map_of,
    lead_gaps,
    listings_of,
    meeting_sheet,
    milestones,
    neighbours_of,
    page_title,
    part_titles,
    position,
    possible_holders,
    post_at,
    post_name,
    post_nodes,
    predecessors_of,
    recent_changes,
    relations_of,
    structure_changes,
    summary_line,
    task_directives,
    task_matrix,
    tasks_of,
    tenure_steps,
    time_listed,
    unit_flows,
    unit_histories,
    units_on,
    vacancies_on,
    version_on,
)
from macros.quiz import quiz_questions, stage_questions, value_text
from macros.register import Entry, Register
from macros.text import Period
from macros.yamlio import Mark


def listed_citations(entry: Entry, listing: Listing) -> Iterable[Citation]:
    """Where it can be read that a structure lists a body: the citations of its own line, if any."""
    units = (unit for group in listing.structure.groups for unit in group.units)
    own = next(unit.citations for unit in units if unit.organization == entry.address)
    return own or listing.structure.citations


def duties_by_time(body: Organization) -> list[tuple[Period, list[Function]]]:
    """The duties of a body, those of one instrument and time together."""
    groups: dict[tuple[str | None, Period], list[Function]] = {}
    for duty in body.functions:
        time = Period(duty.start_date, duty.end_date)
        groups.setdefault((duty.instrument, time), []).append(duty)
    return [(time, duties) for (_, time), duties in groups.items()]


def timeline_drawing(
    register: Register, day: dt.date, entry: Entry | None = None
) -> Timeline | None:
    """The bars of a record, or of the institution, placed on a scale; None where there are none."""
    bars = bars_of(register, entry) if entry else institution_bars(register)
    return draw_timeline(bars, day)


def history_drawing(register: Register, day: dt.date, lang: str) -> HistoryDrawing | None:
    """The timeline of the institution in pixels, its words in a language."""
    bars = [(bar, _bar_names(register, bar, day, lang)) for bar in institution_bars(register)]
    days = [(key.date.first, in_language(key.name, lang)) for key in key_dates(register)]
    beginnings = [*days, *((one.record.date.first, "") for one in milestones(register))]
    return draw_history(bars, days, min(beginnings)[0] if beginnings else None, day)


def _bar_names(register: Register, bar: TimelineBar, day: dt.date, lang: str) -> tuple[str, ...]:
    """The record of a bar, or its part, and what else is said of the bar."""
    names = [in_language(bar.text, lang)] if bar.text else []
    if bar.address:
        body, _, part = bar.address.partition("#")
        title = page_title(register[body], register.labels, lang)
        names.insert(0, part_titles(register, body, day, lang)[part] if part else title)
    return tuple(names)


def law_map_drawing(register: Register, law: LawMap, lang: str) -> LawMapDrawing:
    """The map of the law in pixels, its words in a language."""
    labels = register.labels
    other = labels.get("map.lane-other", lang)
    headings = [page_title(register[body], labels, lang) if body else other for body in law.lanes]
    names = []
    for document in law.documents:
        record = document.legislation
        kind = labels.get(f"document_name.{record.type_document}", lang)
        title = in_language(record.title, lang) if record.title else kind
        whole = title if record.number else kind
        names.append((whole, kind, record.number or title.removeprefix(kind).strip()))
    keys = [labels.get(f"map.key-{key}", lang) for key in ("change", "rest", "other", "analysis")]
    return draw_law_map(law, headings, names, keys)


def chart_tree_drawing(register: Register, tree: ChartTree, lang: str) -> TreeDrawing:
    """A tree of a body in pixels, its words in a language."""

    def text(node: TreeNode) -> NodeText:
        names = tuple(in_language(name.name, lang) for name, _ in node.names)
        return NodeText(names, node.most)

    keys = [register.labels.get(f"chart.key-{key}", lang) for key in ("held", "seen")]
    return draw_tree(
        [text(node) for node in tree.heads],
        [text(node) for node in tree.posts],
        [
            (in_language(label, lang), [text(node) for node in nodes])
            for label, nodes in tree.groups
        ],
        keys,
    )


def unit_flow_drawing(register: Register, flow: UnitFlow, lang: str) -> FlowDrawing:
    """What became of the units of a structure in pixels, its words in a language."""
    labels = register.labels
    left = {unit.address: number for number, unit in enumerate(flow.before)}
    right = {unit.address: number for number, unit in enumerate(flow.after)}
    bands = [
        (left[band.origin.address], right[band.target.address] if band.target else len(right))
        for band in flow.bands
    ]
    unknown = (
        [labels.get("flow.unknown", lang)] if any(end == len(right) for _, end in bands) else []
    )
    before, after = (
        [page_title(unit, labels, lang) for unit in units] for units in (flow.before, flow.after)
    )
    kinds = ("kept", "followed", "inferred", "unknown")
    keys = [labels.get(f"flow.key-{kind}", lang) for kind in kinds]
    return draw_flow(before, [*after, *unknown], bands, keys)


def force_word(
    register: Register, address: str, locator: str | None = None, *, day: dt.date
) -> str:
    """The status of a document, or of an article of it, as a key under `force` in the labels."""
    document = register.get(Legislation, address)
    return force_of_article(register, document, locator, day).value


def lost_force(register: Register, day: dt.date, entry: Entry, related: Related) -> str:
    """The status of the article that a relation rests on; empty where that is in force."""
    locator, rests = related.relation.target_locator, depends_on_target(related.relation)
    address = related.address if related.verb.is_active else entry.address
    word = force_word(register, address, locator, day=day) if rests and locator and address else ""
    return word if word in ("ended", "not-yet", "suspended") else ""


def articles_with(
    register: Register, entry: Entry[Legislation], word: str, day: dt.date
) -> list[Article]:
    """The articles of a document that have a status on a day."""
    return [
        article
        for article in entry.record.articles
        if force_word(register, entry.address, article.locator, day=day) == word
    ]


def articles_changed(entry: Entry[Legislation], day: dt.date) -> list[Article]:
    """The articles whose wording is another one by a day, which go on in force."""
    return [
        article
        for article in entry.record.articles
        if (wording := version_on(article, day)) and wording is not article.versions[0]
    ]


def is_wording_over(
    register: Register,
    day: dt.date,
    version: ArticleVersion,
    entry: Entry[Legislation] | None = None,
) -> bool:
    """Whether a wording is no longer in force, by its own end or with its document, `entry`."""
    end = version.date_no_longer_in_force
    if end is not None and end.last <= day:
        return True
    return entry is not None and force_of(register, entry, day) is Force.ENDED


def is_duty_over(register: Register, duty: Function, day: dt.date) -> bool:
    """Whether a duty is over: by its own end, or with the document that set it."""
    if duty.end_date and duty.end_date.last < day:
        return True
    return duty.instrument is not None and (
        force_word(register, duty.instrument, day=day) == Force.ENDED.value
    )


def is_post_over(entry: Entry[Organization], post: Post, day: dt.date) -> bool:
    """Whether a post has ended, by its own end or with its body, `entry`."""
    return post.lifetime.is_over(day) or dissolved_on(entry.record, day) is not None


def is_post_address_over(register: Register, day: dt.date, address: str) -> bool:
    """Whether the post at an address has ended; False where the address is that of no post."""
    entry, fragment = register.find(Organization, address), address.partition("#")[2]
    posts = entry.record.posts if entry else ()
    return any(entry and is_post_over(entry, post, day) for post in posts if post.id == fragment)


def edit_link(edit_base: str, path: str, mark: Mark) -> str:
    """The link that opens a data file at a line; empty without a repository (`edit_base`)."""
    return f"{edit_base}{path}#L{mark.line}" if edit_base else ""


QUERIES: Mapping[str, Callable[..., Any]] = {
    function.__name__: function
    for function in (
        *(articles_changed, articles_with, bodies_above, current_memberships, existence_on),
        *(held_before, kicker, latest_membership, neighbours_of),
        *(article_dependents, assignments_of, backlinks, bodies_with_chart),
        *(chart_tree_drawing, chart_trees, post_nodes, unit_flow_drawing, unit_flows),
        *(bodies_in_roster, chart_levels, chart_seats, duties_by_time, edit_link),
        *(ending_of, force_of, force_word, has_chart, has_members, head_of, head_posts),
        *(history_of, holders, possible_holders, instruments_of, is_duty_over),
        is_force_inferred,
        *(is_post_address_over, is_post_over, is_wording_over, key_dates, law_map_drawing),
        *(law_map_of, lead_gaps, listed_citations, listings_of, lost_force, meeting_sheet),
        *(milestones, position, post_name, predecessors_of, quiz_questions),
        *(relations_of, stage_questions, structure_changes, summary_line, task_directives),
        *(task_matrix, tasks_of),
        *(tenure_steps, time_listed, vacancies_on, post_at, timeline_drawing, history_drawing),
        *(unit_histories, units_on, recent_changes, value_text),
        *(tree_picture, bars_picture, law_picture, posts_picture, flow_picture, matrix_picture),
    )
}
"""Each query by its name, which is what templates call it."""


class TemplateQueries:
    """The queries as a template calls them: `query.ending(entry)`, without register and day.

    Of the values given here a query gets those whose name one of its parameters bears: a first
    parameter of that name in place, the others by name, so that a template may give another one
    (`query.possible_holders(address, day=on)`).
    """

    def __init__(self, **values: object) -> None:
        self._values = values

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name not in QUERIES:
            raise AttributeError(name)
        query = QUERIES[name]
        leading, named = _bound_parameters(query, frozenset(self._values))
        bound = partial(
            query,
            *(self._values[parameter] for parameter in leading),
            **{parameter: self._values[parameter] for parameter in named},
        )
        setattr(self, name, bound)
        return bound


@cache
def _bound_parameters(
    query: Callable[..., Any], known: frozenset[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The parameters of a query that are bound: those at its start, and those bound by name."""
    parameters = list(inspect.signature(query).parameters)
    leading: list[str] = []
    while parameters and parameters[0] in known:
        leading.append(parameters.pop(0))
    return tuple(leading), tuple(name for name in parameters if name in known)
