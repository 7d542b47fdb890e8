"""A list to choose from, in a window that has no room for it."""

from textual.screen import Screen

from hamtimer.tui.widgets.pick_list import PickList
from tests.tui.helpers import make_app


async def test_a_page_is_turned_in_a_list_of_which_no_line_was_drawn() -> None:
    screen, choices = Screen[None](), PickList("one", "two", "three")
    choices.styles.height = 0
    async with make_app(screen).run_test(size=(20, 5)) as pilot:
        await screen.mount(choices)
        choices.highlighted = 1
        await pilot.pause()
        choices.action_page_down()
        choices.action_page_up()
        assert choices.highlighted == 1
