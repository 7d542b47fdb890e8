"""The charts of a report, and how a practice is arranged."""

from __future__ import annotations

import pytest

from hamtimer.core.session.model import Side
from hamtimer.core.session.work import Phase
from hamtimer.core.taps.report import Measured
from hamtimer.tui.drawing.boxes import Box, rows_of
from hamtimer.tui.drawing.facts import Fact
from hamtimer.tui.drawing.phase_chart import PhaseChart, draw_charts, shade_of
from hamtimer.tui.drawing.place import Place
from hamtimer.tui.drawing.practice_face import PracticeFace
from hamtimer.tui.drawing.practice_stage import (
    PracticePicture,
    ScaleMark,
    TapResult,
    draw_around,
    draw_scale,
)
from hamtimer.tui.drawing.shapes import Shape
from hamtimer.tui.drawing.tones import Tone
from tests.tui.drawing.test_rep_path import PLAN


def measured(rep: int, actual_ms: int) -> Measured:
    return Measured(rep, Side.BOTH, (Phase.CONCENTRIC,), 2_000, actual_ms)


LIFT = PhaseChart(
    "Lift",
    "1.9 s of 2.0",
    "Too short. Count to two on the way up.",
    (measured(1, 2_000), measured(2, 1_400), measured(4, 2_600)),
    4,
    is_right=False,
)


def text(boxes: list[Box], columns: int, rows: int) -> list[str]:
    """Return what is seen, without colours."""
    lines = []
    for row in rows_of(boxes, columns, rows):
        cells = [" "] * columns
        for x, piece, _ in row:
            cells[x : x + len(piece)] = piece
        lines.append("".join(cells).rstrip())
    return lines


def test_a_bar_for_each_rep_ends_at_below_or_above_the_line_of_the_target() -> None:
    assert text(list(draw_charts([LIFT], 60, 9, 0)), 60, 9) == [
        "Lift 1.9 s of 2.0",
        "",
        "            ▆▆▆",
        "▁▁▁▁▁▁▁▁▁▁▁▁███▁",
        "███         ███",
        "███ ▂▂▂     ███",
        "███ ███ ··· ███",
        "",
        "Lift: Too short. Count to two on the way up.",
    ]


def test_without_room_for_a_chart_the_words_remain() -> None:
    assert text(list(draw_charts([LIFT], 60, 3, 0)), 60, 1) == [
        "Lift 1.9 s of 2.0: Too short. Count to two on the way up."
    ]


@pytest.mark.parametrize(
    ("actual", "shade"), [(2_000, Tone.REST), (1_400, Tone.LIFT), (2_600, Tone.READY)]
)
def test_a_bar_has_the_colour_of_its_verdict(actual: int, shade: Tone) -> None:
    assert shade_of(measured(1, actual)) is shade


def test_the_scale_shades_the_tolerance_and_has_a_mark_for_each_turn() -> None:
    marks = [ScaleMark(-3.0, Tone.LIFT), ScaleMark(0.0, Tone.REST), ScaleMark(3.0, Tone.READY)]
    (line,) = text(list(draw_scale(marks, "", 40, 0)), 40, 1)
    assert line == "early ●────────░░░░●░░░░───────● late"


FACE = PracticeFace(
    "Lower",
    ("Lower", "Bottom", "Lift", "Top"),
    "3",
    Tone.LOWER,
    Shape.DOWN,
    PLAN,
    1_000,
    "8",
)
RESULT = TapResult("LIFT 2.1 OF 2.0", "GOOD", "2.1 / 2.0", Tone.REST)


@pytest.mark.parametrize("place", [Place(79, 20, 24), Place(99, 26, 30), Place(159, 46, 50)])
def test_word_and_number_take_a_third_and_rep_side_and_feedback_an_eighth(place: Place) -> None:
    facts = (Fact("REP 3/8", "REP 8/8", "REP 3"), Fact("LEFT"))
    drawn = draw_around(PracticePicture(FACE, facts, RESULT), place)
    heights = {
        box.name if box.name != "fact" else box.text: sum(bool(row.strip()) for row in box.rows)
        for box in drawn
    }
    third, eighth = place.screen_rows / 3 - 1, place.screen_rows / 8
    assert min(heights["word"], heights["number"]) >= third
    assert min(heights["REP 3/8"], heights["LEFT"], heights["result"]) >= eighth


def test_the_feedback_names_its_phase_and_its_verdict_where_there_is_room() -> None:
    def result(columns: int) -> str:
        drawn = draw_around(PracticePicture(FACE, result=RESULT), Place(columns, 20, 24))
        return next(box.text for box in drawn if box.name == "result")

    assert result(120) == "LIFT 2.1 OF 2.0 GOOD"
    assert result(60) == "LIFT 2.1 OF 2.0"
    assert result(40) == "2.1 / 2.0"
