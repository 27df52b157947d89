"""Specifies where documents are on the map of the law, and how they are labelled."""

from pathlib import Path

from macros.pages.charts.law_map_drawing import LawMapDrawing
from macros.pages.template_queries import law_map_drawing
from macros.queries import law_map_of
from macros.register import Register
from macros.validation import load_data
from tests.bench.growing import grown
from tests.support.drawings import Area, strokes


def drawing(register: Register) -> LawMapDrawing:
    return law_map_drawing(register, law_map_of(register), "vi")


def test_time_runs_from_left_to_right_and_bodies_lie_below_each_other(real: Register) -> None:
    """A later document is further to the right; those of one body are in its band."""
    drawn = drawing(real)
    boxes = {box.document.entry.id: box for box in drawn.boxes}
    old, new = boxes["luat-57-2014-qh13"], boxes["luat-62-2025-qh15"]
    assert old.x < new.x == boxes["nghi-quyet-73-2025-ubtvqh15"].x
    for box in drawn.boxes:
        band = drawn.bands[box.document.lane]
        assert band.y < box.y
        assert box.y + drawn.box_height < band.y + band.height


def test_a_box_names_a_document_shortly_above_its_number(real: Register) -> None:
    """By its title where that is short, or else by its kind; a number is broken after a slash."""
    boxes = {box.document.entry.id: box for box in drawing(real).boxes}
    labels = {id: (box.name, box.number) for id, box in boxes.items()}
    assert labels["luat-57-2014-qh13"] == (("Luật Tổ chức", "Quốc hội"), ("57/2014/QH13",))
    assert labels["nghi-quyet-1093-2015-ubtvqh13"] == (("Nghị quyết",), ("1093/2015/", "UBTVQH13"))


def test_related_documents_of_a_body_lie_in_one_row(real: Register) -> None:
    """A resolution beside the one that it replaces or repeals."""
    boxes = {box.document.entry.id: box for box in drawing(real).boxes}
    row = ["nghi-quyet-1093-2015-ubtvqh13", "nghi-quyet-32-2023-ubtvqh15"]
    assert len({boxes[id].y for id in (*row, "nghi-quyet-73-2025-ubtvqh15")}) == 1


def test_no_arrow_of_a_large_map_touches_a_box_that_it_does_not_join(tmp_path: Path) -> None:
    """Six institutions in one."""
    grown(tmp_path, 2000)
    register = load_data(tmp_path)
    law, drawn = law_map_of(register), drawing(register)
    assert len(law.arrows) > 100
    number_of = {box.document.entry.address: at for at, box in enumerate(drawn.boxes)}
    for arrow, path in zip(law.arrows, drawn.lines, strict=True):
        joined = {number_of[arrow.origin], number_of[arrow.target]}
        touched = {
            at
            for stroke in strokes(path)
            for at, box in enumerate(drawn.boxes)
            if stroke.meets(
                Area("", box.x, box.y, box.x + drawn.box_width, box.y + drawn.box_height)
            )
        }
        assert touched == joined
