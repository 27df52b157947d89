"""Where things are on drawings, in percent or pixels; never markup."""

from macros.pages.charts.law_map_drawing import LawMapDrawing, draw_law_map
from macros.pages.charts.lettering import text_width
from macros.pages.charts.time_bars import Timeline, draw_timeline

__all__ = ["LawMapDrawing", "Timeline", "draw_law_map", "draw_timeline", "text_width"]
