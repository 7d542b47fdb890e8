"""The gauge."""

from hypothesis import given
from hypothesis import strategies as st

from hamtimer.tui.widgets.gauge import Mark, filled_eighths, gauge_rows

levels = st.floats(0, 1)
heights = st.integers(1, 70)


def test_it_is_filled_from_below_by_eighths_of_a_row() -> None:
    assert gauge_rows(0, 1, 3) == (" ", " ", " ")
    assert gauge_rows(1 / 24, 1, 3) == (" ", " ", "▁")
    assert gauge_rows(0.5, 1, 3) == (" ", "▄", "█")
    assert gauge_rows(1, 2, 3) == ("██", "██", "██")


def test_a_mark_is_seen_on_the_empty_and_on_the_full_part() -> None:
    assert gauge_rows(0, 1, 3, Mark(2 / 3)) == (" ", "─", " ")
    assert gauge_rows(1, 1, 3, Mark(2 / 3)) == ("█", "━", "█")


def test_the_minimum_is_beside_its_mark_where_there_is_room() -> None:
    assert gauge_rows(0, 6, 3, Mark(2 / 3, "1:00")) == (" " * 6, "─1:00─", " " * 6)
    assert gauge_rows(0, 2, 3, Mark(2 / 3, "1:00")) == ("  ", "──", "  ")


@given(lower=levels, higher=levels, rows=heights)
def test_a_higher_level_never_fills_less(lower: float, higher: float, rows: int) -> None:
    lower, higher = sorted((lower, higher))
    assert filled_eighths(lower, rows) <= filled_eighths(higher, rows)


@given(level=st.floats(-2, 3), rows=heights, mark=st.none() | st.builds(Mark, levels))
def test_it_always_has_its_height(level: float, rows: int, mark: Mark | None) -> None:
    assert len(gauge_rows(level, 3, rows, mark)) == rows
