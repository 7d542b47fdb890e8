"""Shapes that tell the phase."""

import pytest

from hamtimer.tui.drawing.shapes import Shape, draw_shape

DOWN = """\
   ████
   ████
   ████
▀████████▀
 ▀██████▀
   ████
    ▀▀"""


def test_the_arrow_for_lowering_points_down() -> None:
    assert "\n".join(row.rstrip() for row in draw_shape(Shape.DOWN, 10, 7)) == DOWN


@pytest.mark.parametrize(("columns", "rows"), [(4, 3), (10, 7), (30, 20)])
def test_no_two_shapes_look_alike_at_any_size(columns: int, rows: int) -> None:
    drawn = {draw_shape(shape, columns, rows) for shape in Shape}
    assert len(drawn) == len(Shape)
    assert {(len(lines), len(line)) for lines in drawn for line in lines} == {(rows, columns)}
