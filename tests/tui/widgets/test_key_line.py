"""The line of keys."""

from hypothesis import given
from hypothesis import strategies as st

from hamtimer.tui.widgets.key_line import GAP, Entry, entry_at, fitting

PAUSE, DONE, QUIT = (
    Entry("space", "space", "Pause"),
    Entry("enter", "⏎", "Done"),
    Entry("q", "q", "Quit"),
)
words = st.text("ab ⏎界", max_size=9)  # of one column and of two
entries = st.lists(st.builds(Entry, st.just("x"), words, words), min_size=1, max_size=15)


def test_where_room_is_short_the_way_out_stays() -> None:
    assert fitting((PAUSE, DONE, QUIT), 25) == (PAUSE, DONE, QUIT)
    assert fitting((PAUSE, DONE, QUIT), 24) == (PAUSE, QUIT)
    assert fitting((PAUSE, DONE, QUIT), 3) == (QUIT,)


def test_a_column_belongs_to_the_key_that_stands_there() -> None:
    line = "space Pause ⏎ Done q Quit"
    assert entry_at((PAUSE, DONE, QUIT), line.index("Pause")) is PAUSE
    assert entry_at((PAUSE, DONE, QUIT), line.index("⏎")) is DONE
    assert entry_at((PAUSE, DONE, QUIT), line.index(" ⏎")) is None
    assert entry_at((PAUSE, DONE, QUIT), len(line) - 1) is QUIT
    assert entry_at((PAUSE, DONE, QUIT), len(line)) is None


@given(given_entries=entries, columns=st.integers(0, 250))
def test_what_is_kept_fits_or_is_the_way_out_alone(
    given_entries: list[Entry], columns: int
) -> None:
    kept = fitting(given_entries, columns)
    assert kept[-1] is given_entries[-1]
    width = sum(entry.columns for entry in kept) + GAP * (len(kept) - 1)
    assert width <= columns or len(kept) == 1
