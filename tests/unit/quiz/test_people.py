"""Who is a wrong answer to a question about a post, a title or a part at an event."""

import datetime as dt
from typing import Any

import pytest

from macros.quiz.people import people_drafts
from macros.quiz.question import Draft
from tests.support.registers import small

DAY = dt.date(2031, 5, 5)
CITED: dict[str, Any] = {"citations": [{"source": "sources/s"}]}
THEN: dict[str, Any] = {"start_date": "2030-01-01", "end_date": "2031-04-30", **CITED}
BEFORE: dict[str, Any] = {"start_date": "2028-01-01", "end_date": "2028-12-31", **CITED}
Records = dict[str, dict[str, Any]]


def drafts(records: Records, kind: str) -> dict[str, Draft]:
    """The drafts of a kind by what they ask about; no subject has two on one day."""
    register = small({**records, "sources/s": {}})
    return {draft.subject: draft for draft in people_drafts(register, DAY) if draft.kind == kind}


def answers(draft: Draft) -> tuple[set[Any], set[Any]]:
    """The wrong answers, and the harder ones among them."""
    wrong = draft.wrong()
    return set(wrong.answers), set(wrong.near)


def held(post: str | None, body: str = "o", **fields: Any) -> dict[str, Any]:
    """A membership in a post, or in a role."""
    seat = {"post": post} if post else {"role": "R"}
    return {"organization": f"organizations/{body}", **seat, **fields}


def person(name: str, *memberships: dict[str, Any]) -> Records:
    """A record of somebody."""
    return {f"people/{name}": {"name": name, "memberships": list(memberships)}}


def posts(*names: str) -> dict[str, Any]:
    """The posts of a body, each with one seat."""
    return {"posts": [{"id": name, "names": [name], "seats": 1} for name in names]}


WORLD: Records = {
    **{"organizations/o": posts("p", "q", "free"), "organizations/r": posts("x", "y")},
    **{"events/e": {"date": "2031-02-03"}, "events/month": {"date": "2031-01"}},
    **person("a", held("p", **THEN)),
    **person("b", held("q", **THEN)),
    **person("c", held(None, **BEFORE)),
    **person("d"),
    **person("x", held("x", "r", **THEN)),
}


def test_a_holder_is_asked_on_the_days_of_events_and_of_sources() -> None:
    """On those that are known and over; of one membership on two at most."""
    membership = held("p", **THEN, attested=["2030-08-09", "2030-10"])
    records = {**WORLD, **person("a", membership), "sources/s": {}}
    days = {
        draft.day
        for draft in people_drafts(small(records), DAY)
        if (draft.kind, draft.right) == ("holder", "people/a")
    }
    assert days == {dt.date(2030, 8, 9), dt.date(2031, 2, 3)}


def test_an_event_of_the_day_itself_counts() -> None:
    """What happened today has happened."""
    records = {**WORLD, "events/e": {"date": str(DAY)}}
    records |= person("a", held("p", **{**THEN, "end_date": "2031-12-31"}))
    assert drafts(records, "holder")["organizations/o#p"].day == DAY


def test_who_had_another_post_of_the_body_is_the_harder_wrong_answer() -> None:
    """Everybody else is wrong; who had only a role there at another time is no harder."""
    wrong, near = answers(drafts(WORLD, "holder")["organizations/o#p"])
    assert wrong == {"people/b", "people/c", "people/d", "people/x"}
    assert near == {"people/b"}


@pytest.mark.parametrize("membership", [held(None, **THEN), held(None, **CITED)], ids=["is", "may"])
def test_who_is_or_may_be_in_a_role_of_the_body_is_no_wrong_answer(
    membership: dict[str, Any],
) -> None:
    """The role may have been this post under another name."""
    wrong, _ = answers(drafts({**WORLD, **person("d", membership)}, "holder")["organizations/o#p"])
    assert "people/d" not in wrong


def test_a_post_of_two_who_hold_it_is_not_asked() -> None:
    """Two sources disagree: there is no right answer."""
    assert "organizations/o#p" not in drafts({**WORLD, **person("d", held("p", **THEN))}, "holder")


def test_a_wrong_post_is_that_of_another() -> None:
    """Not one that nobody is known to hold, for it may have been this person's, too."""
    wrong, near = answers(drafts(WORLD, "post")["people/a"])
    assert (wrong, near) == ({"organizations/o#q", "organizations/r#x"}, set())


