"""The drawings of built pages: no line through a box or letters, no letters upon letters."""

from pathlib import Path

import pytest
from lxml.html import HtmlElement

from macros.queries import law_map_of
from macros.register import Register
from tests.support.drawings import boxes, crossings, drawings, letters, lines, overlaps, struck

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
