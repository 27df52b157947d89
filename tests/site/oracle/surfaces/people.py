"""Who holds which post: rosters, charts, lists, the pages of bodies and people, the handbook."""

from collections.abc import Iterator

from lxml.html import HtmlElement

from tests.site.oracle.answers import ANY, HOLDING, Question, Reading, Steps, always, joint, shown
from tests.site.oracle.questions import title_on
from tests.site.oracle.records import last
from tests.site.oracle.surfaces.page import (
    Page,
    full_title,
    is_off,
    label,
    live,
    over_by,
    printed,
    span_of,
    steps_of,
    text,
    to_iso,
    within,
)


def rosters(page: Page, where: HtmlElement, body: str, place: str) -> Iterator[Reading]:
    """The tables of posts with their holders over time."""
    for seat in page.find("table.roster tbody", where):
        posts = [link for link in page.links(seat) if link.startswith("organizations/")]
        post = posts[0] if posts else ""
        frame = steps_of(seat)
        if post:
            yield from _names(page, seat, post, place)
            if post.startswith(f"{body}#"):
                yield page.reading(Question("post", post), is_off(frame), place)
        for row in _holding_rows(page, seat):
            role, name, time, answer = row
            question = _asked(page.links(name)[0], body, post, text(role))
            steps, day = live(answer, "held", page.day)
            said = shown_as_no(steps, frame)
            yield page.reading(question, said, place, day)
            yield from _among(page, row, question, said, place, day)
            yield from _printed_time(page, question, text(time), place)
        if post.startswith(f"{body}#"):
            yield from _seat(page, seat, post, place, "tr")


def _holding_rows(page: Page, seat: HtmlElement) -> list[HtmlElement]:
    """The rows of a seat with a person; the others say that it was vacant."""
    return [row for row in page.find("*[data-row]", seat) if not row.get("data-steps")]


def _among(
    page: Page, row: HtmlElement, question: Question, said: Steps, place: str, day: str
) -> Iterator[Reading]:
    """Whether somebody stands among the holders on each day, and on that which is printed."""
    if question.kind != "heads":
        asked = question._replace(kind="among")
        words = [(start, _standing(answer)) for start, answer in said]
        yield page.reading(asked, tuple(words), place, day)
        apart = {"is-off", "is-doubtful"} & set((row.get("class") or "").split())
        frames = row.xpath("ancestor::tbody[1]/@class | ancestor::li[1]/@class")
        if not any("is-off" in frame for frame in frames):
            yield page.reading(
                asked, always("hidden" if apart else "shown"), f"{place} printed", page.day
            )


def _standing(answer: str) -> str:
    return "shown" if answer.partition("~")[0] in HOLDING else "hidden"


def _seat(page: Page, seat: HtmlElement, post: str, place: str, tag: str) -> Iterator[Reading]:
    """Whether a post is vacant or part of another, and what is said where nobody holds it."""
    vacancies = [steps_of(row) for row in page.find(f"{tag}[data-row][data-steps]", seat)]
    rows = [live(row, "held", page.day)[0] for row in _holding_rows(page, seat)]
    said = [
        (start, "vacant" if "yes" in words[: len(vacancies)] else _filled(words[len(vacancies) :]))
        for start, words in joint(*vacancies, always("no"), *rows)
    ]
    yield page.reading(Question("vacant", post), shown(tuple(said), steps_of(seat)), place)
    for note in page.find(f"{tag}[data-steps]", seat):
        if note.get("data-row") is None and label("post.merged") in text(note):
            words = [(start, "yes" if word == "on" else "no") for start, word in steps_of(note)]
            yield page.reading(Question("merged", post), tuple(words), place)


def _filled(words: list[str]) -> str:
    return "held" if "shown" in map(_standing, words) else "unknown"


def shown_as_no(steps: Steps, frame: Steps) -> Steps:
    """Who stands in a post that is not shown does not hold it."""
    hidden = is_off(frame)
    return tuple(
        (start, said if seat != "no|not-yet" else seat)
        for start, (said, seat) in joint(steps, hidden)
    )


def _asked(person: str, body: str, post: str, role: str) -> Question:
    if post.startswith(f"{body}#"):
        return Question("holds", person, post)
    return (
        Question("heads", person, f"{post} {body}")
        if post
        else Question("titled", person, f"{body} {role}")
    )


