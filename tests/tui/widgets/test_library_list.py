"""The list of sessions: columns that fit, rows that follow, and a highlight that stays."""

import pytest
from textual.content import Content
from textual.screen import Screen

from hamtimer.front.words.library import Cells
from hamtimer.tui.widgets.library_list import AT_FIRST, Columns, Item, LibraryList, lay_out
from tests.tui.helpers import make_app

ROWS = [Cells("Wall sit", "~7:35", "9 days ago", "wall"), Cells("Nordics", "3:40", "", "mat")]


@pytest.mark.parametrize(
    ("width", "columns"),
    [
        # 8 for the name, 5 for the length, 10 for when, 2 between them, the rest for the notes.
        (80, Columns(8, 5, 10, 51)),
        (39, Columns(8, 5, 10, 10)),
        (38, Columns(8, 5, 10, 0)),
        (27, Columns(8, 5, 10, 0)),
        (26, Columns(8, 5, 0, 0)),
        (12, Columns(5, 5, 0, 0)),
    ],
)
def test_where_room_is_short_the_length_stays_longest(width: int, columns: Columns) -> None:
    assert lay_out(ROWS, [row.name for row in ROWS], width) == columns


def rows(*names: str) -> list[Item]:
    items = [Item(name, lambda name=name: Cells(name, "0:40"), name) for name in names]  # type: ignore[misc]
    return [Item("", Content("A heading")), *items]


async def test_the_first_rows_are_there_at_once_and_the_others_follow() -> None:
    names = [f"S {number:04}" for number in range(1_000)]
    screen, listed = Screen[None](), LibraryList()
    async with make_app(screen).run_test(size=(80, 24)) as pilot:
        await screen.mount(listed)
        listed.lay_out(80)
        listed.show(rows(*names))
        assert listed.option_count == AT_FIRST + 1, "with as many as stand before the chosen one"
        while listed.option_count < 1_001:
            await pilot.pause()
        assert [option.id for option in listed.options] == [None, *names]


async def test_the_first_row_is_chosen_and_what_one_had_gone_to_stays() -> None:
    screen, listed = Screen[None](), LibraryList()
    async with make_app(screen).run_test(size=(80, 24)):
        await screen.mount(listed)
        listed.lay_out(80)
        listed.show(rows("a", "b", "c"))
        assert (listed.chosen, listed.has_moved) == ("a", False)
        listed.action_cursor_down()
        assert (listed.chosen, listed.has_moved) == ("b", True)
        listed.show(rows("x", "a", "b", "c"), listed.chosen)
        assert listed.chosen == "b"
        listed.show(rows("x", "a", "c"), listed.chosen)
        assert listed.chosen == "c", "b is gone, and c follows it"
        listed.show(rows("x", "a"), listed.chosen)
        assert listed.chosen == "a"
