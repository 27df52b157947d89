"""What charts of a body show: trees of posts and units, and how units went on."""

from macros.queries.charts.chart_tree import (
    ChartTree,
    TreeLine,
    TreeNode,
    chart_trees,
    post_nodes,
)
from macros.queries.charts.unit_flow import FlowBand, UnitFlow, unit_flows

__all__ = [
    "ChartTree",
    "FlowBand",
    "TreeLine",
    "TreeNode",
    "UnitFlow",
    "chart_trees",
    "post_nodes",
    "unit_flows",
]