def _printed_time(page: Page, question: Question, words: str, place: str) -> Iterator[Reading]:
    span = span_of(words.partition(label("membership.attested"))[0])
    merged = question.kind == "holds" and "merged" in page.records.part(question.about)
    if span and question.kind != "heads" and not merged:
        inside = "yes" if all(len(date) == 10 for date in span) else ANY
        yield page.reading(question, within(span, inside), f"{place} time")
    if by := over_by(words.partition(label("membership.attested"))[0]):
        yield page.reading(question, (("", ANY), (last(by), "no")), f"{place} over by")


def _names(page: Page, seat: HtmlElement, post: str, place: str) -> Iterator[Reading]:
    """The title of a post on each day, once for each table."""
    link = next(link for link in page.anchors(seat) if page.address(link) == post)
    yield page.reading(Question("named", post), dated_text(page, link), place)


def dated_text(page: Page, element: HtmlElement) -> Steps:
    """The text of an element in which each day shows one of several."""
    several = page.find("span[data-steps]", element)
    if not several:
        return always(text(element))
    frames = [steps_of(one) for one in several]
    return tuple(
        (
            start,
            next((text(one) for one, word in zip(several, words, strict=True) if word == "on"), ""),
        )
        for start, words in joint(*frames)
    )


def roster_page(page: Page) -> Iterator[Reading]:
    """The roster of the whole institution."""
    for section in page.find("section.staff"):
        body = page.links(page.find("h2", section)[0])[0]
        yield from rosters(page, section, body, body)


def chart_table(page: Page) -> Iterator[Reading]:
    """The table of posts beneath a chart."""
    body = f"organizations/{page.path.rpartition('/')[2]}"
    yield from rosters(page, page.article, body, "table")


def chart(page: Page) -> Iterator[Reading]:
    """The boxes of a chart: posts with holders, units with those who are in them."""
    body = f"organizations/{page.path.rpartition('/')[2]}"
    for box in page.find("ul.chart__posts li.box"):
        posts = page.links(page.find("p.box__name", box)[0])
        post = posts[0] if posts else ""
        if post:
            yield from _names(page, box, post, "box")
            if post.startswith(f"{body}#"):
                yield page.reading(Question("post", post), is_off(steps_of(box)), "box")
        if post.startswith(f"{body}#"):
            yield from _seat(page, box, post, "box", "p")
        for row in _holding_rows(page, box):
            question = _asked(page.links(row)[0], body, post, "")
            steps, day = live(row, "held", page.day)
            said = shown_as_no(steps, steps_of(box))
            yield page.reading(question, said, "box", day)
            yield from _among(page, row, question, said, "box", day)


def chart_units(page: Page) -> Iterator[Reading]:
    """Those who are in the units that a chart shows, while it shows the unit."""
    for level in page.find("section.chart__level"):
        for box in page.find("li.box", level):
            unit = page.links(page.find("p.box__name", box)[0])[0]
            for row in page.find("li[data-row]", box):
                steps, day = live(row, "held", page.day)
                frames = steps_of(level), steps_of(box)
                question = Question("titled", page.links(row)[0], f"{unit} ")
                yield page.reading(
                    question, shown(steps, *frames), level.get("aria-labelledby"), day
                )


def body_page(page: Page) -> Iterator[Reading]:
    """The posts and roles on the page of a body."""
    for block in page.find("div.post"):
        post = f"{page.path}#{block.get('id')}" if block.get("id") else ""
        if post:
            is_over = page.find("h3 span.badge--life-ended", block)
            over = "no|not-yet|merged" if is_over else "yes|may|not-yet"
            yield page.reading(Question("post", post), always(over), "post", page.records.as_of)
            names = page.find("h3", block)[0].text or ""
            yield page.reading(
                Question("named", post), always(names.strip()), "post", page.records.as_of
            )
        for row in page.find("tr[data-row]", block):
            *roles, time, answer = row[1:]
            role = text(roles[0]) if roles else ""
            question = _asked(page.links(row[0])[0], page.path, post, role)
            steps, day = live(answer, "held", _static_day(page))
            yield page.reading(question, steps, "post", day)
            yield from _printed_time(page, question, text(time), "post")


