"""The bar of the whole session."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from hamtimer.tui.drawing.session_bar import Stretch, draw_bar, draw_names, place, stretches
from tests.tui.helpers import make_run

THREE = (Stretch("Warm-up", 0, 10), Stretch("Bridge", 10, 40), Stretch("Curl", 40, 60))


@st.composite
def sessions(draw: st.DrawFn) -> tuple[Stretch, ...]:
    lengths = draw(st.lists(st.integers(0, 10_000), min_size=1, max_size=30))
    starts = [sum(lengths[:i]) for i in range(len(lengths) + 1)]
    pairs = pairwise(starts)
    return tuple(Stretch(f"e{i}", a, b) for i, (a, b) in enumerate(pairs))


def test_every_exercise_has_a_stretch_as_long_as_it_takes() -> None:
    assert draw_bar(THREE, 0, 20) == "─── ───────── ──────"
    assert draw_bar(THREE, 25, 20) == "━━━ ━━━━╸──── ──────"
    assert draw_bar(THREE, 60, 20) == "━━━ ━━━━━━━━━ ━━━━━━"


def test_names_stand_under_their_stretches_as_far_as_they_fit() -> None:
    assert draw_names(THREE, 20) == "Wa… Bridge    Curl  "


def test_a_session_is_divided_where_a_new_exercise_begins() -> None:
    timeline = make_run().player.timeline
    parts = stretches(timeline)
    assert [part.name for part in parts] == ["Romanian deadlift", "Wall sit"]
    assert parts[0].start_ms == 0
    assert parts[0].end_ms == parts[1].start_ms
    assert parts[1].end_ms == timeline.assumed_ms


@given(parts=sessions(), columns=st.integers(0, 250))
def test_stretches_stand_in_order_with_a_gap_between(
    parts: tuple[Stretch, ...], columns: int
) -> None:
    placed = place(parts, columns)
    for (first, width), (following, _) in pairwise(placed):
        assert following >= first + width
    if placed:
        first, width = placed[-1]
        assert first + width <= columns


@given(parts=sessions(), columns=st.integers(0, 250), played=st.integers(0, 400_000))
def test_the_bar_always_has_its_width(
    parts: tuple[Stretch, ...], columns: int, played: int
) -> None:
    assert len(draw_bar(parts, played, columns)) == columns
    assert len(draw_names(parts, columns)) == columns