def test_a_post_of_the_person_at_another_time_is_the_harder_wrong_answer() -> None:
    """If a source states that time; what may have been held then is none."""
    records = {**WORLD, **person("a", held("p", **THEN), held("y", "r", **BEFORE))}
    assert answers(drafts(records, "post")["people/a"]) == (
        {"organizations/o#q", "organizations/r#x", "organizations/r#y"},
        {"organizations/r#y"},
    )
    for unsure in ({**BEFORE, "citations": []}, CITED):
        records |= person("a", held("p", **THEN), held("y", "r", **unsure))
        assert "organizations/r#y" not in answers(drafts(records, "post")["people/a"])[0]


@pytest.mark.parametrize(
    ("time", "is_wrong"), [(THEN, False), (CITED, False), (BEFORE, True)], ids=["is", "may", "was"]
)
def test_a_post_where_the_person_had_a_role_is_no_wrong_answer(
    time: dict[str, Any], is_wrong: bool
) -> None:
    """The role may have been that post."""
    records = {**WORLD, **person("a", held("p", **THEN), held(None, "r", **time))}
    wrong, _ = answers(drafts(records, "post")["people/a"])
    assert ("organizations/r#x" in wrong) is is_wrong
    assert "organizations/o#q" in wrong


def test_a_post_that_did_not_exist_is_a_wrong_answer() -> None:
    """It or its body began later, or was over."""
    later = {"founding": {"date": "2031-03-01", **CITED}, **posts("n")}
    ended = posts("m")
    ended["posts"][0]["end_date"] = "2029"
    records = {**WORLD, "organizations/n": later, "organizations/m": ended}
    wrong, _ = answers(drafts(records, "post")["people/a"])
    assert {"organizations/n#n", "organizations/m#m"} <= wrong


def participant(name: str, role: str, title: str | None = None, **fields: Any) -> dict[str, Any]:
    """Somebody at an event."""
    return {"person": f"people/{name}", "role": role, "title": title, **CITED, **fields}


def meeting(*participants: dict[str, Any], date: str = "2031-02-03") -> Records:
    """An event with those who took part."""
    return {**WORLD, "events/e": {"date": date, "participants": list(participants)}}


PRINTED = (
    participant("a", "chair", "Chủ tịch A"),
    participant("b", "guest", "Chủ tịch B"),
    participant("c", "guest", "Thư ký C"),
    participant("d", "guest", "Thư ký", citations=[]),
    participant("x", "guest"),
)


def test_a_wrong_title_is_one_that_the_report_prints_of_another() -> None:
    """One with the same first word is harder; what is uncited or not printed is not asked."""
    found = drafts(meeting(*PRINTED), "title")
    assert set(found) == {"people/a", "people/b", "people/c"}
    assert answers(found["people/a"]) == ({"Chủ tịch B", "Thư ký C"}, {"Chủ tịch B"})


def test_a_title_that_holds_another_is_no_wrong_answer() -> None:
    """Whoever is called so may be called by a part of it, or by a position of the record."""
    printed = (PRINTED[0], participant("b", "guest", "Phó Chủ tịch A"), PRINTED[2])
    assert answers(drafts(meeting(*printed), "title")["people/a"])[0] == {"Thư ký C"}
    other = (PRINTED[0], participant("c", "guest", "p khác"))
    assert answers(drafts(meeting(*other), "title")["people/a"])[0] == {"p khác"}
    held_title = (PRINTED[0], participant("c", "guest", "p o"))
    assert answers(drafts(meeting(*held_title), "title")["people/a"])[0] == set()


def test_a_part_that_one_person_had_is_asked() -> None:
    """The others are wrong, but for whoever is reported in two parts."""
    twice = participant("x", "speaker")
    [draft] = drafts(meeting(*PRINTED, twice), "part").values()
    assert (draft.about, draft.right) == ("chair", "people/a")
    assert answers(draft) == ({"people/b", "people/c", "people/d"}, set())


def test_a_part_of_somebody_with_two_is_not_asked() -> None:
    """Nor one without a citation."""
    assert drafts(meeting(*PRINTED, participant("a", "speaker")), "part") == {}
    uncited = participant("a", "chair", citations=[])
    assert drafts(meeting(uncited, *PRINTED[1:]), "part") == {}


@pytest.mark.parametrize("date", ["2031-05-06", "2031-02"], ids=["tomorrow", "month"])
def test_an_event_that_is_to_come_or_has_no_day_is_not_asked_about(date: str) -> None:
    """Its report is not known yet, or the day asked about."""
    records = meeting(*PRINTED, date=date)
    assert (drafts(records, "title"), drafts(records, "part")) == ({}, {})


def test_an_event_of_the_day_itself_is_asked_about() -> None:
    """What happened today has happened."""
    records = meeting(*PRINTED, date=str(DAY))
    assert (len(drafts(records, "title")), len(drafts(records, "part"))) == (3, 1)
