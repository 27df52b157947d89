"""The drawings of built pages: no line through a box or letters, no letters upon letters."""

from pathlib import Path

import pytest
from lxml.html import HtmlElement

from macros.queries import law_map_of
from macros.register import Register
from tests.support.drawings import (
    boxes,
    crossings,
    drawings,
    letters,
    lines,
    of_class,
    overlaps,
    strokes,
    struck,
)

pytestmark = pytest.mark.site

SITES = ["real_site", "invented_site"]
DATA = {"real_site": "real", "invented_site": "invented"}


@pytest.fixture(params=SITES)
def law_map(request: pytest.FixtureRequest) -> tuple[HtmlElement, Register]:
    """The map of the law of a site, with its register."""
    site: Path = request.getfixturevalue(request.param)
    (drawing,) = drawings(site, "views/law", "map")
    return drawing, request.getfixturevalue(DATA[request.param])


def test_the_map_of_the_law_shows_every_relation_between_documents(
    law_map: tuple[HtmlElement, Register],
) -> None:
    """Each document that is related to another is a box, each relation an arrow."""
    drawing, register = law_map
    law = law_map_of(register)
    assert [box.name for box in boxes(drawing, "doc")] == [
        document.entry.id for document in law.documents
    ]
    assert [(line.get("data-from"), line.get("data-to")) for line in lines(drawing)] == [
        (register[arrow.origin].id, register[arrow.target].id) for arrow in law.arrows
    ]


def test_no_line_of_the_map_of_the_law_runs_through_what_it_does_not_join(
    law_map: tuple[HtmlElement, Register],
) -> None:
    """Neither through a box, nor through letters."""
    drawing, _ = law_map
    assert crossings(drawing, "doc") == []
    assert struck(drawing) == []


def test_nothing_on_the_map_of_the_law_lies_upon_something_else(
    law_map: tuple[HtmlElement, Register],
) -> None:
    """Boxes lie apart, and so do lines of letters; everything is on the paper."""
    drawing, _ = law_map
    areas = [*boxes(drawing, "doc"), *letters(drawing)]
    assert overlaps(boxes(drawing, "doc")) == []
    assert overlaps(letters(drawing)) == []
    width, height = float(drawing.get("width")), float(drawing.get("height"))
    assert [area for area in areas if area.right > width or area.bottom > height] == []


CHARTS = [
    ("real_site", "views/structure/van-phong-quoc-hoi", 3),
    ("real_site", "views/structure/ban-thu-ky-quoc-hoi", 1),
    ("invented_site", "views/structure/van-phong-vuon-uom", 2),
]


@pytest.mark.parametrize(("site", "page", "count"), CHARTS)
def test_a_tree_for_each_structure_joins_its_head_to_all_else(
    request: pytest.FixtureRequest, site: str, page: str, count: int
) -> None:
    """No line touches a third box or letters; boxes lie apart."""
    trees = drawings(request.getfixturevalue(site), page, "tree")
    assert len(trees) == count
    for tree in trees:
        nodes = boxes(tree, "node")
        assert [line.get("data-to") for line in lines(tree)] == [node.name for node in nodes[1:]]
        assert {line.get("data-from") for line in lines(tree)} <= {nodes[0].name}
        assert overlaps(nodes) == []
        assert crossings(tree, "node") == []
        assert struck(tree) == []


@pytest.mark.parametrize("site", SITES)
def test_nothing_on_the_timeline_lies_upon_something_else(
    request: pytest.FixtureRequest, site: str
) -> None:
    """Letters lie apart and on the paper; no line of a key day runs through a name of one."""
    (drawing,) = drawings(request.getfixturevalue(site), "views/timeline", "history")
    words = letters(drawing)
    assert overlaps(words) == []
    width, height = float(drawing.get("width")), float(drawing.get("height"))
    assert [one for one in words if one.left < 0 or one.right > width or one.bottom > height] == []
    days = [
        stroke for line in of_class(drawing, "history__day") for stroke in strokes(line.get("d"))
    ]
    names = {text.text for text in of_class(drawing, "history__key")}
    assert len(names) == len(days) > 0
    assert [one.name for one in words if one.name in names and any(map(one.meets, days))] == []


def test_the_years_before_the_first_milestone_are_narrow(real_site: Path) -> None:
    """From 1992 on in a strip, from 2014 on at full width."""
    (drawing,) = drawings(real_site, "views/timeline", "history")
    years = [text for text in drawing.iter("text") if (text.text or "").isdigit()]
    assert [year.text for year in years][:3] == ["1992", "2014", "2015"]
    first, second, third = (float(year.get("x")) for year in years[:3])
    assert (second - first) / 22 < (third - second) / 10


def test_every_unit_of_2013_leads_somewhere(real_site: Path) -> None:
    """Twenty-eight units of 2013, nine of 2025; of six no source says what followed."""
    (flow,) = drawings(real_site, "views/changes", "flow")
    ends = boxes(flow, "end")
    assert overlaps(ends) == []
    kinds = [(band.get("class") or "").split()[-1] for band in flow.iter("path")]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        "band--kept": 6,
        "band--followed": 1,
        "band--inferred": 15,
        "band--unknown": 6,
    }
    assert sum(end.left < 100 for end in ends) == 28
