"""Specifies the tree of a body, and how its units went on from one structure to another."""

import datetime as dt

from macros.model import Organization
from macros.queries import TreeNode, chart_trees, post_nodes, unit_flows
from macros.register import Register

OFFICE = "organizations/van-phong-quoc-hoi"


def shown(node: TreeNode, day: str) -> list[str]:
    """What a node says on a day: the people, or else the kind of line."""
    lines = (line for line in node.lines if line.steps.on(dt.date.fromisoformat(day)) == "on")
    return [line.person.id if line.person else line.kind for line in lines]


def test_a_tree_has_the_head_above_and_the_units_in_groups(real: Register) -> None:
    """One for each structure, oldest first."""
    trees = chart_trees(real, real.get(Organization, OFFICE))
    assert [[len(units) for _, units in tree.groups] for tree in trees][0::2] == [
        [10, 3, 12, 3],
        [9],
    ]
    assert [node.address.partition("#")[2] for node in trees[2].heads] == [
        "tong-thu-ky",
        "chu-nhiem",
    ]


def test_a_post_that_was_merged_is_neither_held_nor_unknown(real: Register) -> None:
    """From that day on it says that alone."""
    nodes = {node.address: node for node in post_nodes(real, real.get(Organization, OFFICE))}
    post = nodes[f"{OFFICE}#chu-nhiem"]
    assert shown(post, "2019-03-01") == ["nguyen-hanh-phuc"]
    assert shown(post, "2026-11-30") == ["merged"]
    assert shown(nodes["organizations/quoc-hoi#tong-thu-ky"], "2026-11-30") == ["le-quang-manh"]
    assert shown(nodes[f"{OFFICE}#pho-chu-nhiem-thuong-truc"], "2026-11-30") == ["unknown"]


def test_a_unit_goes_on_step_by_step(real: Register) -> None:
    """The centre of 2013 became a department, and that another one; of some nothing is known."""
    flow = unit_flows(real, real.get(Organization, OFFICE))[0]
    ends = {
        band.origin.id: (band.target.id if band.target else "", band.kind) for band in flow.bands
    }
    assert ends["trung-tam-tin-hoc"] == ("vu-chuyen-doi-so", "inferred")
    assert ends["vu-cong-tac-mien-trung-va-tay-nguyen"] == ("cuc-quan-tri-iii", "followed")
    assert ends["vu-tong-hop"] == ("vu-tong-hop", "kept")
    assert ends["vu-le-tan"] == ("", "unknown")
