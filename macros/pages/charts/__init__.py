"""Where things are on drawings, in percent or pixels; never markup."""

from macros.pages.charts.flow import FlowDrawing, draw_flow
from macros.pages.charts.history import HistoryDrawing, draw_history
from macros.pages.charts.law_map_drawing import LawMapDrawing, draw_law_map
from macros.pages.charts.lettering import text_width
from macros.pages.charts.time_bars import Timeline, draw_timeline
from macros.pages.charts.tree import NodeText, TreeDrawing, draw_tree

__all__ = [
    "FlowDrawing",
    "HistoryDrawing",
    "LawMapDrawing",
    "NodeText",
    "Timeline",
    "TreeDrawing",
    "draw_flow",
    "draw_history",
    "draw_law_map",
    "draw_timeline",
    "draw_tree",
    "text_width",
]
