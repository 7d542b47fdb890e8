"""Boxes: what a canvas is made from, and what of it has changed."""

from hypothesis import given
from hypothesis import strategies as st

from hamtimer.tui.drawing.boxes import Box, Cell, Ink, cells_of, changed_spans, rows_of
from hamtimer.tui.drawing.tones import Tone

COLUMNS = 30
texts = st.text(st.sampled_from("ab█▀ 下é"), max_size=12)
boxes = st.lists(
    st.builds(
        Box,
        name=st.just("x"),
        x=st.integers(0, COLUMNS - 1),
        y=st.integers(0, 2),
        rows=st.lists(texts, max_size=3).map(tuple),
        shade=st.sampled_from([Ink.TEXT, Tone.LIFT]),
    ),
    max_size=4,
)


def cells(drawn: list[Box]) -> list[list[Cell]]:
    return [cells_of(row, COLUMNS) for row in rows_of(drawn, COLUMNS, 3)]


def test_a_row_has_the_pieces_of_its_boxes_from_left_to_right() -> None:
    right = Box("number", 6, 0, ("88",), Tone.REST)
    left = Box("word", 0, 0, ("REST", "----"), Tone.REST)
    assert rows_of([right, left], 8, 3) == (
        ((0, "REST", Tone.REST), (6, "88", Tone.REST)),
        ((0, "----", Tone.REST),),
        (),
    )


def test_what_reaches_over_the_edge_is_cut() -> None:
    assert rows_of([Box("word", 2, -1, ("above", "LOWER"), Tone.LOWER)], 5, 1) == (
        ((2, "LOW", Tone.LOWER),),
    )


def test_a_wide_character_takes_two_cells() -> None:
    assert [text for text, _ in cells_of(((1, "下a", Ink.TEXT),), 5)] == [" ", "下", "", "a", " "]


def test_only_what_changed_is_a_span_and_near_spans_are_one() -> None:
    before = cells_of(((0, "abcdefghijklmnopqrst", Ink.TEXT),), 20)
    after = cells_of(((0, "aXcdefghijklmnopqrsX", Ink.TEXT),), 20)
    assert changed_spans(before, after, 5) == [(1, 2), (19, 20)]
    assert changed_spans(before, after, 20) == [(1, 20)]


def test_another_colour_is_a_change_but_not_of_a_space() -> None:
    before = cells_of(((0, "a b", Tone.LOWER),), 3)
    after = cells_of(((0, "a b", Tone.LIFT),), 3)
    assert changed_spans(before, after, 1) == [(0, 1), (2, 3)]


@given(before=boxes, after=boxes, gap=st.integers(1, 20))
def test_what_is_drawn_again_is_all_that_changed(
    before: list[Box], after: list[Box], gap: int
) -> None:
    """Whoever draws the spans over the old row has the new one."""
    for old, new in zip(cells(before), cells(after), strict=True):
        shown = list(old)
        for start, end in changed_spans(old, new, gap):
            shown[start:end] = new[start:end]
        assert [text for text, _ in shown] == [text for text, _ in new]
        inked = [(one, other) for one, other in zip(shown, new, strict=True) if other[0] != " "]
        assert all(one == other for one, other in inked)