def _static_day(page: Page) -> str:
    """The day of which the last column of a page without a choice of days speaks."""
    for paragraph in page.find("p"):
        if label("asof.column") in text(paragraph):
            return to_iso(text(paragraph))
    return page.day


def person_page(page: Page) -> Iterator[Reading]:
    """The state in the heading of the page of a person, and its posts and roles, as of its day."""
    for badge in page.find("div.title span.badge"):
        known = always(printed(badge.getparent(), "held"))
        yield page.reading(Question("known", page.path), known, "heading", page.records.as_of)
    for item in page.find("ol.memberships li"):
        paragraphs = page.find("p", item)
        if not paragraphs or not page.find("span.position", item):
            continue
        title = text(page.find("span.position", item)[0])
        body = page.links(paragraphs[0])[0]
        question = Question("titled", page.path, f"{body} {title}")
        answer = printed(paragraphs[0], "held")
        yield page.reading(question, always(answer), title, page.records.as_of)
        yield from _printed_time(page, question, text(paragraphs[1]).partition("·")[0], title)


def people_list(page: Page) -> Iterator[Reading]:
    """The list of people: the post for which each is known."""
    for row in page.find("table.listing tbody tr[data-facets]"):
        name, title, body, _, answer = row
        if bodies := page.links(body):
            said, person = printed(answer, "held"), page.links(name)[0]
            question = Question("titled", person, f"{bodies[0]} {text(title)}")
            yield page.reading(question, always(said), "", page.records.as_of)
            yield page.reading(Question("known", person), always(said), "", page.records.as_of)


def holder_cards(page: Page) -> Iterator[Reading]:
    """The cards that name the holder of a post."""
    for card in page.find("div.holder"):
        post = page.links(page.find("p.card__kind", card)[0])[0]
        said = named_holders(page, page.find("p.holder__name", card), card)
        yield page.reading(Question("holders", post), always(said), "", page.records.as_of)


def named_holders(page: Page, names: list[HtmlElement], around: HtmlElement) -> str:
    """The people in some elements, each with the answer beside the name; or that it is vacant."""
    people = [(page.links(name)[0], printed(name, "held")) for name in names]
    standing = sorted(f"{person} {word.replace(ANY, 'yes')}" for person, word in people)
    vacant = ["vacant"] if page.find("span.badge--vacant", around) else []
    return "; ".join([*standing, *vacant]) or "none"


def _named_post(page: Page, heading: HtmlElement) -> str:
    """The post that a heading names, with its body beside it unless the title holds that."""
    title = " ".join(heading.xpath("./text()")[0].split())
    asides = [text(aside) for aside in page.find("span.aside", heading)]
    return next(
        f"{body}#{post['id']}"
        for body, record in page.records.all("organizations")
        for post in record.get("posts", ())
        if title_on(post["names"], page.records.as_of) == title
        and full_title(record) in (asides[0] if asides else title)
    )


def handbook_posts(page: Page) -> Iterator[Reading]:
    """The posts and the people of the handbook."""
    for seat in page.find("div.seat"):
        post = _named_post(page, page.find("h4", seat)[0])
        for row in page.find("ul.rows li", seat):
            if people := page.links(row) if len(row) == 3 else []:
                question, said = Question("holds", people[0], post), printed(row, "held")
                yield page.reading(question, always(said), "seat", page.records.as_of)
    for person in page.find("div.person"):
        address = person.get("id").replace("people-", "people/", 1)
        for row in page.find("ul.rows li", person):
            if not (bodies := page.links(row[0])):
                continue
            title = text(row[0]).rpartition(", ")[0]
            title = text(row[0]).split(f", {text(page.find('a', row[0])[0])}")[0]
            question = Question("titled", address, f"{bodies[0]} {title}")
            answer = always(printed(row, "held"))
            yield page.reading(question, answer, title, page.records.as_of)
            yield from _printed_time(page, question, text(row[1]), title)


def paths(page: Page) -> Iterator[Reading]:
    """The heads of bodies that a learning path names beside them."""
    for aside in page.find("span.aside"):
        before = aside.xpath("preceding-sibling::a[1]")
        if text(aside).startswith(label("path.head")) and before:
            said = named_holders(page, [aside], aside)
            question = Question("head", page.address(before[0]))
            yield page.reading(question, always(said), "", page.records.as_of)
