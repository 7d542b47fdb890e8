"""The line of keys."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from hamtimer.tui.widgets.key_line import GAP, Entry, entry_at, fitting, places

PAUSE, DONE, HELP, QUIT = (
    Entry("space", "Space", "Pause"),
    Entry("enter", "Enter", "Done"),
    Entry("question_mark", "?", "Help", stays=True),
    Entry("q", "q", "Quit"),
)
words = st.text("ab ⏎界", max_size=9)  # of one column and of two
entries = st.lists(st.builds(Entry, st.just("x"), words, words), min_size=1, max_size=15)


def test_where_room_is_short_the_way_out_stays() -> None:
    assert fitting((PAUSE, DONE, QUIT), 29) == (PAUSE, DONE, QUIT)
    assert fitting((PAUSE, DONE, QUIT), 28) == (PAUSE, QUIT)
    assert fitting((PAUSE, DONE, QUIT), 3) == (QUIT,)


def test_help_and_the_way_out_have_their_place_at_the_right_end() -> None:
    many = places((PAUSE, DONE, HELP, QUIT), 60)
    few = places((DONE, HELP, QUIT), 60)
    assert many == ((0, PAUSE), (12, DONE), (47, HELP), (54, QUIT))
    assert few == ((0, DONE), (47, HELP), (54, QUIT))


def test_a_column_belongs_to_the_key_in_that_column() -> None:
    line = "Space Pause Enter Done     q Quit"
    placed = places((PAUSE, DONE, QUIT), len(line))
    assert entry_at(placed, line.index("Pause")) is PAUSE
    assert entry_at(placed, line.index("Enter")) is DONE
    assert entry_at(placed, line.index(" Enter")) is None
    assert entry_at(placed, line.index("   q")) is None
    assert entry_at(placed, len(line) - 1) is QUIT
    assert entry_at(placed, len(line)) is None


@given(given_entries=entries, columns=st.integers(0, 250))
def test_what_is_kept_fits_or_is_the_way_out_alone(
    given_entries: list[Entry], columns: int
) -> None:
    kept = fitting(given_entries, columns)
    assert kept[-1] is given_entries[-1]
    width = sum(entry.columns for entry in kept) + GAP * (len(kept) - 1)
    assert width <= columns or len(kept) == 1


@given(given_entries=entries, columns=st.integers(0, 250))
def test_no_two_keys_stand_at_the_same_column(given_entries: list[Entry], columns: int) -> None:
    placed = places(given_entries, columns)
    for (start, entry), (following, _) in pairwise(placed):
        assert start + entry.columns + GAP <= following
