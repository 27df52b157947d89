"""Says of an answer, from the exported records alone, whether it is right, ruled out, or open."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

from tests.support.exported import Record, Verdict, World, during, first, last, stated


def in_post(world: World, person: str, address: str, day: date) -> Verdict:
    """Whether somebody held a post on a day; one seat holds one person, doubts stay doubts."""
    body, _, name = address.partition("#")
    of_post = [
        (who, one)
        for who, one in world.memberships
        if one["organization"] == body and one["post"] == name
    ]
    own = [one for who, one in of_post if who == person]
    if any(stated(one) and during(one, day) for one in own):
        return True
    if world.is_there(address, day) is False:
        return False
    if any(during(one, day) is not False for one in own):
        return None
    others = [who for who, one in of_post if stated(one) and during(one, day)]
    is_taken = world.post(address)["seats"] == 1 and bool(others)
    return False if is_taken or (own and all(stated(one) for one in own)) else None


def holder(world: World, question: Record, option: str) -> Verdict:
    """Who held a post: nobody else where it has one seat; somebody acting in the body is left."""
    body, day = question["subject"].partition("#")[0], date.fromisoformat(question["day"])
    seen = in_post(world, option, question["subject"], day)
    acting = any(
        who == option
        and one["organization"] == body
        and not one["post"]
        and during(one, day) is not False
        for who, one in world.memberships
    )
    return None if acting and not seen else seen


def post(world: World, question: Record, option: str) -> Verdict:
    """Which post somebody held."""
    return in_post(world, question["subject"], option, date.fromisoformat(question["day"]))


def title(world: World, question: Record, option: str) -> Verdict:
    """The title that a report prints: one for each person."""
    [own] = [
        one
        for one in world.records[question["about"]]["participants"]
        if one["person"] == question["subject"]
    ]
    printed: str = own["title"]["vi"]
    if option == printed:
        return bool(own["citations"])
    return None if option in printed or printed in option else False


def part(world: World, question: Record, option: str) -> Verdict:
    """Who had a part at an event that one person had; the others are reported in other parts."""
    here = world.records[question["subject"]]["participants"]
    [own] = [one for one in here if one["person"] == option]
    bearers = [one for one in here if one["role"] == question["about"]]
    if len(bearers) != 1 or question["day"] != world.records[question["subject"]]["date"]:
        return None
    return bool(own["role"] == question["about"])


def task(world: World, question: Record, option: str) -> Verdict:
    """Which task has a number, if the numbers are those of the source."""
    split = world.records[question["subject"]]["split"]
    one = world.records[option]
    if (split and not stated(split)) or one["programme"] != question["subject"]:
        return None
    return bool(str(one["number"]) == question["about"])


def listed(world: World, question: Record, option: str) -> Verdict:
    """Whether the complete structure of a body on a day lists a unit."""
    day = date.fromisoformat(question["day"])
    body = world.records[question["subject"]]
    found = [one for one in body["structures"] if during(one, day)]
    if len(found) != 1 or not found[0]["complete"] or not stated(found[0]):
        return None
    units = [unit["organization"] for group in found[0]["groups"] for unit in group["units"]]
    return option in units


def unlisted(world: World, question: Record, option: str) -> Verdict:
    """The other way round."""
    found = listed(world, question, option)
    return None if found is None else not found


def ended(world: World, question: Record, option: str) -> Verdict:
    """Which document ended a body: one; a document of which the body's record speaks is left."""
    body = world.records[question["subject"]]
    end = body["dissolution"]
    if not stated(end) or last(end["date"]) > world.day:
        return None
    if end["instrument"] == option:
        return True
    text = json.dumps(body, ensure_ascii=False)
    number = world.records[option]["number"]
    is_named = option in text or (number and number in text)
    joined = any({option, end["instrument"]} == {one, other} for one, other, _ in world.relations)
    return None if is_named or joined else False


