"""Times, counts and untrusted text as they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamtimer.core.text import (
    clock_text,
    count_text,
    length_text,
    literal,
    seconds_text,
    sets_text,
    stamp_text,
    table,
)


@given(st.text())
def test_no_text_is_a_command_to_a_terminal_or_a_second_line(text: str) -> None:
    safe = literal(text)
    assert len(safe.splitlines()) <= 1
    assert not any(ord(sign) < 32 or 127 <= ord(sign) < 160 for sign in safe)
    assert len(safe) == len(text)


@pytest.mark.parametrize("text", ["Übung", "桥式", "🏋️‍♀️", "[bold]not markup[/bold]", "a\\nb"])
def test_honest_text_stays_as_it_is(text: str) -> None:
    assert literal(text) == text


@pytest.mark.parametrize(
    ("ms", "length", "clock", "stamp"),
    [
        (0, "0:00", "0:00", "00:00.000"),
        (45_000, "0:45", "0:45", "00:45.000"),
        (90_500, "1:30.500", "1:30", "01:30.500"),
        (3_600_000, "1:00:00", "1:00:00", "1:00:00.000"),
        (3_599_999, "59:59.999", "59:59", "59:59.999"),
        (90_061_001, "25:01:01.001", "25:01:01", "25:01:01.001"),
    ],
)
def test_times_are_written_with_minutes_and_with_hours_where_there_are_any(
    ms: int, length: str, clock: str, stamp: str
) -> None:
    assert (length_text(ms), clock_text(ms), stamp_text(ms)) == (length, clock, stamp)


def test_short_times_and_counts_are_written_as_they_are_said() -> None:
    assert [seconds_text(ms) for ms in (4_000, 2_500, 300)] == ["4 s", "2.5 s", "0.3 s"]
    assert [seconds_text(ms) for ms in (59_000, 60_000, 90_000)] == ["59 s", "1:00", "1:30"]
    assert [count_text(n, "set") for n in (0, 1, 2)] == ["0 sets", "1 set", "2 sets"]


def test_a_table_has_straight_columns_and_no_blanks_at_the_end() -> None:
    assert table([("a", "1", ""), ("long", "22", "x")]) == ["  a     1", "  long  22  x"]
    assert table([]) == []


def test_reps_are_left_out_where_there_are_only_holds() -> None:
    assert sets_text(3, 30) == "3 sets, 30 reps"
    assert sets_text(1, 1) == "1 set, 1 rep"
    assert sets_text(3, 0) == "3 sets"
