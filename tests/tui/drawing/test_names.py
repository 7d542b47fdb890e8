"""The name of an exercise in large letters, over as many lines as it needs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hamtimer.tui.drawing.big_text import width_of
from hamtimer.tui.drawing.names import cut_name, large_names


def narrowest(name: str, columns: int, rows: int) -> tuple[str, ...]:
    """Return the lines of a name in the narrowest letters of three rows."""
    names = large_names(name, columns, rows, 3, 3)
    return min(names, key=lambda one: one.size.width).lines if names else ()


def test_a_name_breaks_at_blanks_and_hyphens() -> None:
    assert narrowest("Single-leg Romanian deadlift", 73, 8) == ("SINGLE-LEG", "ROMANIAN DEADLIFT")
    assert narrowest("Half-kneeling/hip", 40, 11) == ("HALF-", "KNEELING/", "HIP")
    assert narrowest("Plank", 73, 8) == ("PLANK",)


def test_a_word_longer_than_a_line_breaks_with_a_hyphen() -> None:
    assert narrowest("Oberschenkelbeuger", 50, 7) == ("OBERSCHENKE-", "LBEUGER")


def test_a_name_without_room_for_all_of_it_shows_its_beginning() -> None:
    name = "Copenhagen plank with the knee on the bench"
    assert large_names(name, 73, 7, 3, 3) == ()
    cut = cut_name(name, 73, 7, 3, 0)
    beside = cut_name(name, 73, 7, 3, 30)
    assert cut
    assert beside
    assert cut.lines == ("COPENHAGEN PLANK", "WITH THE KNEE ON...")
    assert beside.lines == ("COPENHAGEN PLANK", "WITH THE K...")
    assert cut_name(name, 36, 3, 3, 0) is None, "a few letters tell less than a plain line"


@given(
    name=st.text(st.sampled_from("AIMW -/"), min_size=1, max_size=60),
    columns=st.integers(12, 250),
    rows=st.integers(1, 30),
)
def test_every_way_fits_its_place_and_loses_nothing(name: str, columns: int, rows: int) -> None:
    def letters(text: str) -> str:
        return text.replace(" ", "").replace("-", "")

    for one in large_names(name, columns, rows, 10, 3):
        assert len(one.rows) == one.row_count <= rows
        assert max(width_of(line, one.size) for line in one.lines) <= columns
        assert letters("".join(one.lines)) == letters(name)
