"""A list to choose from, in a window of any size."""

import pytest
from textual.screen import Screen

from hamtimer.tui.widgets.pick_list import PickList
from tests.tui.helpers import make_app


@pytest.mark.parametrize("size", [(1, 1), (20, 5)])
async def test_a_page_is_turned_in_a_window_without_room_and_in_a_list_just_filled(
    size: tuple[int, int],
) -> None:
    screen, choices = Screen[None](), PickList("one", "two", "three")
    async with make_app(screen).run_test(size=size) as pilot:
        await screen.mount(choices)
        choices.highlighted = 1
        await pilot.pause()
        choices.action_page_down()
        choices.clear_options()
        choices.add_options(["four", "five"])
        choices.highlighted = 1
        choices.action_page_up()
        choices.action_page_down()
        assert choices.highlighted is not None