def followed(world: World, question: Record, option: str) -> Verdict:
    """Which body followed one, as a whole and alone."""
    successors = world.records[question["subject"]]["successors"]
    if len(successors) != 1 or not stated(successors[0]) or successors[0]["scope"]:
        return None
    return bool(successors[0]["organization"] == option)


def issuer(world: World, question: Record, option: str) -> Verdict:
    """Who issued a document."""
    issued: str = world.records[question["subject"]]["passed_by"]
    if option == issued:
        return bool(world.records[question["subject"]]["citations"])
    return None if option.partition("#")[0] == issued.partition("#")[0] else False


ACTIVE = {
    "amended_by": "amends",
    "replaced_by": "replaces",
    "repealed_by": "repeals",
    "basis_for": "based_on",
    "implemented_by": "implements",
    "supplemented_by": "supplements",
    "detailed_by": "details",
}


def relation(world: World, question: Record, option: str) -> Verdict:
    """Which document did something to which; a document does nothing to one that is younger.

    One that was replaced or repealed by a third cannot have been so again.
    """
    verb = question["about"]
    actor, target = question["subject"], option
    if verb in ACTIVE:
        verb, actor, target = ACTIVE[verb], option, question["subject"]
    between = [one for a, b, one in world.relations if {a, b} == {actor, target}]
    if between:
        same = any(
            (a, b) == (actor, target) and one["type"] == verb and stated(one)
            for a, b, one in world.relations
        )
        return True if same else None
    dates = [world.records[one]["date_document"] for one in (actor, target)]
    if all(dates) and last(dates[0]) < first(dates[1]):
        return False
    ended_by = {
        a
        for a, b, one in world.relations
        if b == target and one["type"] in ("replaces", "repeals") and stated(one)
    }
    return False if verb in ("replaces", "repeals") and ended_by - {actor} else None


def _name(record: Record) -> str:
    text: str = (record["term"] if "term" in record else record["names"][-1]["name"])["vi"]
    return text.casefold()


def abbreviation(world: World, question: Record, option: str) -> Verdict:
    """What a short form stands for: the one thing that bears it; no other has its initials."""
    form, one = question["about"], world.records[option]
    bearers = [
        record
        for record in (*world.all("terms"), *world.all("organizations"))
        if record["abbreviation"] == form and not record.get("abbreviation_is_ours")
    ]
    if len({_name(record) for record in bearers}) != 1:
        return None
    if one in bearers:
        return True
    initials = "".join(word[0] for word in _name(one).split())
    return None if initials == form.casefold() or _name(one) == _name(bearers[0]) else False


def meaning(world: World, question: Record, option: str) -> Verdict:
    """Which term has a meaning; terms that refer to each other are left."""
    asked, one = world.records[question["subject"]], world.records[option]
    if option == question["subject"]:
        return bool(asked["citations"])
    linked = option in asked["see_also"] or question["subject"] in one["see_also"]
    same = one["definition"]["vi"] == asked["definition"]["vi"] or _name(one) == _name(asked)
    return None if linked or same else False


def event(world: World, question: Record, option: str) -> Verdict:
    """On which day something happened, if one source or more give the full day."""
    one = world.records[question["subject"]]
    if not one["citations"] or len(one["date"]) != 10 or one["end_date"]:
        return None
    if one["date"] == option:
        return True
    return False if abs((first(option) - first(one["date"])).days) > 90 else None


def order(world: World, question: Record, option: list[str]) -> Verdict:
    """Whether events stand in the order of their days, which all differ."""
    dates = [world.records[one]["date"] for one in option]
    if any(len(one) != 10 for one in dates) or len(set(dates)) != len(dates):
        return None
    return dates == sorted(dates)


CHECKS: dict[str, Callable[[World, Record, Any], Verdict]] = {
    "holder": holder,
    "post": post,
    "title": title,
    "part": part,
    "task": task,
    "unit": listed,
    "no-unit": unlisted,
    "ended": ended,
    "followed": followed,
    "issuer": issuer,
    "relation": relation,
    "abbreviation": abbreviation,
    "meaning": meaning,
    "event": event,
    "order": order,
}
"""How an option is judged, by the kind of question."""
