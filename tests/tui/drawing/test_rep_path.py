"""The path of a rep: it stands still, the limb moves along it, marks show where to tap."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamtimer.core.session.model import Side
from hamtimer.core.session.work import Phase
from hamtimer.core.taps.turns import TapMode
from hamtimer.core.timeline.steps import RepPlan
from hamtimer.tui.drawing.boxes import Box
from hamtimer.tui.drawing.practice_face import marks
from hamtimer.tui.drawing.rep_path import (
    Tapped,
    depth_within,
    draw_rep_path,
    still_lines,
    until_column_ms,
)
from hamtimer.tui.drawing.tones import Tone

PHASES = (
    (Phase.ECCENTRIC, 4_000),
    (Phase.STRETCHED, 1_000),
    (Phase.CONCENTRIC, 2_000),
    (Phase.SHORTENED, 1_000),
)
PLAN = RepPlan(4, 4, PHASES, (Side.BOTH,), 8_000, of=4)
COLUMNS, ROWS = 40, 7


def drawn(position_ms: float, taps: tuple[Tapped, ...] = ()) -> list[Box]:
    places = marks(PLAN, TapMode.TURNS)
    return list(
        draw_rep_path(PLAN, position_ms, COLUMNS, ROWS, tone=Tone.LOWER, marks=places, taps=taps)
    )


def at(boxes: list[Box], name: str) -> list[tuple[int, int]]:
    return [(box.x, box.y) for box in boxes if box.name == name]


@pytest.mark.parametrize(
    ("position", "place"),
    [
        (-3_000, (0, 0)),
        (0, (0, 0)),
        (2_000, (10, 2)),
        (4_500, (22, 5)),
        (6_000, (30, 2)),
        (7_500, (37, 0)),
        (8_000, (0, 0)),
    ],
)
def test_the_limb_goes_down_waits_goes_up_and_begins_again(
    position: int, place: tuple[int, int]
) -> None:
    assert at(drawn(position), "limb") == [place]


def test_a_mark_is_at_every_turn_and_at_the_ends_where_only_they_are_tapped() -> None:
    assert [x for x, _ in at(drawn(0), "mark")] == [20, 25, 35, 39]
    assert marks(PLAN, TapMode.ENDS) == (4_000, 7_000)
    assert marks(PLAN, TapMode.OFF) == ()


def test_taps_stand_below_the_path_where_the_limb_was() -> None:
    assert at(drawn(6_000, (Tapped(4_200),)), "tap") == [(21, ROWS - 1)]


def test_between_two_moments_only_the_limb_and_what_it_passed_changes() -> None:
    def picture(position: int) -> set[tuple[int, int, str]]:
        return {
            (box.x + column, box.y, character)
            for box in drawn(position)
            for column, character in enumerate(box.rows[0])
            if character != " "
        }

    assert len(picture(2_000) ^ picture(2_200)) <= 4


@given(within=st.integers(0, 8_000))
def test_the_limb_is_never_outside_its_range(within: int) -> None:
    assert 0 <= depth_within(PLAN, within) <= 1


def test_with_reduced_motion_a_box_is_filled_each_second() -> None:
    names = ("Lower", "Bottom", "Lift", "Top")
    assert still_lines(PLAN, names, 2_500) == (
        "▶ Lower   ■■□□",
        "  Bottom  □",
        "  Lift    □□",
        "  Top     □",
    )


@pytest.mark.parametrize(
    ("position_ms", "least_ms", "until_ms"),
    [
        (0, 75, 200),  # 40 columns for 8 seconds: 200 ms each
        (150, 75, 50),
        (8_150, 75, 50),
        (0, 300, 400),
        (7_900, 300, 100),  # the next rep begins at the first column
        (-1_000, 75, 1_000),
    ],
)
def test_the_limb_is_in_the_next_column_to_draw_after(
    position_ms: int, least_ms: float, until_ms: float
) -> None:
    assert until_column_ms(PLAN, position_ms, COLUMNS, least_ms) == until_ms


@given(st.integers(0, 31_000))
def test_until_then_the_limb_stays_in_its_column(position_ms: int) -> None:
    until = until_column_ms(PLAN, position_ms, COLUMNS, 75)
    [(here, _)] = at(drawn(position_ms), "limb")
    assert [x for x, _ in at(drawn(position_ms + until - 1), "limb")] == [here]
    assert [x for x, _ in at(drawn(position_ms + until), "limb")] != [here]
